import { writeFileSync } from "node:fs";
import type { Entry } from "../core/event.ts";
import { toJson, toJsonLine } from "../lib/jsonl.ts";
import { type AppendFile, beginFile } from "./append-file.ts";
import { type DumpState, dumpAfter, dumpAll, dumpEntry, emptyDump } from "./dump.ts";
import type { Header } from "./header.ts";
import type { Session } from "./read.ts";
import { redactText, withoutSecrets } from "./redact.ts";
import { reasonOf, SessionError } from "./session-error.ts";

export interface SessionFiles extends Disposable {
  append(entry: Entry): void;
}

/** The .jsonl and the .log, which begin with the first new entry: a start alone leaves no file. */
export function filesAt(
  base: string,
  header: Header,
  from: Session | undefined,
  secrets: readonly string[],
): SessionFiles {
  const history = from?.entries ?? [];
  let open: { readonly lines: AppendFile; readonly dump: AppendFile } | undefined;
  let state: DumpState = history.reduce(dumpAfter, emptyDump);
  const line = (entry: Entry, at: string): string =>
    withoutSecrets(toJsonLine({ at, ...entry }), secrets);
  const begin = () => {
    const copied = history.map((entry, index) => line(entry, from?.times[index] ?? ""));
    const lines = beginFile(`${base}.jsonl`, toJsonLine(header) + copied.join(""));
    return { lines, dump: beginFile(`${base}.log`, redactText(dumpAll(header, history), secrets)) };
  };
  return {
    append(entry) {
      open ??= begin();
      open.lines.append(line(entry, new Date().toISOString()));
      const text = dumpEntry(state, entry);
      state = dumpAfter(state, entry);
      if (text !== "") open.dump.append(redactText(text, secrets));
    },
    [Symbol.dispose]() {
      open?.lines[Symbol.dispose]();
      open?.dump[Symbol.dispose]();
    },
  };
}

export function writeJson(path: string, value: unknown, secrets: readonly string[]): void {
  try {
    writeFileSync(path, withoutSecrets(`${toJson(value, 2)}\n`, secrets), { mode: 0o600 });
  } catch (cause) {
    throw new SessionError(`${path} cannot be written: ${reasonOf(cause)}.`, { cause });
  }
}
