/**
 * Loaded before a spec. After each test it compares the matchers with what they were; at the end it asks
 * them what it knows the answer to, and leaves its mark.
 */
export const javascriptWatch = `import { afterAll, afterEach, expect } from "bun:test";
import { readFileSync, unlinkSync, writeFileSync } from "node:fs";

const out = process.env.LOCALCODE_GRADER;
delete process.env.LOCALCODE_GRADER;
const nonce = readFileSync(out + "/nonce", "utf8");
unlinkSync(out + "/nonce");
const { stringify } = JSON;
const { getOwnPropertyDescriptors, getPrototypeOf, is, keys } = Object;
const matchers = getPrototypeOf(expect(1));
const before = getOwnPropertyDescriptors(matchers);
const named = globalThis.expect;
let intact = true;

const wrong = [
  (ask) => ask(1).toBe(2),
  (ask) => ask(1).toEqual(2),
  (ask) => ask({ a: 1 }).toStrictEqual({ a: 2 }),
  (ask) => ask([1]).toContain(2),
  (ask) => ask(0).toBeTruthy(),
  (ask) => ask(1).toBeFalsy(),
  (ask) => ask(1).toBeUndefined(),
  (ask) => ask(undefined).toBeDefined(),
  (ask) => ask(1).toBeNull(),
  (ask) => ask(1).toBeCloseTo(2),
  (ask) => ask("a").toMatch(/b/),
  (ask) => ask(() => 1).toThrow(),
  (ask) => ask(1).not.toBe(1),
];

function fails(question) {
  try {
    question(expect);
    return false;
  } catch {
    return true;
  }
}

function look() {
  const now = getOwnPropertyDescriptors(matchers);
  for (const name of keys(before)) {
    const [one, other] = [before[name], now[name]];
    if (other === undefined || !is(one.value, other.value) || !is(one.get, other.get)) intact = false;
  }
  if (globalThis.expect !== named) intact = false;
}

afterEach(look);
afterAll(() => {
  look();
  if (!wrong.every(fails)) intact = false;
  writeFileSync(out + "/mark.json", stringify({ nonce, intact }));
});
`;
