import { expect, test } from "bun:test";
import fc from "fast-check";
import { findEdit, type Wanted } from "../../../src/tools/edit/ladder.ts";
import { plainLineEnds, splice } from "../../../src/tools/edit/splice.ts";

/** Few letters, so that texts repeat themselves. */
const text = fc.string({
  unit: fc.constantFrom("a", "b", " ", "\t", "\n", "$", "é"),
  maxLength: 60,
});

function afterEdit(file: string, wanted: Wanted): string | undefined {
  const found = findEdit(plainLineEnds(file), wanted);
  return found.type === "found" ? splice(file, found.changes) : undefined;
}

test("exact edits do what String.replace does", () => {
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), text, fc.boolean(), (file, from, length, fresh, all) => {
      const start = from % (file.length + 1);
      const old = file.slice(start, start + 1 + (length % 20));
      fc.pre(old !== "");
      const isUnique = file.split(old).length === 2;
      const expected = all
        ? file.replaceAll(old, () => fresh)
        : isUnique
          ? file.replace(old, () => fresh)
          : undefined;
      expect(afterEdit(file, { old, new: fresh, all })).toEqual(expected);
    }),
  );
});

type ProgramLine = { readonly depth: number; readonly text: string };

const indentStyle = fc.constantFrom("\t", "  ", "    ", "        ");

/** A program: each line is at most one deeper than the line before, and has its own number. */
const program = fc.array(fc.nat(5), { minLength: 2, maxLength: 14 }).map((wishes) => {
  const lines: ProgramLine[] = [];
  for (const [index, wish] of wishes.entries()) {
    const deepest = (lines.at(-1)?.depth ?? -1) + 1;
    lines.push({ depth: Math.min(wish, deepest), text: `step${index}();` });
  }
  return lines;
});

function shown(lines: readonly ProgramLine[], style: string, up = 0): string {
  return lines.map((line) => style.repeat(line.depth - up) + line.text).join("\n");
}

test("an edit written with another indentation comes out indented as the file is", () => {
  const sample = fc.tuple(program, indentStyle, indentStyle, fc.nat(), fc.nat(), fc.nat());
  fc.assert(
    fc.property(sample, ([lines, fileStyle, writtenStyle, from, length, at]) => {
      const start = from % lines.length;
      const block = lines.slice(start, start + 1 + (length % 8));
      const depths = block.map((line) => line.depth);
      const up = Math.min(...depths);
      // The first line is at the block's own depth, as in what a model cuts out.
      fc.pre(depths[0] === up);
      const place = at % block.length;
      const opened = block[place]?.depth ?? 0;
      const added = [
        { depth: opened, text: "fresh_if();" },
        { depth: opened + 1, text: "fresh_then();" },
      ];
      const fresh = block.toSpliced(place + 1, 0, ...added);
      const file = `${shown(lines, fileStyle)}\n`;
      const old = shown(block, writtenStyle, up);
      // Where the file shows its own step nowhere, there is none to keep.
      fc.pre(lines.some((line) => line.depth > 0) && !file.includes(old));
      const after = afterEdit(file, { old, new: shown(fresh, writtenStyle, up), all: false });
      const whole = lines.toSpliced(start, block.length, ...fresh);
      expect(after).toEqual(`${shown(whole, fileStyle)}\n`);
    }),
    { numRuns: 1000 },
  );
});

test("line ends that an edit does not touch stay, byte for byte", () => {
  const ends = fc.array(fc.constantFrom("\n", "\r\n"), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(ends, fc.nat(5), fc.nat(3), (lineEnds, place, extra) => {
      const file = lineEnds.map((end, index) => `line ${index}${end}`).join("");
      const added = Array.from({ length: extra }, (_, index) => `\nadded ${index}`).join("");
      const edit = { old: `line ${place}`, new: `changed${added}`, all: false };
      const [before, behind] = file.split(`line ${place}`);
      const after = afterEdit(file, edit) ?? "";
      expect(after.startsWith(before ?? "?")).toBe(true);
      expect(after.endsWith(behind ?? "?")).toBe(true);
      const end = lineEnds[place] ?? "?";
      const middle = after.slice(before?.length, after.length - (behind?.length ?? 0));
      expect(middle).toEqual(`changed${added.replaceAll("\n", end)}`);
    }),
  );
});
