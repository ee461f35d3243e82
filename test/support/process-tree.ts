// What a process and everything below it use, from /proc: Linux only.
import { readdirSync, readFileSync } from "node:fs";

const ticksPerSecond = 100;
const kilobytesPerMegabyte = 1_024;

/** CPU seconds, user and system, of a process, of its children and of the children they waited for. */
export function cpuSeconds(pid: number): number {
  const ticks = tree(pid).reduce((sum, one) => {
    const fields = statFields(one);
    // utime, stime, cutime, cstime.
    return sum + fields.slice(11, 15).reduce((all, field) => all + Number(field), 0);
  }, 0);
  return ticks / ticksPerSecond;
}

/** Resident memory of a process and its children. */
export function residentMb(pid: number): number {
  const sizes = tree(pid).map((one) => {
    const [, size] = /^VmRSS:\s+(\d+)/m.exec(readProc(one, "status")) ?? [];
    return Number(size ?? 0);
  });
  return sizes.reduce((sum, size) => sum + size, 0) / kilobytesPerMegabyte;
}

/** A process and all below it, itself first. */
export function tree(pid: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (/^\d+$/.test(name)) parents.set(Number(name), Number(statFields(Number(name))[1] ?? 0));
  }
  const below = (parent: number): readonly number[] =>
    [...parents].flatMap(([child, of]) => (of === parent ? [child, ...below(child)] : []));
  return [pid, ...below(pid)];
}

/** What follows the name, which may hold blanks: state, parent, … */
function statFields(pid: number): readonly string[] {
  const text = readProc(pid, "stat");
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

/** Empty where the process has ended meanwhile. */
function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}
