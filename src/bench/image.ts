import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../lib/process.ts";
import { SandboxError } from "../sandbox/error.ts";

export type ContainerProgram = "docker" | "podman";

/** Packages of Debian with which the tests of all six languages run. */
const packages: readonly string[] = [
  "python3",
  "python3-pytest",
  "golang",
  "cargo",
  "rustc",
  "g++",
  "libboost-dev",
  "libtbb-dev",
  "default-jdk-headless",
  "git",
  "procps",
  "ca-certificates",
];

const containerfile = [
  "FROM debian:stable-slim",
  "RUN apt-get update \\",
  ` && apt-get install -y --no-install-recommends ${packages.join(" ")} \\`,
  " && rm -rf /var/lib/apt/lists/*",
  "COPY bun /usr/local/bin/bun",
  "",
].join("\n");

export type ImageBuild = {
  /** The folder that the build sees: the recipe, and the Bun that runs now. */
  readonly context: string;
  readonly command: readonly string[];
};

/** Lays out what a build needs below the cache and says how it is built. */
export function imageBuild(
  program: ContainerProgram,
  name: string,
  { cache, rebuild = false }: { readonly cache: string; readonly rebuild?: boolean | undefined },
): ImageBuild {
  const context = join(cache, "bench", "image");
  mkdirSync(context, { recursive: true });
  writeFileSync(join(context, "Containerfile"), containerfile);
  copyFileSync(process.execPath, join(context, "bun"));
  const file = join(context, "Containerfile");
  const anew = rebuild ? ["--no-cache"] : [];
  return { context, command: [program, "build", ...anew, "--tag", name, "--file", file, context] };
}

const buildLimitMs = 3_600_000;
const outputChars = 20_000;

/** Builds the image, which needs a network; throws SandboxError. */
export async function buildImage(
  { context, command }: ImageBuild,
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const [program = ""] = command;
  if (Bun.which(program) === null) {
    throw new SandboxError(
      `${program} is not installed, so no image is built. --print-command shows what would run.`,
    );
  }
  const { exitCode, output } = await runCommand(command, {
    cwd: context,
    timeoutMs: buildLimitMs,
    maxChars: outputChars,
    signal,
    onOutput: say,
  });
  if (exitCode === 0) return;
  const last = output.trim().split("\n").at(-1) ?? "";
  throw new SandboxError(`${program} could not build the image: ${last}`);
}
