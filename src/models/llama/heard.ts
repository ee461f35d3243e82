import type {
  LlamaChatResponseChunk,
  LlamaChatResponseFunctionCallParamsChunk,
} from "node-llama-cpp";
import type { Push } from "./engine.ts";

/** What was written so far, in case the library ends without handing it over. */
export type Heard = {
  readonly text: () => string;
  readonly thinking: () => string;
  /** Arguments as written, by the call's place in the reply. */
  readonly calls: readonly { readonly name: string; readonly written: string }[];
  onChunk(chunk: LlamaChatResponseChunk): void;
  onCall(chunk: LlamaChatResponseFunctionCallParamsChunk): void;
};

/** Passes on what is written as deltas and keeps it. */
export function heardBy(push: Push): Heard {
  const said = { text: "", thinking: "" };
  const calls: { name: string; written: string }[] = [];
  return {
    text: () => said.text,
    thinking: () => said.thinking,
    calls,
    onChunk({ type, text }) {
      const kind = type === "segment" ? "thinking" : "text";
      said[kind] += text;
      if (text !== "") push({ type: kind, delta: text });
    },
    onCall({ callIndex, functionName: name, paramsChunk, done }) {
      calls[callIndex] ??= { name, written: "" };
      const call = calls[callIndex];
      if (call === undefined) return;
      // Four line ends close the arguments; they are the library's mark, not the model's word.
      const delta = done ? paramsChunk.trimEnd() : paramsChunk;
      call.written += delta;
      if (delta !== "") push({ type: "calling", name, delta });
    },
  };
}
