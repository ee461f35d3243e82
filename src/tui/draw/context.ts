import { type ContextUse, wholeShares } from "../../app/context-use.ts";
import type { Pen, Role } from "../paint.ts";
import { fit, padEnd, wrap } from "./text.ts";

type Segment = {
  readonly name: string;
  readonly tokens: number;
  /** Tells the parts apart where there are no colours. */
  readonly mark: string;
  readonly role: Role;
};

const mostBarColumns = 64;
const nameColumns = 18;
const numberColumns = 9;

/** The window as a bar, and a line for each part of it. */
export function contextLines(use: ContextUse, { paint, width }: Pen): readonly string[] {
  const segments = segmentsOf(use);
  const columns = columnsFor(
    segments,
    Math.max(segments.length, Math.min(mostBarColumns, width - 1)),
  );
  const bar = segments.map(({ mark, role }, at) => paint(role, mark.repeat(columns[at] ?? 0)));
  const legend = segments.map(({ name, tokens, mark, role }) => {
    const count = tokens.toLocaleString("en-US").padStart(numberColumns);
    const line = `${padEnd(name, nameColumns)}${count} ${share(tokens, use.window).padStart(4)}`;
    return `${paint(role, mark)} ${fit(line, Math.max(1, width - 2))}`;
  });
  return [
    ...wrap(paint("heading", titleOf(use)), width),
    fit(bar.join(""), width),
    ...legend.map((line) => fit(line, width)),
    ...wrap(paint("dim", remark(use)), width).filter((line) => line !== ""),
  ];
}

/** What is there at all has at least one column. */
function columnsFor(segments: readonly Segment[], columns: number): readonly number[] {
  const least = segments.map(({ tokens }) => (tokens > 0 ? 1 : 0));
  const left = columns - least.reduce<number>((sum, one) => sum + one, 0);
  const shares = wholeShares(
    segments.map(({ tokens }) => tokens),
    left,
  );
  return shares.map((share, at) => share + (least[at] ?? 0));
}

function segmentsOf(use: ContextUse): readonly Segment[] {
  return [
    { name: "system text", tokens: use.system, mark: "█", role: "accent" },
    { name: "tools", tokens: use.tools, mark: "▓", role: "keyword" },
    { name: "files read", tokens: use.files, mark: "▒", role: "string" },
    { name: "other messages", tokens: use.history, mark: "░", role: "warning" },
    { name: "free", tokens: use.free, mark: "·", role: "dim" },
    { name: "for the answer", tokens: use.reserve, mark: "-", role: "border" },
  ];
}

function titleOf(use: ContextUse): string {
  const used = use.system + use.tools + use.files + use.history;
  const about = use.isEstimate ? "about " : "";
  const [is, of] = [used, use.window].map((tokens) => tokens.toLocaleString("en-US"));
  return `${about}${is} of ${of} tokens (${share(used, use.window)})`;
}

function share(tokens: number, window: number): string {
  return `${Math.round((100 * tokens) / Math.max(1, window))}%`;
}

function remark({ cached, isEstimate }: ContextUse): string {
  const counted = isEstimate
    ? "Estimated: the server has not counted this conversation yet."
    : "Counted by the server, shared out by estimate.";
  const inCache = cached === undefined ? "" : cached.toLocaleString("en-US");
  return inCache === "" ? counted : `${counted} ${inCache} of them were in its cache.`;
}
