import { appendFileSync } from "node:fs";
import { toJson, toJsonLine } from "../lib/jsonl.ts";
import { redactValue } from "./redact.ts";
import { reasonOf, SessionError } from "./session-error.ts";

export type AuditOptions = {
  /** One line of JSON is added per request; shared by as many processes as like. */
  readonly path: string;
  readonly session: string;
  readonly secrets: readonly string[];
};

/** Adds one request, as it is sent, to the prompt audit log. Keys are masked; the hash is of the whole. */
export function auditRequest(
  body: Readonly<Record<string, unknown>>,
  { path, session, secrets }: AuditOptions,
): void {
  const { messages, tools, ...params } = body;
  const sha256 = new Bun.CryptoHasher("sha256").update(toJson(body)).digest("hex");
  const request = redactValue({ messages, tools, params }, secrets);
  const ts = new Date().toISOString();
  const line = toJsonLine({ ts, session, sha256, ...(request as Record<string, unknown>) });
  try {
    appendFileSync(path, line, { mode: 0o600 });
  } catch (cause) {
    const fix = "Choose another prompt_audit_path.";
    throw new SessionError(`The audit log ${path} cannot be written: ${reasonOf(cause)}. ${fix}`, {
      cause,
    });
  }
}
