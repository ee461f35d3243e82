import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Exercise } from "../types.ts";
import type { Prepare } from "./language.ts";

/** The crates of stubs and references alike, so that a solution may use either. */
const manifests = ["Cargo.toml", ".meta/Cargo-example.toml"];

/** Copies every crate that an exercise names into one folder, with cargo itself. */
export async function vendorCrates(work: Prepare): Promise<Readonly<Record<string, string>>> {
  const { exercises, cache, signal, run, say } = work;
  const vendor = join(cache, "vendor");
  const draft = join(cache, `draft-${crypto.randomUUID()}`);
  const packages = await makePackages(exercises, draft);
  const [first, ...rest] = packages;
  if (first === undefined) return {};
  say(`Rust: the crates of ${packages.length} manifests are fetched.`);
  const sync = rest.flatMap((file) => ["--sync", file]);
  const target = join(draft, "vendor");
  const flags = ["--versioned-dirs", "--quiet", "--manifest-path", first, ...sync, target];
  const said = await run(["cargo", "vendor", ...flags], { signal });
  try {
    if (said !== "" || !existsSync(target)) return said === "" ? {} : { rust: said };
    await rm(vendor, { recursive: true, force: true });
    await rename(target, vendor);
    return {};
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function makePackages(
  exercises: readonly Exercise[],
  draft: string,
): Promise<readonly string[]> {
  const files = exercises.flatMap(({ folder }) => manifests.map((file) => join(folder, file)));
  const found: string[] = [];
  for (const [at, file] of files.filter((one) => existsSync(one)).entries()) {
    const text = await Bun.file(file).text();
    if (!/^\[dependencies\][^\n]*\n+[ \t]*[\w-]+[ \t]*=/m.test(text)) continue;
    const folder = join(draft, String(at));
    await mkdir(join(folder, "src"), { recursive: true });
    await writeFile(join(folder, "src/lib.rs"), "");
    await writeFile(join(folder, "Cargo.toml"), text);
    found.push(join(folder, "Cargo.toml"));
  }
  return found;
}
