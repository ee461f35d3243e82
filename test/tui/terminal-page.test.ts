import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commands } from "../../src/tui/commands/index.ts";
import { keyHelp } from "../../src/tui/keys.ts";
import { readTheme } from "../../src/tui/own-theme.ts";
import { roles } from "../../src/tui/paint.ts";
import { tempFolder } from "../support/temp.ts";

const page = readFileSync(join(import.meta.dir, "../../docs/terminal.md"), "utf8");

/** The rows below a heading of a table, as they are written. */
function rowsBelow(heading: string): readonly string[] {
  const lines = page.split("\n");
  const below = lines.slice(lines.indexOf(heading) + 2);
  return below.slice(0, below.indexOf(""));
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

test("the page of the terminal has every key, with the words of /help", () => {
  expect(rowsBelow("| Key | What it does |")).toEqual(
    keyHelp.map(({ keys, does }) => `| ${cell(keys)} | ${cell(does)} |`),
  );
});

test("the page of the terminal has every command, with the words of the menu", () => {
  expect(rowsBelow("| Command | What it does |")).toEqual(
    commands.map(({ name, argument, aliases = [], help }) => {
      const wants = argument === undefined ? "" : ` ${cell(argument)}`;
      const also =
        aliases.length === 0 ? "" : ` (${aliases.map((one) => `\`/${one}\``).join(", ")})`;
      return `| \`/${name}${wants}\` | ${cell(help)}${also} |`;
    }),
  );
});

test("the page of the terminal names every part that a theme colours", () => {
  const named = page.split("The parts: ")[1]?.split(".")[0] ?? "";
  expect([...named.matchAll(/`([^`]+)`/g)].map(([, role = ""]) => role)).toEqual([...roles]);
});

test("the theme that the page shows can be used", async () => {
  const shown = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
  using folder = await tempFolder({ "sea.json": shown });
  const { name, looks } = readTheme(join(folder.path, "sea.json"));
  expect([name, looks.accent]).toEqual(["sea", { color: "#4fc3c8" }]);
});
