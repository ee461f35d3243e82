import type { Exercise } from "./types.ts";

/** Exercises of the public sets whose stubs pass their tests as they are: solving them says nothing. */
const passing: readonly string[] = [
  "javascript/ledger",
  "go/counter",
  "go/ledger",
  "go/markdown",
  "java/ledger",
  "java/tree-building",
];

export type Told = {
  readonly kept: readonly Exercise[];
  /** Keys of those left out. */
  readonly left: readonly string[];
};

export function withoutPassingStubs(exercises: readonly Exercise[]): Told {
  const isPassing = ({ key }: Exercise) => passing.includes(key);
  return {
    kept: exercises.filter((one) => !isPassing(one)),
    left: exercises.filter(isPassing).map(({ key }) => key),
  };
}
