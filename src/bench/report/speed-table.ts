import type { Row } from "../results.ts";
import { meanOf, sumOf } from "../statistics.ts";
import type { Summary } from "./summary.ts";
import { type Cell, decimal, left, percent, right, type Table, whole, word } from "./table.ts";

/** Table 3. */
export function speedTable({ counted }: Summary): Table {
  const sum = (of: (row: Summary["counted"][number]) => number) => sumOf(counted.map(of));
  const estimated = counted.some(({ speed }) => speed.estimated);
  const mark = estimated ? "~" : "";
  const total = sum(({ tokens }) => tokens.in + tokens.out);
  const perTask = (of: (row: Summary["counted"][number]) => number): Cell =>
    decimal(meanOf(counted.map(of)), 0);
  const cached = sum(({ tokens }) => tokens.cached);
  const read = sum(({ tokens }) => tokens.in);
  const rate = (tokens: number, ms: number): Cell =>
    decimal(ms > 0 && tokens > 0 ? (tokens / ms) * 1_000 : undefined, 1, mark);
  const prefill = rate(
    sum(({ speed }) => speed.prefillTokens),
    sum(({ speed }) => speed.prefillMs),
  );
  const decode = rate(
    sum(({ speed }) => speed.decodeTokens),
    sum(({ speed }) => speed.decodeMs),
  );
  const row = (name: string, all: Cell, task: Cell) => [word(name), all, task];
  return {
    id: "speed",
    title: "Tokens and speed",
    note: `Tokens per second are tokens by the summed time of their phase, and with tasks at once by the time in which any ran${estimated ? "; ~: the server told no times, so those of whole replies were taken" : ""}.`,
    columns: [left("what"), right("all"), right("per task")],
    rows: [
      row(
        "prompt tokens",
        whole(read),
        perTask(({ tokens }) => tokens.in),
      ),
      row(
        `of them cached (${percent(read === 0 ? 0 : cached / read)})`,
        whole(cached),
        perTask(({ tokens }) => tokens.cached),
      ),
      row(
        "tokens written",
        whole(sum(({ tokens }) => tokens.out)),
        perTask(({ tokens }) => tokens.out),
      ),
      row(
        "tokens in all",
        whole(total),
        perTask(({ tokens }) => tokens.in + tokens.out),
      ),
      row("prefill t/s", prefill, word("")),
      row("decode t/s", decode, word("")),
      row("total t/s", rate(total, sum(({ seconds }) => seconds) * 1_000), word("")),
      row("total t/s, tasks at once", rate(total, busyMs(counted)), word("")),
      row(
        "replies",
        whole(sum(({ turns }) => turns)),
        decimal(meanOf(counted.map(({ turns }) => turns)), 1),
      ),
    ],
  };
}

/** Time in which at least one trial was under way; pauses between sessions of a run are none of it. */
function busyMs(rows: readonly Pick<Row, "started" | "ended">[]): number {
  const spans = rows
    .map(({ started, ended }) => ({ from: Date.parse(started), to: Date.parse(ended) }))
    .sort((one, other) => one.from - other.from);
  let busy = 0;
  let until = 0;
  for (const { from, to } of spans) {
    busy += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return busy;
}
