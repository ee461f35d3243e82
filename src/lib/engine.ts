import engine from "../../scripts/engine.json";

/**
 * What the launcher tells Bun: to optimise code that has run thirty times as often as by default, since a
 * terminal that waits for a model spends more on optimising than it ever gets back.
 */
export const engineSettings: Readonly<Record<string, string>> = engine;

/** They are for this process alone; commands may be Bun's as well. What a person set otherwise stays. */
export function forgetEngine(env: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(engineSettings)) {
    if (env[name] === value) delete env[name];
  }
}
