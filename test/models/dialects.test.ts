import { describe, expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { textCalls } from "../../src/models/text-calls.ts";
import { callTools } from "../support/call-tools.ts";
import { chunked, listen } from "../support/chunked.ts";

const folder = join(import.meta.dir, "../fixtures/dialects");
const sizes = [1, 3, 17, 100_000];

type Expected = {
  readonly dialect: string | null;
  readonly calls: readonly { readonly name: string; readonly input: unknown }[];
  readonly text: string | null;
};

const families = readdirSync(folder).map((family) => {
  const expected: Readonly<Record<string, Expected>> = JSON.parse(
    readFileSync(join(folder, family, "expected.json"), "utf8"),
  );
  const names = readdirSync(join(folder, family)).filter((name) => name.endsWith(".txt"));
  return { family, expected, names: names.map((name) => name.slice(0, -".txt".length)) };
});

/** A start of any call; prose that a person sees while the reply streams in must not hold one. */
const markup =
  /<\/?tool_call>|<function=|<parameter|arg_key|<\|channel|to=functions|\[TOOL_CALLS\]|python_tag|<｜|invoke name|call:\w+\{|"arguments"|"parameters"|\[ARGS\]/;

for (const { family, expected, names } of families) {
  describe(family, () => {
    test("every fixture says what is expected of it", () => {
      expect(names.toSorted()).toEqual(Object.keys(expected).toSorted());
    });

    for (const [name, wanted] of Object.entries(expected)) {
      const text = readFileSync(join(folder, family, `${name}.txt`), "utf8");

      test.each(sizes)(`${name} is read the same in pieces of %d characters`, async (size) => {
        const heard = await listen(textCalls(chunked({ text }, size), callTools), callTools);
        const { message } = heard.reply;
        expect(message.calls.map((call) => ({ name: call.name, input: call.input }))).toEqual([
          ...wanted.calls,
        ]);
        expect(message.text).toBe(wanted.text ?? text);
        expect(message.calls.map((call) => call.salvaged ?? null)).toEqual(
          wanted.calls.map(() => wanted.dialect),
        );
        expect(heard.notices).toHaveLength(wanted.calls.length);
        if (wanted.calls.length === 0) expect(heard.text).toBe(text);
        else expect(heard.text).not.toMatch(markup);
      });
    }
  });
}
