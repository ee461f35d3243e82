import { className, identifier } from "./names.ts";
import type { Task } from "./task.ts";

/** The tests of a task: each probe of it must give what the solution gave. */
export function testsOf(task: Task, answers: readonly string[]): string {
  return task.language === "python" ? pythonTests(task, answers) : javascriptTests(task, answers);
}

/** The names of the solution's and the tests' files. */
export function filesOf({ language, slug }: Pick<Task, "language" | "slug">) {
  const base = language === "python" ? identifier("python", slug) : slug;
  return language === "python"
    ? { solution: `${base}.py`, test: `${base}_test.py`, example: ".meta/example.py" }
    : { solution: `${base}.js`, test: `${base}.spec.js`, example: ".meta/example.js" };
}

const raises = "raises ";

function pythonTests({ slug, probes }: Task, answers: readonly string[]): string {
  const tests = probes.map((probe, at) => {
    const { before, last } = parts(probe);
    const answer = answers[at] ?? "";
    const head = `    def test_${at + 1}(self):`;
    const lines = answer.startsWith(raises)
      ? [
          `with self.assertRaises(${answer.slice(raises.length)}):`,
          ...[...before, last].map((line) => `    ${line}`),
        ]
      : [...before, `self.assertEqual(repr(${last}), ${JSON.stringify(answer)})`];
    return [head, ...lines.map((line) => `        ${line}`)].join("\n");
  });
  const module = identifier("python", slug);
  const title = className(slug.replaceAll("-", " "));
  return `import unittest\n\nfrom ${module} import *\n\n\nclass ${title}Test(unittest.TestCase):\n${tests.join("\n\n")}\n`;
}

function javascriptTests({ slug, probes, solution }: Task, answers: readonly string[]): string {
  const names = [...solution.matchAll(/^export (?:async )?(?:function\*?|class|const) (\w+)/gm)];
  const tests = probes.map((probe, at) => {
    const { before, last } = parts(probe);
    const answer = answers[at] ?? "";
    const lines = answer.startsWith(raises)
      ? [
          "let kind = 'nothing';",
          "try {",
          ...before.map((line) => `  ${line}`),
          `  await (${last});`,
          "} catch (error) {",
          "  kind = error.constructor.name;",
          "}",
          `expect(kind).toBe(${JSON.stringify(answer.slice(raises.length))});`,
        ]
      : [...before, `expect(shown(await (${last}))).toBe(${JSON.stringify(answer)});`];
    return `test('probe ${at + 1}', async () => {\n${lines.map((line) => `  ${line}`).join("\n")}\n});`;
  });
  return `import { inspect } from 'node:util';
import { ${names.map((match) => match[1]).join(", ")} } from './${slug}';

const shown = (value) =>
  inspect(value, { depth: 12, breakLength: Infinity, maxArrayLength: 500 });

${tests.join("\n\n")}
`;
}

function parts(probe: string): { readonly before: readonly string[]; readonly last: string } {
  const lines = probe.split("\n");
  return { before: lines.slice(0, -1), last: lines.at(-1) ?? "" };
}
