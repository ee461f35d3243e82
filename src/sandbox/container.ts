import { existsSync } from "node:fs";
import type { ExecOptions, ExecResult, Sandbox } from "../core/tool.ts";
import { commandEnvironment } from "../lib/command-environment.ts";
import { runCommand } from "../lib/process.ts";
import { SandboxError } from "./error.ts";
import { type Guard, openGuard } from "./guard.ts";
import type { SandboxOptions } from "./options.ts";
import { watchPlanted } from "./planted.ts";
import { running } from "./running.ts";
import { openScratch, type Scratch } from "./scratch.ts";

const defaultImage = "docker.io/library/debian:stable-slim";

const probeTimeoutMs = 20_000;
/** What docker and podman exit with when they themselves fail. */
const ownFailureCode = 125;
const ownFailure = /^(docker: |Error: |Error response )/m;

/** Each command in a fresh container of an image that is here already; throws SandboxError. */
export async function openContainer(
  program: "docker" | "podman",
  options: SandboxOptions,
): Promise<Sandbox> {
  const image = options.image ?? defaultImage;
  await probe(program, image);
  const scratch = openScratch();
  const guard = openGuard(options, scratch);
  const commands = running();
  const net = options.network ? "they can use the network" : "they have no network";
  return {
    name: options.network ? `${program} with network` : program,
    statement: `Commands run in ${program} (${image}): they can write only to ${options.root}, and ${net}.`,
    exec: (command, exec) =>
      commands.add(exec.signal, async (signal) => {
        const settle = exec.readOnly || options.throwaway ? () => [] : watchPlanted(options.root);
        const flags = flagsOf(program, { options, scratch, guard }, exec.readOnly ?? false);
        const run = [...flags, image, ...command];
        const result = await contained(program, run, { ...exec, signal });
        return { ...result, undone: settle() };
      }),
    [Symbol.asyncDispose]: async () => {
      await commands.end();
      guard[Symbol.dispose]();
      await scratch[Symbol.asyncDispose]();
    },
  };
}

async function probe(program: string, image: string): Promise<void> {
  if (Bun.which(program, { PATH: process.env.PATH ?? "" }) === null)
    throw new SandboxError(`${program} is not installed.`);
  const version = await ask([program, "info"]);
  if (version.exitCode !== 0) {
    throw new SandboxError(`${program} does not answer (${lastLine(version.output)}); start it.`);
  }
  const found = await ask([program, "image", "inspect", image]);
  if (found.exitCode === 0) return;
  throw new SandboxError(`The image ${image} is not here; get it with: ${program} pull ${image}`);
}

function ask(command: readonly string[]): Promise<ExecResult> {
  const signal = AbortSignal.timeout(probeTimeoutMs);
  return runCommand(command, { cwd: "/", timeoutMs: probeTimeoutMs, maxChars: 4_000, signal });
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

type Place = {
  readonly options: SandboxOptions;
  readonly scratch: Scratch;
  readonly guard: Guard;
};

function flagsOf(
  program: string,
  { options, scratch, guard }: Place,
  readOnly: boolean,
): readonly string[] {
  const { root, network, writable } = options;
  const guarded = readOnly ? [] : guard.mounts();
  const open = [...writable.filter((folder) => existsSync(folder)), root];
  const mode = readOnly ? ":ro" : "";
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  const keepId = program === "podman" && process.getuid?.() !== 0 ? ["--userns=keep-id"] : [];
  return [
    ...["--init", "--pull", "never", "--user", user, ...keepId],
    ...["--network", network ? "bridge" : "none", "--read-only"],
    ...["--cap-drop", "ALL", "--security-opt", "no-new-privileges"],
    ...(readOnly ? ["--tmpfs", "/tmp"] : ["--volume", `${scratch.tmp}:/tmp`]),
    ...(options.readable ?? []).flatMap((folder) => ["--volume", `${folder}:${folder}:ro`]),
    ...open.flatMap((folder) => ["--volume", `${folder}:${folder}${mode}`]),
    ...guarded.flatMap(({ path, readOnly: fixed }) => [
      "--volume",
      `${path}:${path}${fixed ? ":ro" : ""}`,
    ]),
  ];
}

async function contained(
  program: string,
  rest: readonly string[],
  exec: ExecOptions,
): Promise<ExecResult> {
  const name = `localcode-${crypto.randomUUID()}`;
  const variables = { ...commandEnvironment({}), HOME: "/tmp", ...exec.env };
  const env = Object.entries(variables).flatMap(([key, value]) => ["--env", `${key}=${value}`]);
  const result = await runCommand(
    [program, "run", "--rm", "--name", name, "--workdir", exec.cwd, ...env, ...rest],
    { ...exec, cwd: "/", env: {} },
  );
  // Ending the client does not end the container.
  if (result.timedOut || result.cancelled) await ask([program, "rm", "--force", name]);
  const own = result.exitCode === ownFailureCode && ownFailure.test(result.output);
  if (!own) return result;
  throw new SandboxError(`${program} could not run the command: ${lastLine(result.output)}`);
}
