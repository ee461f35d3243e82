import { expect, test } from "bun:test";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { applyPatchPart } from "../../../src/tools/apply-patch.ts";
import { editPart } from "../../../src/tools/edit.ts";
import { tempFolder } from "../../support/temp.ts";
import { runTool, toolOf } from "../../support/tools.ts";

const files = {
  "a.txt": "one\ntwo\none\n\tthree\n",
  "b.js": "function f() {\r\n  return 1;\r\n}\r\n",
  "sub/c.txt": "no end",
};

type Bytes = Readonly<Record<string, string>>;

async function bytesIn(folder: string): Promise<Bytes> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const read = paths.sort().map(async (path) => {
    return [path.slice(folder.length + 1), await readFile(path, "latin1")] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

function differing(before: Bytes, after: Bytes): readonly string[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...paths].filter((path) => before[path] !== after[path]).sort();
}

const path = fc.constantFrom("a.txt", "b.js", "sub/c.txt", "new.txt", "../x.txt", "sub", "a.txt/x");
const text = fc.constantFrom(
  "one",
  "two",
  "one\ntwo",
  "return 1;",
  "}",
  "no end",
  "",
  "x\n",
  "zzz",
  "  1| one",
);
const lineRef = fc.option(fc.constantFrom<string | number>(1, 2, 99, "1:beef", "x"), {
  nil: undefined,
});

const edit = fc.record({
  path,
  old: fc.option(text, { nil: undefined }),
  new: text,
  all: fc.boolean(),
  old_start: lineRef,
  old_end: lineRef,
});

const header = fc.constantFrom(
  "*** Update File: ",
  "*** Add File: ",
  "*** Delete File: ",
  "*** Move to: ",
);
const patchLine = fc.oneof(
  fc.tuple(header, path).map(([what, where]) => what + where),
  fc.tuple(fc.constantFrom(" ", "-", "+", ""), text).map(([mark, line]) => mark + line),
  fc.constantFrom("@@", "@@ one", "*** End of File", "--- a/a.txt", "+++ b/a.txt", "@@ -1,2 +1 @@"),
);
const patch = fc
  .tuple(fc.tuple(header, path), fc.array(patchLine, { maxLength: 8 }))
  .map(([[what, where], lines]) => ({ patch: [what + where, ...lines].join("\n") }));

test("a failed edit or patch changes no byte, and one that worked names what it changed", async () => {
  const failures = { edit: 0, patch: 0 };
  const call = fc.oneof(
    edit.map((input) => ({ part: editPart, name: "edit" as const, input })),
    patch.map((input) => ({ part: applyPatchPart, name: "patch" as const, input })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 4 }), async (calls) => {
      using folder = await tempFolder(files);
      for (const { part, name, input } of calls) {
        const before = await bytesIn(folder.path);
        const result = await runTool(toolOf(part), folder.path, input);
        const changed = differing(before, await bytesIn(folder.path));
        expect(changed).toEqual([...(result.changed ?? [])].sort());
        if (result.failed) failures[name] += 1;
        if (result.failed) expect(changed).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
  expect(failures.edit > 0 && failures.patch > 0).toBe(true);
});
