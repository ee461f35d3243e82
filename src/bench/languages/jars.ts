import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../../lib/http-json.ts";
import type { Prepare } from "./language.ts";

const repository = "https://repo1.maven.org/maven2";

export type Jar = { readonly file: string; readonly path: string; readonly sha256: string };

/** What the tests of the Java track are written for; the console comes first. */
export const jars = [
  {
    file: "junit-platform-console-standalone-1.10.0.jar",
    path: "org/junit/platform/junit-platform-console-standalone/1.10.0",
    sha256: "8192d377bdb53969273ca3805af0eef3b864690f7818300c0d39ac7758da39a0",
  },
  {
    file: "assertj-core-3.25.1.jar",
    path: "org/assertj/assertj-core/3.25.1",
    sha256: "620da4e4de03108c2f412ec17a7ed44b0112dc65e181bd0732dc96fa3b65356f",
  },
  {
    file: "byte-buddy-1.14.11.jar",
    path: "net/bytebuddy/byte-buddy/1.14.11",
    sha256: "62ae28187ed2b062813da6a9d567bfee733c341582699b62dd980230729a0313",
  },
  {
    file: "json-20190722.jar",
    path: "org/json/json/20190722",
    sha256: "e35b3830de02a8992ca8beb6936f52ee80e509753d64469c8f0dde93e17a880b",
  },
  {
    file: "rxjava-2.2.12.jar",
    path: "io/reactivex/rxjava2/rxjava/2.2.12",
    sha256: "f69f2bd31cbcdc94f05a4b5cf21532e4b76848eadc31f1e528df8c5dd48cd553",
  },
  {
    file: "reactive-streams-1.0.2.jar",
    path: "org/reactivestreams/reactive-streams/1.0.2",
    sha256: "cc09ab0b140e0d0496c2165d4b32ce24f4d6446c0a26c5dc77b06bdf99ee8fae",
  },
] as const satisfies readonly Jar[];

export function pathsOf(cache: string): readonly string[] {
  return jars.map(({ file }) => join(cache, file));
}

/** Downloads what is missing; a jar with another checksum is not kept. */
export async function fetchJars(work: Prepare): Promise<Readonly<Record<string, string>>> {
  const { cache, signal, say } = work;
  const missing = jars.filter(({ file }) => !existsSync(join(cache, file)));
  if (missing.length > 0) say(`Java: ${missing.length} libraries are fetched.`);
  await mkdir(cache, { recursive: true });
  const failed: Record<string, string> = {};
  for (const jar of missing) {
    const why = await fetchJar(jar, { from: repository, cache, signal });
    if (why !== undefined) failed[jar.file] = why;
  }
  return failed;
}

type Fetch = {
  readonly from: string;
  readonly cache: string;
  readonly signal: AbortSignal;
};

/** Why a jar was not put into the cache; undefined where it was. */
export async function fetchJar(
  jar: Jar,
  { from, cache, signal }: Fetch,
): Promise<string | undefined> {
  const url = `${from}/${jar.path}/${jar.file}`;
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) return `${url} answers ${response.status}`;
    const bytes = new Uint8Array(await response.arrayBuffer());
    const found = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
    if (found !== jar.sha256) return `${url} has another checksum, so it is not used`;
    const draft = join(cache, `${jar.file}.${crypto.randomUUID()}`);
    await writeFile(draft, bytes);
    await rename(draft, join(cache, jar.file));
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    return `${url} cannot be reached: ${messageOf(error)}`;
  }
}
