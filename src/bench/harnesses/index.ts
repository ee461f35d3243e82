import { cheaters } from "./cheaters.ts";
import type { HarnessKind } from "./harness.ts";
import { nothing, oracle } from "./oracle.ts";

/** Harnesses without a model, by which the bench itself is tried. */
export const proofs: readonly HarnessKind[] = [oracle, nothing, ...cheaters];
