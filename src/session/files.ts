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

export type FilesOptions = {
  readonly secrets: readonly string[];
  /** Whether the .log lists what happened to phases. */
  readonly listsPhases: boolean;
};

/** The .jsonl and the .log, which begin with the first new entry: a start alone leaves no file. */
export function filesAt(
  base: string,
  header: Header,
  from: Session | undefined,
  { secrets, listsPhases }: FilesOptions,
): SessionFiles {
  const history = from?.entries ?? [];
  let lines: AppendFile | undefined;
  let state: DumpState = history.reduce(dumpAfter, { ...emptyDump, listsPhases });
  const line = (entry: Entry, at: string): string =>
    withoutSecrets(toJsonLine({ at, ...entry }), secrets);
  const begin = () => {
    const copied = history.map((entry, index) => line(entry, from?.times[index] ?? ""));
    return beginFile(`${base}.jsonl`, toJsonLine(header) + copied.join(""));
  };
  const dump = readableLog(`${base}.log`, () => dumpAll(header, history, listsPhases), secrets);
  return {
    append(entry) {
      lines ??= begin();
      lines.append(line(entry, new Date().toISOString()));
      dump.add(dumpEntry(state, entry));
      state = dumpAfter(state, entry);
    },
    [Symbol.dispose]() {
      lines?.[Symbol.dispose]();
      dump[Symbol.dispose]();
    },
  };
}

/** The log for people. It is no record, so no request waits for it: it is written a moment later. */
function readableLog(path: string, beginning: () => string, secrets: readonly string[]) {
  let file: AppendFile | undefined;
  let waiting = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    timer = undefined;
    if (waiting === "") return;
    const text = redactText(waiting, secrets);
    waiting = "";
    file ??= beginFile(path, redactText(beginning(), secrets));
    file.append(text);
  };
  return {
    add(text: string) {
      waiting += text;
      timer ??= setTimeout(write, 0).unref();
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      write();
      file?.[Symbol.dispose]();
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
