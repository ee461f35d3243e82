import { extname } from "node:path";

/** Why a text is no valid program of its language, and where; lines count from 1. */
export type SyntaxFault = { readonly line: number | undefined; readonly message: string };

const loaders: Readonly<Record<string, "jsx" | "ts" | "tsx">> = {
  ".js": "jsx",
  ".mjs": "jsx",
  ".cjs": "jsx",
  ".jsx": "jsx",
  ".ts": "ts",
  ".mts": "ts",
  ".cts": "ts",
  ".tsx": "tsx",
};

const maxChars = 2_000_000;

/**
 * The fault that a change brings into a program which had none; undefined also for languages that
 * cannot be checked in-process.
 */
export function newFault(path: string, before: string, after: string): SyntaxFault | undefined {
  const check = checkFor(path);
  if (check === undefined || after.length > maxChars || before.trim() === "") return undefined;
  const fault = check(after);
  return fault === undefined || check(before) !== undefined ? undefined : fault;
}

function checkFor(path: string): ((text: string) => SyntaxFault | undefined) | undefined {
  const extension = extname(path).toLowerCase();
  if (extension === ".json") return (text) => faultOf(() => JSON.parse(text));
  const loader = loaders[extension];
  if (loader === undefined) return undefined;
  return (text) => faultOf(() => new Bun.Transpiler({ loader }).transformSync(text));
}

function faultOf(parse: () => unknown): SyntaxFault | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    // A file with several faults throws them together; the first says most.
    const first = error instanceof AggregateError ? error.errors[0] : error;
    const message = first instanceof Error || isFault(first) ? first.message : String(first);
    return { line: isFault(first) ? first.position?.line : undefined, message };
  }
}

type BuildFault = {
  readonly message: string;
  readonly position?: { readonly line: number } | null;
};

function isFault(error: unknown): error is BuildFault {
  return typeof error === "object" && error !== null && "position" in error && "message" in error;
}
