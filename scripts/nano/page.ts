import type { Random } from "./random.ts";

/** A paragraph, a list, or code that is shown. */
export type Block = string | { readonly bullets: readonly string[] } | { readonly code: string };

const indent = "    ";
const unbroken = 10_000;

/** Lays out instructions as Markdown, broken into lines at a width of its own each time. */
export function page(random: Random, blocks: readonly Block[]): string {
  const width = random.chance(0.5) ? unbroken : random.option([88, 100, 110, 116, 118, 120, 126]);
  const mark = random.option(["-", "-", "-", "*"]);
  const fenced = random.chance(0.2);
  const parts = blocks.map((block) => {
    if (typeof block === "string") return wrap(block, width, "");
    if ("code" in block) return fenced ? `\`\`\`\n${block.code}\n\`\`\`` : indented(block.code);
    return block.bullets.map((one) => wrap(`${mark} ${one}`, width, "  ")).join("\n");
  });
  return `# Instructions\n\n${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function indented(code: string): string {
  return code
    .split("\n")
    .map((line) => (line === "" ? "" : indent + line))
    .join("\n");
}

function wrap(text: string, width: number, following: string): string {
  const lines: string[] = [];
  let line = "";
  // Code in back quotes is never broken.
  for (const word of text.match(/(?:`[^`]*`|[^ `])+/g) ?? []) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = following + word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}
