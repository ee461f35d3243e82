export type HunkLine = { readonly mark: " " | "-" | "+"; readonly text: string };

/** One place of a file and what becomes of it. */
export type Hunk = {
  /** Lines above the place, outermost first; they choose among several matches. */
  readonly anchors: readonly string[];
  readonly lines: readonly HunkLine[];
  /** Where the hunk says it is, from 1; a hint, because models count badly. */
  readonly line: number | undefined;
  /** Claims to stand between two lines and to touch none. */
  readonly between: boolean;
  readonly atEnd: boolean;
  /** The file's last line has no line end, before and after. */
  readonly openEnd: { readonly before: boolean; readonly after: boolean };
};

export type FileChange =
  | {
      readonly type: "add";
      readonly path: string;
      readonly lines: readonly string[];
      readonly openEnd: boolean;
    }
  | { readonly type: "delete"; readonly path: string }
  | {
      readonly type: "update";
      readonly path: string;
      readonly hunks: readonly Hunk[];
      readonly moveTo: string | undefined;
      /** Two names without a word of renaming: the second may be the file that is meant. */
      readonly doubtful: boolean;
    };

export type ParsedPatch =
  | { readonly type: "parsed"; readonly changes: readonly FileChange[] }
  | BadPatch;

/** A patch that cannot be read: a feedback text and what it names. */
export type BadPatch = {
  readonly type: "bad";
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
};

export function badPatch(key: string, values: BadPatch["values"] = {}): BadPatch {
  return { type: "bad", key, values };
}
