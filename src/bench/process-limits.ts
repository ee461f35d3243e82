const maxFileKb = 512 * 1024;
/** The stacks of a thousand threads count as 8 GB, however little of them is used. */
const maxDataKb = 12 * 1024 * 1024;
/** Tests of threads start a thousand at once, and all that a user runs may count. */
const maxProcesses = 8_192;

/** Each limit only where the shell of this system knows it. `-p` is dash's word for bash's `-u`. */
const script = [
  "ulimit -c 0",
  `ulimit -f ${2 * maxFileKb}`,
  `ulimit -d ${maxDataKb} 2>/dev/null`,
  `ulimit -p ${maxProcesses} 2>/dev/null || ulimit -u ${maxProcesses} 2>/dev/null`,
  'command -v "$1" >/dev/null || { echo "$0"; exit 127; }',
  'exec "$@"',
].join("; ");

/**
 * A command that cannot fill the disk, the memory or the table of processes. Where there is no such
 * program, all it says is `absent`.
 */
export function limited(command: readonly string[], absent: string): readonly string[] {
  return ["/bin/sh", "-c", script, absent, ...command];
}
