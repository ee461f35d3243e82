import { functionName } from "./names.ts";
import type { Random } from "./random.ts";

/** The first choice half of the time, else one of the others: for rules whose first is the usual one. */
export function mostly<Value>(random: Random, choices: readonly [Value, ...Value[]]): Value {
  const [usual, ...others] = choices;
  return others.length === 0 || random.chance(0.5) ? usual : random.option(others);
}

/** The code with one piece replaced: a mistake. */
export function spoiled(code: string, piece: string, wrong: string): string {
  if (!code.includes(piece)) throw new Error(`There is no "${piece}" to spoil in:\n${code}`);
  return code.replace(piece, () => wrong);
}

/** "a `RangeError`", "an `Error`". */
export function aKind(kind: string): string {
  return `${/^[AEIOU]/.test(kind) ? "an" : "a"} \`${kind}\``;
}

/** One name for JavaScript from each pool, none twice. */
export function jsNames<Key extends string>(
  random: Random,
  pools: Readonly<Record<Key, string>>,
): Record<Key, string> {
  const entries = Object.entries<string>(pools).map(([key, pool]) => [
    key,
    functionName(random, "javascript", pool.split(", ")),
  ]);
  return Object.fromEntries(entries);
}

/** What stands in a JavaScript stub where the code belongs. */
export function stubBody(random: Random): string {
  return random.option([
    "throw new Error('Write me.');",
    "throw new Error('Write me.');",
    "throw new Error('Not written yet.');",
    "throw new Error('This is missing.');",
    "// Your code comes here.",
  ]);
}

/** What a JavaScript function gives for each list of arguments: a value as JSON, or the kind and message of its error. */
export function resultsOf(code: string, name: string, inputs: readonly unknown[][]): string[] {
  const plain = code.replaceAll("export ", "");
  const made: unknown = new Function(`${plain}\nreturn ${name};`)();
  if (typeof made !== "function") throw new Error(`"${name}" is no function of:\n${code}`);
  return inputs.map((given) => {
    try {
      return JSON.stringify(made(...given)) ?? "undefined";
    } catch (error) {
      return String(error);
    }
  });
}
