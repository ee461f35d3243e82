import { readdirSync, readFileSync } from "node:fs";

const alive = new Set<number>();

/** Such a group is killed when this process exits: it has a session of its own and would live on. */
export function rememberGroup(pid: number | undefined): void {
  if (alive.size === 0 && !process.listeners("exit").includes(endAll)) process.once("exit", endAll);
  if (pid !== undefined) alive.add(pid);
}

export function forgetGroup(pid: number | undefined): void {
  if (pid !== undefined) alive.delete(pid);
}

function endAll(): void {
  for (const pid of alive) endGroup(pid, "SIGKILL");
}

/** Sends a signal to every process of the group; one that is gone already is as wanted. */
export function endGroup(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  signalled(-pid, signal);
}

export function isGroupAlive(pid: number): boolean {
  return signalled(-pid, 0);
}

/** One that is found while it starts another is looked for again, but not for ever. */
const mostLooks = 3;

/** Kills every process that carries the mark in its environment: those that left their group. */
export function endMarked(mark: string): void {
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const found = (process.platform === "linux" ? pidsByProc(mark) : pidsByPs(mark)).filter(
      (pid) => pid !== process.pid,
    );
    for (const pid of found) signalled(pid, "SIGKILL");
    if (found.length === 0) return;
  }
}

function pidsByProc(mark: string): readonly number[] {
  const processes = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
  return processes.filter((entry) => environmentOf(entry).includes(mark)).map(Number);
}

/** As macOS tells it: each process with its environment behind its arguments. */
export function pidsByPs(mark: string): readonly number[] {
  const { stdout } = Bun.spawnSync(["ps", "axeww", "-o", "pid=,command="], { stderr: "ignore" });
  const lines = stdout.toString().split("\n");
  return lines.filter((line) => line.includes(mark)).map((line) => Number.parseInt(line, 10));
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch (error) {
    // The process has just ended, or belongs to somebody else.
    if (error instanceof Error) return "";
    throw error;
  }
}

function signalled(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    // EPERM: it exists but belongs to somebody else, as after a change of user.
    if (error instanceof Error && "code" in error && error.code === "EPERM") return false;
    throw error;
  }
}
