/** Holds the state; whoever draws is told at most once in each frame, and at once where it is urgent. */
export type Store<State> = {
  readonly get: () => State;
  set(state: State, when: "now" | "next-frame"): void;
  readonly subscribe: (listener: () => void) => () => void;
  close(): void;
};

/** Text that streams is read, not watched: more frames cost more and show nothing. */
export const frameMs = 66;

export function openStore<State>(initial: State): Store<State> {
  let state = initial;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const listener of listeners) listener();
  };
  return {
    get: () => state,
    set(next, when) {
      if (next === state) return;
      state = next;
      if (when === "now") tell();
      else timer ??= setTimeout(tell, frameMs);
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
