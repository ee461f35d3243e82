import { isObject } from "../core/coerce.ts";

/** What a server said in place of an answer. */
export type SaidError = {
  readonly status: number | undefined;
  readonly type: string;
  readonly code: string;
  /** Its own words on one line. */
  readonly text: string;
  readonly retryAfterMs?: number;
};

const maxBodyChars = 100_000;
const maxTextChars = 600;

/** Reads a reply that is not a success; a body of any shape becomes one line. */
export async function readError(reply: Response): Promise<SaidError> {
  const body = (await reply.text()).slice(0, maxBodyChars);
  const seconds = Number(reply.headers.get("retry-after") ?? Number.NaN);
  return {
    ...saidError(jsonOr(body), reply.status),
    ...(Number.isFinite(seconds) ? { retryAfterMs: seconds * 1_000 } : {}),
  };
}

/** The error in `{"error": {...}}`, `{"error": "..."}`, `{"message": ...}`, `{"detail": ...}` or plain text. */
export function saidError(body: unknown, status: number | undefined): SaidError {
  const error = isObject(body) ? (body.error ?? body) : body;
  const fields = isObject(error) ? error : {};
  const numbered = typeof fields.code === "number" ? fields.code : undefined;
  const text = fields.message ?? fields.detail ?? error;
  return {
    status: status ?? numbered,
    type: word(fields.type),
    code: word(fields.code),
    text: oneLine(typeof text === "string" ? text : (JSON.stringify(text) ?? "")),
  };
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.replace(/<[^>]*>/g, " ");
  }
}

function word(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > maxTextChars ? `${line.slice(0, maxTextChars)}…` : line;
}
