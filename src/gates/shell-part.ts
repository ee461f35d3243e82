/** One word after the shell took its quotes; what is not literal is known only when it runs. */
export type ShellWord = {
  readonly text: string;
  readonly literal: boolean;
};

export type CommandPart = {
  readonly type: "command";
  readonly words: readonly ShellWord[];
  /** Variables set for it or by it. */
  readonly variables: readonly string[];
  /** Reads the output of another command. */
  readonly piped: boolean;
};

/** Why nobody can say beforehand what a part does. */
export type Unclear = "syntax" | "program" | "evaluated" | "piped_script" | "depth";

/** What a command line does, taken apart: it is allowed only if every part is. */
export type ShellPart =
  | CommandPart
  | { readonly type: "redirect"; readonly writes: boolean; readonly target: ShellWord }
  /** Arithmetic and expansions that may evaluate what a variable holds. */
  | { readonly type: "computed"; readonly text: string }
  | { readonly type: "unclear"; readonly text: string; readonly why: Unclear };

/** A part as rules see it: words joined by one blank, quoted only where they must be. */
export function partText(part: ShellPart): string {
  switch (part.type) {
    case "command": {
      const words = part.words.map(wordText);
      return [
        ...(words.length === 0 ? part.variables.map((name) => `${name}=`) : []),
        ...words,
      ].join(" ");
    }
    case "redirect":
      return `${part.writes ? ">" : "<"} ${wordText(part.target)}`;
    case "computed":
    case "unclear":
      return part.text;
  }
}

/** Whether everything in it is known before it runs. */
export function isLiteral(part: ShellPart): boolean {
  if (part.type === "redirect") return part.target.literal;
  return part.type === "command" && part.words.every((word) => word.literal);
}

const programFolders = /^\/(usr\/)?(local\/)?s?bin\//;

/** The name of the program, without the folder where systems keep programs. */
export function programOf(part: CommandPart): string {
  return (part.words[0]?.text ?? "").replace(programFolders, "");
}

function wordText({ text, literal }: ShellWord, index = 0): string {
  if (!literal) return text;
  const shown = index === 0 ? text.replace(programFolders, "") : text;
  return /^[^\s'"\\$`;&|<>()#]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
