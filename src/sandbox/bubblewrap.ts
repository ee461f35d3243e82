import { existsSync, lstatSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ExecOptions, ExecResult, Sandbox } from "../core/tool.ts";
import { runCommand } from "../lib/process.ts";
import { SandboxError } from "./error.ts";
import { type Guard, openGuard } from "./guard.ts";
import type { SandboxOptions } from "./options.ts";
import { watchPlanted } from "./planted.ts";
import { running } from "./running.ts";
import { cacheVariables, isBelowAny, openScratch, type Scratch, secretsOf } from "./scratch.ts";

const probeTimeoutMs = 10_000;
const notFoundCode = 127;

/**
 * A view of this machine for commands: everything read-only but the root and a private /tmp, the
 * user's keys hidden, processes of its own, no network. Throws SandboxError where bwrap cannot work.
 */
export async function openBubblewrap(options: SandboxOptions): Promise<Sandbox> {
  const program = Bun.which("bwrap", { PATH: process.env.PATH ?? "" });
  if (program === null) {
    throw new SandboxError("bwrap is not installed; install the package bubblewrap.");
  }
  const scratch = openScratch();
  const guard = openGuard(options, scratch);
  const commands = running();
  const sandbox: Sandbox = {
    name: options.network ? "bwrap with network" : "bwrap",
    statement: statementOf(options),
    exec: (command, exec) =>
      commands.add(exec.signal, (signal) =>
        wrapped(command, { ...exec, signal }, { options, scratch, guard }),
      ),
    [Symbol.asyncDispose]: async () => {
      await commands.end();
      guard[Symbol.dispose]();
      await scratch[Symbol.asyncDispose]();
    },
  };
  try {
    await probe(sandbox, program, options.root);
  } catch (error) {
    await sandbox[Symbol.asyncDispose]();
    throw error;
  }
  return sandbox;
}

function statementOf({ root, network, writable }: SandboxOptions): string {
  const places = [root, ...writable, "a private /tmp"].join(", ");
  const net = network ? "they can use the network" : "they have no network";
  return `Commands run in bubblewrap: they can write only to ${places}, and ${net}.`;
}

/** Programs that have been seen to work: a bench opens a sandbox for every task. */
const proven = new Set<string>();

/** bwrap may be there and yet be forbidden, as in many containers: only a run can tell. */
async function probe(sandbox: Sandbox, program: string, root: string): Promise<void> {
  if (proven.has(program)) return;
  const signal = AbortSignal.timeout(probeTimeoutMs);
  const options = { cwd: root, timeoutMs: probeTimeoutMs, maxChars: 1_000, signal };
  const result = await sandbox.exec(["true"], options);
  if (result.exitCode === 0) {
    proven.add(program);
    return;
  }
  throw new SandboxError(`bwrap does not work here: even "true" ends with ${result.exitCode}.`);
}

async function wrapped(
  command: readonly string[],
  exec: ExecOptions,
  place: Place,
): Promise<ExecResult> {
  const { options, scratch } = place;
  const settle = exec.readOnly || options.throwaway ? () => [] : watchPlanted(options.root);
  // Only bwrap itself writes to it: an exit code there proves that the command was started.
  const reportFile = join(scratch.path, `status-${crypto.randomUUID()}`);
  const bwrap = ["bwrap", ...viewArguments(place, exec.readOnly ?? false)];
  const result = await runCommand(
    [...bwrap, "--chdir", exec.cwd, "--json-status-fd", "3", "--", ...command],
    { ...exec, cwd: "/", env: { ...cacheVariables(options.writable), ...exec.env }, reportFile },
  );
  const report = existsSync(reportFile) ? readFileSync(reportFile, "utf8") : "";
  rmSync(reportFile, { force: true });
  const undone = settle();
  if (result.timedOut || result.cancelled || report.includes('"exit-code"'))
    return { ...result, undone };
  if (result.output.startsWith("bwrap: execvp")) return { ...result, exitCode: notFoundCode };
  const why = result.output.trim().split("\n")[0] ?? "";
  throw new SandboxError(
    `bwrap could not start the command (${why}); allow user namespaces or choose --sandbox none.`,
  );
}

type Place = {
  readonly options: SandboxOptions;
  readonly scratch: Scratch;
  readonly guard: Guard;
};

function viewArguments({ options, scratch, guard }: Place, readOnly: boolean): string[] {
  const { root, network } = options;
  const guarded = readOnly ? [] : guard.mounts();
  const open = [...present(options.writable), root];
  const secrets = secretsOf();
  const inside = secrets.filter((path) => isBelowAny(path, open) && !open.includes(path));
  const outside = secrets.filter((path) => !inside.includes(path));
  return [
    "--die-with-parent",
    ...["--unshare-user-try", "--unshare-ipc", "--unshare-pid", "--unshare-uts"],
    ...["--unshare-cgroup-try", ...(network ? [] : ["--unshare-net"]), "--cap-drop", "ALL"],
    ...["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"],
    ...(readOnly ? ["--tmpfs", "/tmp"] : ["--bind", scratch.tmp, "/tmp"]),
    ...systemSockets(network),
    ...present(options.hidden).flatMap((folder) => ["--tmpfs", folder]),
    ...outside.flatMap((path) => hidden(path, scratch.empty)),
    ...present(options.readable).flatMap((folder) => ["--ro-bind", folder, folder]),
    ...open.flatMap((folder) => [readOnly ? "--ro-bind" : "--bind", folder, folder]),
    ...guarded.flatMap((mount) => [
      mount.readOnly ? "--ro-bind" : "--bind",
      mount.path,
      mount.path,
    ]),
    ...inside.flatMap((path) => hidden(path, scratch.empty)),
  ];
}

/** Sockets of other programs, such as docker's, would be a way out that no network rule closes. */
function systemSockets(network: boolean): readonly string[] {
  const real = ["/run", "/var/run"].filter((path) => existsSync(path) && !isLink(path));
  const names = "/run/systemd/resolve";
  const resolver = network && existsSync(names) ? ["--ro-bind", names, names] : [];
  return [...real.flatMap((path) => ["--tmpfs", path]), ...resolver];
}

function present(folders: readonly string[] = []): readonly string[] {
  return folders.filter((folder) => existsSync(folder));
}

function hidden(path: string, empty: string): readonly string[] {
  return statSync(path).isDirectory() ? ["--tmpfs", path] : ["--ro-bind", empty, path];
}

function isLink(path: string): boolean {
  return lstatSync(path).isSymbolicLink();
}
