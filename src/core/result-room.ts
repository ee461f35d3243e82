import type { Running } from "./run.ts";

const shareOfWindow = 0.2;
/** What all results of one reply may have where the window is nearly full: room is then made anew. */
const sharedShareOfWindow = 0.4;
const charsPerToken = 3;
const minResultChars = 1_000;
const maxResultChars = 60_000;

/** The most characters one result may have: a share of the served window. */
export function resultCharsFor(contextTokens: number): number {
  const share = Math.floor(contextTokens * charsPerToken * shareOfWindow);
  return Math.min(maxResultChars, Math.max(minResultChars, share));
}

/** What is left for the results of one reply. */
export type ResultRoom = {
  /** The most characters of the next result; those after it keep a little room. */
  next(): number;
  took(chars: number): void;
};

/** Shares out the window among so many results of one reply, so that they fit it together. */
export function resultRoom({ agent, record }: Running, results: number): ResultRoom {
  const { contextTokens } = agent.model;
  const most = resultCharsFor(contextTokens);
  const shared = contextTokens * charsPerToken * sharedShareOfWindow;
  const free = () => {
    const tokens = contextTokens - agent.limits.reserveTokens - record.expectedTokens();
    return (tokens / record.tokenRatio()) * charsPerToken;
  };
  let left = most * results <= shared ? shared : Math.max(shared, free());
  let following = results;
  return {
    next() {
      following -= 1;
      const room = Math.floor(left - Math.max(0, following) * minResultChars);
      return Math.max(minResultChars, Math.min(most, room));
    },
    took(chars) {
      left -= chars;
    },
  };
}
