/** A place in a queue. Whoever takes one gives it back with `leave`, whatever happens. */
export type Place = {
  /** Resolves when it is this one's turn. */
  readonly turn: Promise<void>;
  readonly isIn: () => boolean;
  leave(): void;
};

export type Queue = { enter(): Place };

/** First come, first served; at most so many are in at a time. */
export function openQueue(atOnce: number): Queue {
  const waiting: (() => void)[] = [];
  let inside = 0;
  const next = () => {
    while (inside < atOnce && waiting.length > 0) {
      inside += 1;
      waiting.shift()?.();
    }
  };
  return {
    enter() {
      const { promise: turn, resolve } = Promise.withResolvers<void>();
      let state: "waiting" | "in" | "left" = "waiting";
      const admit = () => {
        state = "in";
        resolve();
      };
      waiting.push(admit);
      next();
      return {
        turn,
        isIn: () => state === "in",
        leave() {
          if (state === "in") inside -= 1;
          else if (state === "waiting") waiting.splice(waiting.indexOf(admit), 1);
          state = "left";
          next();
        },
      };
    },
  };
}
