import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import words from "../../prompts/fixed.json" with { type: "json" };
import { leftOut } from "./text.ts";

const maxFileChars = 50_000_000;

export type BoundedOutput = {
  add(text: string): void;
  /** Head and tail with the number of characters left out between; closes the file. */
  finish(): { readonly output: string; readonly omittedChars: number };
};

/** Keeps head and tail of a text that may never end; the whole goes to `file` once it is longer. */
export function boundedOutput(maxChars: number, file: string | undefined): BoundedOutput {
  const maxHead = Math.ceil(maxChars / 2);
  const maxTail = Math.max(0, maxChars - maxHead);
  const whole = file === undefined ? undefined : overflowFile(file);
  let head = "";
  let tail = "";
  let total = 0;
  return {
    add(text) {
      total += text.length;
      if (total > maxChars)
        whole?.write(total - text.length > maxChars ? text : head + tail + text);
      const room = maxHead - head.length;
      head += text.slice(0, Math.max(0, room));
      tail += text.slice(Math.max(0, room));
      // Cut only now and then: cutting at every chunk would copy the tail each time.
      if (total > maxChars && tail.length > 2 * maxTail) tail = lastChars(tail, maxTail);
    },
    finish() {
      whole?.close();
      if (total <= maxChars) return { output: head + tail, omittedChars: 0 };
      const omittedChars = total - head.length - maxTail;
      const end = lastChars(tail, maxTail);
      const output = `${head}\n${leftOut(omittedChars)}\n${end}`;
      return { output, omittedChars };
    },
  };
}

function lastChars(text: string, chars: number): string {
  return chars === 0 ? "" : text.slice(-chars);
}

/** Opened at the first write; stops growing at a limit, so that an endless command fills no disk. */
function overflowFile(path: string): { write(text: string): void; close(): void } {
  let open: number | undefined;
  let written = 0;
  return {
    write(text) {
      if (written > maxFileChars) return;
      if (open === undefined) mkdirSync(dirname(path), { recursive: true });
      open ??= openSync(path, "w");
      writeSync(open, text);
      written += text.length;
      if (written > maxFileChars) writeSync(open, `\n${words.not_kept}\n`);
    },
    close: () => (open === undefined ? undefined : closeSync(open)),
  };
}
