import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import tokenizer from "llama3-tokenizer-js";
import { estimateTokens, mostTokensOf } from "../../src/lib/tokens.ts";

const root = join(import.meta.dir, "..", "..");

function file(path: string, maxChars = 12_000): string {
  return readFileSync(join(root, path), "utf8").slice(0, maxChars);
}

/** How far the estimate is from Llama 3's own count: 0.1 is ten per cent too high. */
function error(text: string): number {
  return estimateTokens(text) / tokenizer.encode(text, { bos: false, eos: false }).length - 1;
}

const usual: Readonly<Record<string, string>> = {
  "English prose": `Small models forget what they were asked when the window fills, so the task is said
again. I changed the parser because it threw on an empty line; the test that failed before now passes,
but the one for nested lists does not, and I believe the reason is the way blanks are counted. Please
look at it once more, and if you agree, remove the second branch and run everything again.`,
  "our TypeScript": readdirSync(join(root, "src/core"))
    .sort()
    .slice(0, 6)
    .map((name) => file(`src/core/${name}`))
    .join("\n"),
  "their JavaScript": file("node_modules/commander/lib/command.js"),
  "a README": file("node_modules/zod/README.md"),
  "indented JSON": file("package-lock.json"),
  "compact JSON": JSON.stringify(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))),
  "a list of paths": readdirSync(join(root, "src"), { recursive: true })
    .sort()
    .map((name) => `src/${name}`)
    .join("\n")
    .slice(0, 12_000),
  "numbered lines": file("node_modules/commander/lib/command.js")
    .split("\n")
    .map((line, index) => `${String(index + 1).padStart(6)}\t${line}`)
    .join("\n"),
  "a stack trace": `Traceback (most recent call last):
  File "/home/me/project/bowling_test.py", line 14, in test_strike
    self.assertEqual(game.score(), 150)
AssertionError: 149 != 150
`.repeat(5),
  "a table of numbers": Array.from(
    { length: 300 },
    (_, i) => `${(i * 7919) % 10007}, ${i / 8}`,
  ).join("\n"),
  Chinese:
    "编译器是一种计算机程序,它会将某种编程语言写成的源代码转换成另一种编程语言。请先阅读文件,然后修改函数。",
  Japanese:
    "この関数は入力された文字列を解析し、エラーがあれば例外を投げます。テストを実行してください。",
  Korean:
    "이 함수는 입력된 문자열을 분석하고 오류가 있으면 예외를 발생시킵니다. 테스트를 실행하세요.",
  Russian:
    "Эта функция разбирает входную строку и выбрасывает исключение при ошибке. Запустите тесты.",
};

for (const [what, text] of Object.entries(usual)) {
  test(`the estimate of ${what} is within 15 % of a real tokenizer`, () => {
    expect(Math.abs(error(text))).toBeLessThan(0.15);
  });
}

const hashes = Array.from({ length: 100 }, (_, i) => new Bun.CryptoHasher("sha256").update(`${i}`));

const unusual: Readonly<Record<string, string>> = {
  "hexadecimal text": hashes.map((hash) => hash.copy().digest("hex")).join("\n"),
  "base64 text": hashes.map((hash) => hash.copy().digest("base64")).join("\n"),
  German:
    "Diese Funktion zerlegt die Eingabezeichenkette und wirft bei einem Fehler eine Ausnahme.",
  emoji: "✅ done 🚀 shipped 🎉 failed ❌ → ⚠️ ".repeat(10),
  "one endless word": Array.from({ length: 2_000 }, (_, i) =>
    String.fromCharCode(97 + ((i * 7919 + i * i * 31) % 26)),
  ).join(""),
  "lines of dashes": `${"-".repeat(100)}\n${"=".repeat(100)}\n`,
};

for (const [what, text] of Object.entries(unusual)) {
  test(`the estimate of ${what} is not more than a quarter too low`, () => {
    expect(error(text)).toBeGreaterThan(-0.25);
  });
}

test("no text has no tokens", () => {
  expect(estimateTokens("")).toBe(0);
});

test("no estimate is above what mostTokensOf tells without reading the text", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom("a", "B", "x", "1", " ", "\t", "\n", "-", "é", "中", "─") }),
  );
  fc.assert(
    fc.property(text, (written) => {
      expect(estimateTokens(written)).toBeLessThanOrEqual(mostTokensOf(written));
    }),
  );
});
