/** Holds the state; whoever draws is told at once of what a person did, and now and then of what streams. */
export type Store<State> = {
  readonly get: () => State;
  set(state: State, when: "now" | "next-frame"): void;
  readonly subscribe: (listener: () => void) => () => void;
  close(): void;
};

/** Between two frames of text that streams: it is read, not watched, and each frame costs. */
const frameMs = 100;
/** What comes after a pause is shown at once, but for what comes with it. */
const soonMs = 5;

export function openStore<State>(initial: State): Store<State> {
  let state = initial;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let toldMs = 0;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    clearTimeout(timer);
    timer = undefined;
    toldMs = performance.now();
    for (const listener of listeners) listener();
  };
  const wait = (): number => Math.max(soonMs, toldMs + frameMs - performance.now());
  return {
    get: () => state,
    set(next, when) {
      if (next === state) return;
      state = next;
      if (when === "now") tell();
      else timer ??= setTimeout(tell, wait());
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearTimeout(timer);
      listeners.clear();
    },
  };
}
