import type { Config } from "../app/config.ts";
import { ConfigError } from "../app/config-error.ts";
import type { ProgressLine } from "../bench/cli/show-progress.ts";
import type { Command, Desk } from "../tui/command.ts";
import { shellWords } from "../tui/external-editor.ts";

/** `/bench` of the terminal: the same command line, in a process of its own that goes on beside the talk. */
export type BenchInTerminal = {
  readonly command: Command;
  /** Stops a run that goes on; what is finished of it is kept. */
  close(): Promise<readonly string[]>;
};

type Job = {
  readonly words: string;
  readonly child: Bun.Subprocess<"ignore", "pipe", "pipe">;
  bar: string;
  /** What was said of it, the newest last. */
  lines: readonly string[];
  ended: boolean;
};

const linesKept = 200;
const linesShown = 14;
const closeMs = 5_000;
const usual = "run default --dataset starter -n 4";

type Place = Pick<Config, "cwd" | "env">;

export function benchInTerminal(
  place: Place,
  program: readonly string[] = thisProgram(),
): BenchInTerminal {
  let job: Job | undefined;
  const command: Command = {
    name: "bench",
    argument: "[run … | list | report DIR | view DIR | stop]",
    help: "Measure an agent on programming tasks beside this conversation; alone: how far it is",
    whileBusy: true,
    complete: () => ["run", "list", "report", "view", "compare", "selftest", "setup", "stop"],
    async run(argument, desk) {
      if (argument === "stop") return stop(job, desk);
      if (argument === "" && job !== undefined) return await watch(job, desk);
      if (argument === "") return desk.write(`/bench ${usual}`);
      if (shellWords(argument)[0] === "view") return await look(program, argument, place, desk);
      if (job !== undefined && !job.ended) throw new ConfigError(oneAtATime);
      job = start(program, argument, place);
      void follow(job, desk);
      await watch(job, desk);
    },
  };
  return {
    command,
    async close() {
      if (job === undefined || job.ended) return [];
      job.child.kill("SIGINT");
      const timer = setTimeout(() => job?.child.kill("SIGKILL"), closeMs);
      await job.child.exited;
      clearTimeout(timer);
      return job.lines.slice(-1);
    },
  };
}

const oneAtATime = "One bench runs already: /bench shows it, /bench stop ends it.";

/** The one that runs now, whether it is the bundle or the source. */
function thisProgram(): readonly string[] {
  return [process.execPath, ...process.execArgv, process.argv[1] ?? ""];
}

function start(program: readonly string[], argument: string, { cwd, env }: Place): Job {
  const words = shellWords(argument);
  const telling = words[0] === "run" ? ["--progress", "json"] : [];
  const child = Bun.spawn([...program, "bench", ...words, ...telling], {
    cwd,
    env: { ...env, NO_COLOR: "1" },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  return { words: argument, child, bar: "", lines: [], ended: false };
}

const screenOfItsOwn = "\u001b[?1049h";

/** The viewer has the terminal until the person leaves it; what it says without one goes to the transcript. */
async function look(
  program: readonly string[],
  argument: string,
  { cwd, env }: Place,
  desk: Desk,
): Promise<void> {
  const { runOnTerminal } = await import("../tui/relay.ts");
  let said = "";
  let code = 0;
  const write = (bytes: Uint8Array): void => {
    if (said.includes(screenOfItsOwn)) process.stdout.write(bytes.slice());
    else {
      said += new TextDecoder().decode(bytes);
      if (said.includes(screenOfItsOwn)) process.stdout.write(said);
    }
  };
  const command = [...program, "bench", ...shellWords(argument)];
  await desk.suspend(async () => {
    code = await runOnTerminal(command, { cwd, env, write });
  });
  const lines = said.includes(screenOfItsOwn) ? [] : said.trim().split(/\r?\n/);
  if (code !== 0) desk.notice(lines.join(" "), "error");
  else if (lines.length > 0) desk.print(`/bench ${argument}`, block(lines));
}

/** Reads what it says until it has ended, and puts the outcome into the transcript. */
async function follow(job: Job, desk: Desk): Promise<void> {
  const said: string[] = [];
  await Promise.all([
    eachLine(job.child.stdout, (line) => {
      said.push(line);
      keep(job, [line]);
    }),
    eachLine(job.child.stderr, (line) => hear(job, line, desk)),
  ]);
  const code = await job.child.exited;
  job.ended = true;
  desk.badge("");
  const outcome = said.length > 0 ? said : job.lines.slice(-linesShown);
  desk.print(`/bench ${job.words}${code === 0 ? "" : ` (exit code ${code})`}`, block(outcome));
}

function hear(job: Job, line: string, desk: Desk): void {
  const progress = progressOf(line);
  if (progress === undefined) {
    keep(job, [line]);
    return;
  }
  job.bar = progress.bar;
  keep(job, progress.lines);
  desk.badge(`bench ${progress.done}/${progress.total}`);
}

function progressOf(line: string): ProgressLine | undefined {
  if (!line.startsWith('{"type":"progress"')) return undefined;
  try {
    // Our own program wrote it, in the form that its type tells.
    return JSON.parse(line) as ProgressLine;
  } catch {
    return undefined;
  }
}

function keep(job: Job, lines: readonly string[]): void {
  job.lines = [...job.lines, ...lines.filter((line) => line.trim() !== "")].slice(-linesKept);
}

async function watch(job: Job, desk: Desk): Promise<void> {
  const lines = (): readonly string[] => [
    ...(job.bar === "" ? [] : [job.bar]),
    ...job.lines.slice(-linesShown),
    ...(job.ended ? ["It has ended."] : []),
  ];
  const stopKey = {
    key: "s",
    label: "stops it",
    confirm: "Stop this run?",
    run: () => {
      stop(job, desk);
      return true;
    },
  };
  await desk.watch({ title: `/bench ${job.words}`, lines, keys: job.ended ? [] : [stopKey] });
}

function stop(job: Job | undefined, desk: Desk): void {
  if (job === undefined || job.ended) {
    desk.notice("No bench runs.");
    return;
  }
  job.child.kill("SIGINT");
  desk.notice("The bench is being stopped; what is finished is kept.");
}

function block(lines: readonly string[]): string {
  return ["```text", ...lines, "```"].join("\n");
}

async function eachLine(
  stream: ReadableStream<Uint8Array>,
  hearLine: (line: string) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) hearLine(line);
  }
  if (rest !== "") hearLine(rest);
}
