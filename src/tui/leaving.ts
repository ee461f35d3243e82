import { constants } from "node:os";

export type Leaving = {
  /** Resolves with the exit code when it is time to leave. */
  readonly asked: Promise<number>;
  leave(code: number): void;
  close(): void;
};

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The ways out: the person's own, and the signals that other programs send. */
export function openLeaving(): Leaving {
  const { promise, resolve } = Promise.withResolvers<number>();
  const onSignal = (name: (typeof signals)[number]): void => resolve(128 + constants.signals[name]);
  for (const name of signals) process.on(name, onSignal);
  return {
    asked: promise,
    leave: resolve,
    close() {
      for (const name of signals) process.off(name, onSignal);
    },
  };
}
