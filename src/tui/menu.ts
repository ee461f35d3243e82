import fuzzysort from "fuzzysort";

// The letters in their order are enough: a list is short, and its best come first.
const threshold = 0.1;

/** What may stand at the cursor: commands after a slash, files after an @. */
export type Menu = {
  /** The part of the text that a row replaces. */
  readonly start: number;
  readonly end: number;
  readonly rows: readonly MenuRow[];
  readonly selected: number;
  /** Enter takes the row instead of sending the text. */
  readonly takesEnter: boolean;
};

export type MenuRow = {
  /** What is put in. */
  readonly text: string;
  readonly label: string;
  readonly detail: string;
  readonly onTake?: () => void;
};

export type NamedCommand = {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly argument?: string;
  readonly help: string;
};

const rowsAtMost = 40;

/** The commands that fit what is typed; undefined where the text is no command without an argument yet. */
export function commandMenu(
  text: string,
  cursor: number,
  commands: readonly NamedCommand[],
): Menu | undefined {
  const typed = /^\/([^\s/]*)$/.exec(text)?.[1];
  if (typed === undefined || cursor < text.length) return undefined;
  const found = rankCommands(typed, commands);
  const rows = found.slice(0, rowsAtMost).map(rowOf);
  if (rows.length === 0) return undefined;
  return { start: 0, end: text.length, rows, selected: 0, takesEnter: true };
}

/** A name that begins so comes before one that only has the letters. */
function rankCommands(typed: string, commands: readonly NamedCommand[]): readonly NamedCommand[] {
  if (typed === "") return commands;
  const names = commands.map((command) => ({
    command,
    text: [command.name, ...(command.aliases ?? [])].join(" "),
  }));
  const fuzzy = fuzzysort
    .go(typed, names, { key: "text", threshold })
    .map(({ obj }) => obj.command);
  const begins = fuzzy.filter(({ name, aliases = [] }) =>
    [name, ...aliases].some((one) => one.startsWith(typed)),
  );
  return [...begins, ...fuzzy.filter((command) => !begins.includes(command))];
}

function rowOf({ name, argument, help }: NamedCommand): MenuRow {
  const wants = argument !== undefined;
  return {
    text: wants ? `/${name} ` : `/${name}`,
    label: wants ? `/${name} ${argument}` : `/${name}`,
    detail: help,
  };
}

/** Words that may stand as a command's argument. */
export function argumentMenu(
  text: string,
  cursor: number,
  words: readonly string[],
): Menu | undefined {
  const typed = /^(\/[^\s/]+ +)(\S*)$/.exec(text);
  if (typed === null || cursor < text.length) return undefined;
  const [, head = "", begun = ""] = typed;
  const found =
    begun === ""
      ? words
      : fuzzysort.go(begun, [...words], { threshold }).map(({ target }) => target);
  if (found.length === 0 || (found.length === 1 && found[0] === begun)) return undefined;
  const rows = found.slice(0, rowsAtMost).map((word) => ({ text: word, label: word, detail: "" }));
  return { start: head.length, end: text.length, rows, selected: 0, takesEnter: false };
}

export function moveInMenu(menu: Menu, by: number): Menu {
  const count = menu.rows.length;
  return { ...menu, selected: (menu.selected + by + count) % count };
}
