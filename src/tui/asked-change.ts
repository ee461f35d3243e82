import type { BodyLine } from "./overlay.ts";

/** What goes and what comes, as far as the input's own words tell. */
const goes = /^(old|search|find|before)/;
const comes = /^(new|replace|content|text|patch|diff|after)/;

const compareMs = 200;
/** Lines that stay, before and after a change. */
const context = 3;

/** The texts of an edit line by line, so that nobody says yes to what they have not seen. */
export async function changeLines(input: unknown): Promise<readonly BodyLine[]> {
  if (typeof input !== "object" || input === null) return [];
  const inner = Object.values(input).flatMap((value) => (Array.isArray(value) ? value : []));
  const nested = await Promise.all(inner.map(changeLines));
  return [...(await comparedLines(input)), ...nested.flat()];
}

async function comparedLines(input: object): Promise<readonly BodyLine[]> {
  const { going, coming } = textsOf(input);
  if (going.length !== 1 || coming.length !== 1) {
    return [
      ...going.flatMap((text) => linesOf(text, "removed")),
      ...coming.flatMap((text) => linesOf(text, "added")),
    ];
  }
  const [before = "", after = ""] = [...going, ...coming];
  const { diffLines } = await import("diff");
  const parts = diffLines(ended(before), ended(after), { timeout: compareMs });
  if (parts === undefined) return [...linesOf(before, "removed"), ...linesOf(after, "added")];
  return parts.flatMap(({ value, added, removed }, at) => {
    if (added || removed) return linesOf(value, added ? "added" : "removed");
    return shortened(linesOf(value, "dim"), { isFirst: at === 0, isLast: at === parts.length - 1 });
  });
}

/** Texts that go and texts that come, by the names of the fields. */
function textsOf(input: object) {
  const texts = Object.entries(input).filter(([, value]) => typeof value === "string");
  const named = (name: RegExp) => texts.filter(([key]) => name.test(key)).map(([, text]) => text);
  const going: readonly string[] = named(goes);
  const coming: readonly string[] = named(comes);
  return { going, coming };
}

function ended(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

const marks = { removed: "-", added: "+", dim: " " } as const;

function linesOf(text: string, role: keyof typeof marks): readonly BodyLine[] {
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.map((line) => ({ role, text: `${marks[role]} ${line}` }));
}

/** Of many lines that stay only those beside a change. */
function shortened(
  lines: readonly BodyLine[],
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): readonly BodyLine[] {
  const head = isFirst ? 0 : context;
  const tail = isLast ? 0 : context;
  const left = lines.length - head - tail;
  if (left <= 1) return lines;
  const note: BodyLine = { role: "dim", text: `  … ${left} lines that stay` };
  return [...lines.slice(0, head), note, ...(tail === 0 ? [] : lines.slice(-tail))];
}
