import { basename, join } from "node:path";
import { z } from "zod";
import { occurrences } from "./count.ts";
import type { Counted, Language } from "./language.ts";
import { pythonRunner } from "./python-runner.ts";

const script = "run.py";
const report = "report.json";

/** unittest, which comes with Python, or pytest where the tests ask for it; one script of ours counts. */
export const python: Language = {
  name: "python",
  extensions: [".py"],
  programs: [
    {
      name: "python3",
      version: ["--version"],
      self: ["-c", "import sys; print(sys.executable)"],
      apt: "python3",
      brew: "python",
    },
  ],
  buildFiles: ["conftest.py", "pytest.ini", "pyproject.toml", "setup.cfg", "tox.ini", "setup.py"],
  isTest: (path) => /(_test|^test_.*)\.py$|(^|\/)conftest\.py$/.test(basename(path)),
  enable: (source) =>
    source.replace(/^[ \t]*@(unittest\.skip|pytest\.mark\.skip)\b(\(.*\))?[ \t]*\n/gm, ""),
  count: (source) => occurrences(source, /^[ \t]*(async )?def test/m),
  files: async ({ out, nonce }) => ({
    [join(out, script)]: pythonRunner,
    [join(out, "nonce")]: nonce,
  }),
  steps: ({ exercise, folder, out, program }) => [
    {
      type: "test",
      command: [
        ...[program("python3"), "-I", "-B", join(out, script), out, folder],
        ...exercise.testFiles.filter((path) => python.isTest(path)),
      ],
      cwd: folder,
    },
  ],
  read: async ({ read, place }) => countedFrom(await read(report), place.nonce),
  failure: /^(E {2}|=+ (FAILURES|ERRORS)|FAIL:|ERROR:|.*(Error|Exception)\b.*:)/m,
};

const reportSchema = z.object({
  nonce: z.string(),
  loaded: z.boolean(),
  intact: z.boolean(),
  total: z.number(),
  failed: z.number(),
});

function countedFrom(text: string | undefined, nonce: string): Counted | undefined {
  const read = reportSchema.safeParse(parsed(text ?? ""));
  if (!read.success || read.data.nonce !== nonce) return undefined;
  const { loaded, intact, total, failed } = read.data;
  return { compiled: loaded, total, failed, trusted: intact };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
