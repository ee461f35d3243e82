import type { Part, Rules } from "./second-chance.ts";

const begin = `const seenAll = [];
const someTurns = async () => { for (let turn = 0; turn < 40; turn += 1) await Promise.resolve(); };
const failing = (number, value) => async (...given) => { seenAll.push(given); if (seenAll.length <= number) throw new RangeError('no ' + seenAll.length); return value; };
const outcome = async (promise) => { try { return [await promise]; } catch (error) { return [error.constructor.name, error.message.slice(0, 3), error.errors?.length]; } };
const gateList = [0, 1, 2, 3].map(() => { let open; let fail; const promise = new Promise((resolve, reject) => { open = resolve; fail = reject; }); return { promise, open, fail }; });`;

/** Calls that show every rule and every edge. */
export function probesOf(rules: Rules): string[] {
  return rules.parts.flatMap((part) =>
    calls[part](rules).map((lines) => [begin, ...lines].join("\n")),
  );
}

const calls: Record<Part, (rules: Rules) => string[][]> = {
  again: ({ again, usual, times, worth, pause }) => {
    const noted = `${pause}: async (what) => seenAll.push(what instanceof Error ? what.message : what)`;
    return [
      [`[await outcome(${again}(failing(1, 'yes'))), seenAll]`],
      [`[await outcome(${again}(failing(${usual - 1}, 'yes'))), seenAll]`],
      [`[await outcome(${again}(failing(99))), seenAll]`],
      [`[await outcome(${again}(failing(99), { ${times}: 4 })), seenAll]`],
      [`[await outcome(${again}(failing(2, 5), { ${times}: 4, ${noted} })), seenAll]`],
      [
        `[await outcome(${again}(failing(9), { ${worth}: (e) => e instanceof TypeError })), seenAll]`,
      ],
      [
        `[await outcome(${again}(failing(9), { ${worth}: (e) => e instanceof RangeError })), seenAll]`,
      ],
      [
        `[await outcome(${again}(failing(0, 1), { ${times}: 0 })), await outcome(${again}(failing(0, 1), { ${times}: 1.5 }))]`,
      ],
    ];
  },
  limit: ({ limit, late, ms }) => [
    [
      `const value = await ${limit}(async (...given) => { seenAll.push(...given); return 7; }, 1000);`,
      "await someTurns();",
      "[value, seenAll.map((one) => one?.aborted)]",
    ],
    [
      `const late = await ${limit}((...given) => { seenAll.push(...given); return new Promise(() => {}); }, 2).catch((error) => error);`,
      `[late instanceof ${late}, late instanceof Error, late.${ms}, seenAll.map((one) => one?.aborted)]`,
    ],
    [`await outcome(${limit}(async () => { throw new RangeError('broken'); }, 1000))`],
  ],
  turns: ({ turns }) => [
    [`await outcome(${turns}([], 2))`],
    [
      `const done = outcome(${turns}([0, 1, 2].map((at) => (...given) => { seenAll.push(given); return gateList[at].promise; }), 3));`,
      "gateList[2].open('c'); await someTurns(); gateList[0].open('a'); await someTurns(); gateList[1].open('b');",
      "[await done, seenAll]",
    ],
    [
      `const done = outcome(${turns}([0, 1, 2, 3].map((at) => () => { seenAll.push(at); return gateList[at].promise; }), 2));`,
      "await someTurns(); seenAll.push('first'); gateList[1].open(1); await someTurns(); seenAll.push('second');",
      "gateList.map(({ open }) => open(0));",
      "[await done, seenAll]",
    ],
    [
      `const done = outcome(${turns}([() => gateList[0].promise, () => gateList[1].promise, async () => seenAll.push('third')], 2));`,
      "gateList[1].fail(new RangeError('one')); await someTurns(); gateList[0].fail(new TypeError('two')); await someTurns();",
      "[await done, seenAll]",
    ],
    [
      `[await outcome(${turns}([() => 1], 0)), await outcome(${turns}([() => 1], 1.5)), await outcome(${turns}([() => 1], 1))]`,
    ],
  ],
};
