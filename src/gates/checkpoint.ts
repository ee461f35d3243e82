import type { Gate, GatedCall } from "../core/gate.ts";
import type { ToolContext } from "../core/tool.ts";
import { count } from "../lib/text.ts";

export type Checkpoint =
  | { readonly type: "taken"; readonly id: string; readonly leftOut: readonly string[] }
  | { readonly type: "failed"; readonly why: string };

export type TakeCheckpoint = (signal: AbortSignal) => Promise<Checkpoint>;

const namedLeftOut = 3;

/**
 * Keeps the files as they are before the first call of a run that may change them: the gate of one run
 * each. A run that only reads costs nothing. Where it cannot be done the call goes on, and it is said
 * once in the conversation.
 */
export function checkpointGates(take: TakeCheckpoint): () => Gate {
  const spoken = new Set<string>();
  let isOff = false;
  const keep = async ({ emit, signal }: ToolContext): Promise<void> => {
    const checkpoint = await take(signal);
    if (checkpoint.type === "taken") {
      emit({ type: "snapshot", id: checkpoint.id, when: "before" });
    } else if (signal.aborted) return;
    isOff = checkpoint.type === "failed";
    const text = wordsOf(checkpoint);
    if (text !== "" && !spoken.has(text)) emit({ type: "notice", text });
    spoken.add(text);
  };
  return () => {
    let taken: Promise<void> | undefined;
    return async (gated, next) => {
      if (!isOff && mayChangeFiles(gated)) {
        const { context } = gated;
        taken ??= keep(context);
        await taken;
      }
      return await next(gated);
    };
  };
}

function mayChangeFiles({ tool }: GatedCall): boolean {
  return tool.effect === "write" || tool.effect === "execute";
}

function wordsOf(checkpoint: Checkpoint): string {
  if (checkpoint.type === "failed") {
    return `Changes of files cannot be undone in this conversation: ${checkpoint.why}.`;
  }
  const { leftOut } = checkpoint;
  if (leftOut.length === 0) return "";
  const more = leftOut.length > namedLeftOut ? ", …" : "";
  const named = leftOut.slice(0, namedLeftOut).join(", ") + more;
  const [are, them] = leftOut.length === 1 ? ["is", "it"] : ["are", "them"];
  return `${count(leftOut.length, "file")} ${are} too large or not readable, so /undo cannot bring ${them} back: ${named}`;
}
