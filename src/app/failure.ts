import { ModelError } from "../core/model.ts";
import { SessionError, type SessionFailure } from "../session/session-error.ts";
import { ConfigError, MissingError } from "./config-error.ts";
import { exitCodes, wrongUse } from "./exit-code.ts";

export type Failure = { readonly message: string; readonly code: number };

/** The one line and exit code of an error of the world; our own bugs are thrown on and crash. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ConfigError) return { message: error.message, code: wrongUse };
  if (error instanceof MissingError) return { message: error.message, code: exitCodes.missing };
  if (error instanceof ModelError) return { message: error.message, code: codeOf(error) };
  if (error instanceof SessionError)
    return { message: error.message, code: sessionCodes[error.kind] };
  if (
    error instanceof Error &&
    /(Sandbox|Log|Output|Results|Harness|Queue)Error$/.test(error.name)
  ) {
    return { message: error.message, code: exitCodes.unreachable };
  }
  throw error;
}

const sessionCodes: Readonly<Record<SessionFailure, number>> = {
  missing: exitCodes.missing,
  misplaced: wrongUse,
  refused: exitCodes.unreachable,
};

function codeOf(error: ModelError): number {
  switch (error.kind) {
    case "missing":
      return exitCodes.missing;
    case "overflow":
    case "prompt-cut":
      return exitCodes.overflow;
    case "unreachable":
      return exitCodes.unreachable;
    case "rejected":
      return exitCodes.failed;
  }
}
