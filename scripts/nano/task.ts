import type { Random } from "./random.ts";

export type Language = "python" | "javascript";

/** One exercise in the layout of the bench: what is asked, what is there, what is right. */
export type Task = {
  readonly language: Language;
  /** In kebab case; the file is named for it. */
  readonly slug: string;
  /** Markdown, as `page` lays it out. */
  readonly instructions: string;
  /** The file as it is found, functions without their bodies. */
  readonly stub: string;
  readonly solution: string;
  /** The same file with one mistake a beginner makes, which at least one probe shows. */
  readonly faults: readonly string[];
  /**
   * Code that is run after everything of the file was imported: statements, then on its last line an
   * expression whose value (or whose kind of exception) must be that of the solution.
   */
  readonly probes: readonly string[];
};

/** A kind of task with endless variants. */
export type Family = {
  readonly name: string;
  make(random: Random): Task;
  /** For the check only: this family's answer to an exercise of the starter set, by that one's names and numbers. */
  readonly starter?: { readonly name: string; readonly solution: string };
};
