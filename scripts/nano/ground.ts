import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Language } from "./task.ts";

/** Code, and what to ask of it. */
export type Question = { readonly code: string; readonly probes: readonly string[] };

/** What each probe gave, as text: a value as its language writes it, or `raises KIND`. */
export type Answers = readonly string[];

const secondsAtMost = 120;

/** Runs many pieces of code in one process of their language; a piece that cannot be loaded gives its error for every probe. */
export async function answersOf(
  language: Language,
  questions: readonly Question[],
): Promise<readonly Answers[]> {
  const folder = await mkdtemp(join(tmpdir(), "nano-ground-"));
  try {
    const asked = join(folder, "questions.json");
    const answered = join(folder, "answers.json");
    const runner = join(folder, language === "python" ? "run.py" : "run.mjs");
    await writeFile(asked, JSON.stringify(questions));
    await writeFile(runner, runners[language]);
    const program = language === "python" ? "python3" : process.execPath;
    const run = Bun.spawn([program, runner, asked, answered], {
      cwd: folder,
      env: { ...process.env, TZ: "UTC", PYTHONHASHSEED: "0" },
      stdio: ["ignore", "ignore", "pipe"],
      timeout: secondsAtMost * 1_000,
    });
    const errors = await new Response(run.stderr).text();
    if ((await run.exited) !== 0) throw new Error(`The ${language} runner failed: ${errors}`);
    return await Bun.file(answered).json();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const python = `import json, sys
def answer(code, probes):
    space = {'__name__': 'task'}
    try:
        exec(compile(code, 'task', 'exec'), space)
    except BaseException as error:
        return ['raises ' + type(error).__name__] * len(probes)
    found = []
    for probe in probes:
        *before, last = probe.split('\\n')
        here = dict(space)
        try:
            exec('\\n'.join(before), here)
            found.append(repr(eval(last, here)))
        except BaseException as error:
            found.append('raises ' + type(error).__name__)
    return found
questions = json.load(open(sys.argv[1]))
json.dump([answer(one['code'], one['probes']) for one in questions], open(sys.argv[2], 'w'))
`;

const javascript = `import { inspect } from 'node:util';
import { readFileSync, writeFileSync } from 'node:fs';
const found = [];
let count = 0;
for (const { code, probes } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const file = new URL('./task' + count++ + '.mjs', import.meta.url);
  writeFileSync(file, code);
  const answers = [];
  let task;
  try { task = await import(file); } catch (error) { found.push(probes.map(() => 'raises ' + error.name)); continue; }
  for (const probe of probes) {
    const lines = probe.split('\\n');
    const last = lines.pop();
    const body = lines.join('\\n') + '\\nreturn (' + last + ');';
    try {
      const run = new (Object.getPrototypeOf(async function () {}).constructor)(...Object.keys(task), body);
      answers.push(inspect(await run(...Object.values(task)), { depth: 12, breakLength: Infinity, maxArrayLength: 500 }));
    } catch (error) { answers.push('raises ' + (error?.constructor?.name ?? typeof error)); }
  }
  found.push(answers);
}
writeFileSync(process.argv[3], JSON.stringify(found));
process.exit(0);
`;

const runners: Readonly<Record<Language, string>> = { python, javascript };
