import type { LlamaContextSequence, Token } from "node-llama-cpp";
import type { Progress } from "../../core/model.ts";

const firstPieceTokens = 16;
const smallestPieceTokens = 8;
const largestPieceTokens = 512;
const shortPieceMs = 100;
const longPieceMs = 250;
/** Left to the generation, which reads at least one token and may write the last ones differently. */
const tailTokens = 8;

/**
 * Reads a prompt in pieces, because the library hears an abort only between evaluations. Pieces grow
 * on a fast machine and shrink on a slow one, so that each takes a fraction of a second.
 * Answers how many tokens the sequence already held.
 */
export async function prefill(
  sequence: LlamaContextSequence,
  tokens: readonly Token[],
  push: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<number> {
  await sequence.adaptStateToTokens(tokens.slice(0, -1), false);
  const cached = sequence.nextTokenIndex;
  const until = tokens.length - tailTokens;
  let size = firstPieceTokens;
  const report = (): void => {
    push({
      type: "progress",
      doing: "reading",
      done: sequence.nextTokenIndex,
      total: tokens.length,
    });
  };
  report();
  while (sequence.nextTokenIndex < until) {
    signal.throwIfAborted();
    const at = sequence.nextTokenIndex;
    const started = performance.now();
    await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(at, Math.min(at + size, until)));
    size = nextSize(size, performance.now() - started);
    report();
  }
  signal.throwIfAborted();
  return cached;
}

function nextSize(size: number, tookMs: number): number {
  if (tookMs < shortPieceMs) return Math.min(largestPieceTokens, size * 2);
  if (tookMs > longPieceMs) return Math.max(smallestPieceTokens, Math.floor(size / 2));
  return size;
}
