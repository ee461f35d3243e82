import type { z } from "zod";
import type { Aside, Delta, EndReason } from "./event.ts";
import type { JsonSchema, ToolSchema } from "./model.ts";
import type { PlanTask } from "./plan.ts";
import type { StageSignal } from "./report.ts";

/** What a call may do to the world; stages and rules speak of effects, never of names. */
export type Effect = "read" | "write" | "execute" | "network";

export const effects: readonly Effect[] = ["read", "write", "execute", "network"];

export type ToolResult = {
  /** What the model reads. */
  readonly text: string;
  readonly failed?: true;
  /** A permission said no; set by the permission gate alone. */
  readonly denied?: true;
  /** Ends the run after this call. */
  readonly stop?: EndReason;
  /** Unified diff of what changed, for people. */
  readonly diff?: string;
  /** Files read or changed, relative to the root; how the record knows what really happened. */
  readonly read?: readonly string[];
  readonly changed?: readonly string[];
  /** The phase or stage that did not let it run; neither a failure of the tool nor a person's no. */
  readonly held?: string;
  /** A plan was made by it. */
  readonly planned?: true;
  /** The whole plan after it. */
  readonly tasks?: readonly PlanTask[];
  /** A stage of a flow is done, and what is said of it. */
  readonly stage?: StageSignal;
};

export type ExecOptions = {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Keeps this many characters of output, head and tail. */
  readonly maxChars: number;
  readonly signal: AbortSignal;
  readonly onOutput?: (chunk: string) => void;
  /** The whole output is written here when it exceeds `maxChars`. */
  readonly overflowFile?: string;
  /** Forbids writes anywhere, where the sandbox can hold that. */
  readonly readOnly?: boolean;
};

export type ExecResult = {
  readonly exitCode: number;
  readonly output: string;
  readonly timedOut: boolean;
  readonly cancelled: boolean;
  /** Characters left out of `output`; 0 when whole. */
  readonly omittedChars: number;
  readonly ms: number;
  /** Paths that the command made or changed and the sandbox put back. */
  readonly undone?: readonly string[];
};

/** Where commands run. Its own failure throws; it never looks like a command's output. */
export interface Sandbox extends AsyncDisposable {
  readonly name: string;
  /** One sentence for people: what it holds and what it does not. */
  readonly statement: string;
  exec(command: readonly string[], options: ExecOptions): Promise<ExecResult>;
}

export type ToolContext = {
  readonly callId: string;
  /** Absolute and real: no symlink in it. */
  readonly root: string;
  readonly sandbox: Sandbox;
  readonly signal: AbortSignal;
  /** The most characters a result may have; a share of the served window. */
  readonly maxResultChars: number;
  emit(event: Delta | Aside): void;
};

/** What a zod schema is to a call: it makes the input something typed, or says what is wrong. */
export interface InputSchema<Input> {
  safeParseAsync(input: unknown): Promise<z.ZodSafeParseResult<Input>>;
}

export interface Tool<Input = unknown> {
  /** Canonical, whatever the model is shown. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly argumentAliases: Readonly<Record<string, string>>;
  /** What the model is shown. */
  readonly schema: ToolSchema;
  /** The parameters it takes, where it is not shown with all of them. */
  readonly takes?: JsonSchema;
  readonly input: InputSchema<Input>;
  readonly effect: Effect;
  run(input: Input, context: ToolContext): Promise<ToolResult>;
}

/** The words of tools/<name>.json. */
export type ToolWords = {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly description: string;
  readonly parameters: { readonly [key: string]: unknown };
  readonly argument_aliases?: Readonly<Record<string, string>>;
  readonly feedback: Readonly<Record<string, string>>;
};

export function defineTool<Input>(
  words: ToolWords,
  parts: Pick<Tool<Input>, "input" | "effect" | "run">,
): Tool<Input> {
  return {
    name: words.name,
    aliases: words.aliases,
    argumentAliases: words.argument_aliases ?? {},
    schema: { name: words.name, description: words.description, parameters: words.parameters },
    ...parts,
  };
}

/** The model's own mistake: a result that says what to do. */
export function refuse(text: string): ToolResult {
  return { text, failed: true };
}
