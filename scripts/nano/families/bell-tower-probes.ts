import type { Method, Rules } from "./bell-tower.ts";

/** Calls that show every rule and every edge. */
export function probesOf(rules: Rules): string[] {
  const { board, on, once, tell, next, count, star } = rules;
  const has = (one: Method): boolean => rules.methods.includes(one);
  const begin = `const tower = new ${board}();
const seen = [];
const act = (work) => { try { seen.push(work()); } catch (error) { seen.push(error.constructor.name, error.message.slice(0, 3), error.errors?.map(String)); } };`;
  const hear = (topic: string, work: string): string =>
    `tower.${on}('${topic}', (...given) => { seen.push(${work}); });`;
  const ring = (given: string): string => `act(() => tower.${tell}(${given}));`;
  const probe = (...lines: string[]): string => [begin, ...lines, "seen"].join("\n");
  const fail = (kind: string, message: string): string =>
    `tower.${on}('p', () => { throw new ${kind}('${message}'); });`;
  const counts = has("count") ? [`seen.push(tower.${count}('p'), tower.${count}('q'));`] : [];
  return [
    probe(hear("p", "given"), ring("'p', 1, 'x'"), ring("'p'"), ring("'q', 2")),
    probe(hear("p", "1"), hear("p", "2"), hear("p", "3"), ring("'p'"), ...counts),
    probe(
      "const same = () => seen.push('same');",
      `const end = tower.${on}('p', same);`,
      `tower.${on}('p', same);`,
      "seen.push(end(), end());",
      ring("'p'"),
      ...counts,
    ),
    ...(star === ""
      ? [probe(hear("p*", "'star'"), ring("'p*'"), ring("'pq'"))]
      : [
          probe(
            hear(`door.${star}`, "given"),
            hear(star, "'any'"),
            ...["door.open", "door.shut.all", "doors", "door", "door."].map((one) =>
              ring(`'${one}', 1`),
            ),
          ),
        ]),
    probe(
      `tower.${on}('p', () => { seen.push('first'); ends.map((end) => end()); });`,
      `const ends = [tower.${on}('p', () => seen.push('second'))];`,
      `ends.push(tower.${on}('p', () => seen.push('third')));`,
      ring("'p'"),
      ring("'p'"),
    ),
    probe(
      `const ends = [tower.${on}('p', () => seen.push('first'))];`,
      `tower.${on}('p', () => { seen.push('second'); ends.map((end) => end()); });`,
      ring("'p'"),
      ring("'p'"),
    ),
    probe(
      `tower.${on}('p', () => tower.${on}('p', () => seen.push('new')));`,
      ring("'p'"),
      ring("'p'"),
    ),
    probe(fail("RangeError", "bad"), hear("p", "'called'"), ring("'p'")),
    probe(
      hear("p", "'called'"),
      fail("RangeError", "one"),
      fail("Error", "two"),
      hear("p", "'more'"),
      ring("'p'"),
    ),
    probe(`act(() => tower.${on}('p', 'x'));`, `act(() => tower.${on}('p'));`, ...counts),
    ...(has("once")
      ? [
          probe(
            `tower.${once}('p', (one) => seen.push(one));`,
            `const end = tower.${once}('q', (one) => seen.push(one));`,
            "seen.push(end());",
            ...["'p', 1", "'p', 2", "'q', 3"].map(ring),
          ),
          probe(
            `tower.${once}('p', () => { seen.push('once'); tower.${tell}('p'); });`,
            ring("'p'"),
          ),
          probe(`act(() => tower.${once}('p'));`),
        ]
      : []),
    ...(has("next")
      ? [
          probe(
            `const coming = tower.${next}('p');`,
            ...["'p', 5, 6", "'p', 7"].map(ring),
            "seen.push(await coming);",
            ...counts,
          ),
        ]
      : []),
  ];
}
