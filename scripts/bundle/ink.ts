// Ink as part of a CommonJS bundle, which has no top-level await: three of its places wait, or look around,
// while they are loaded. And frames are written without taking them apart. Each place is looked for word by
// word, so that another Ink fails the build.
import { join } from "node:path";
import type { BunPlugin } from "bun";

type Change = { readonly from: string; readonly to: string };

/** Yoga is ready a moment after it was loaded; src/tui/ink-ready.ts waits for that. */
const yoga: readonly Change[] = [
  {
    from: "const Yoga = wrapAssembly(await loadYoga());",
    to: [
      "const Yoga = {};",
      "const fill = (loaded) => { Object.assign(Yoga, wrapAssembly(loaded)); };",
      "export const ready = loadYoga().then(fill);",
    ].join("\n"),
  },
];

/** All of it serves React's developer tools, which are no part of this program. */
const reconciler: readonly Change[] = [
  { from: "import.meta.resolve('react-devtools-core');", to: "" },
  { from: "await import('./devtools.js');", to: "" },
  { from: "const loaded = await loadPackageJson();", to: "const loaded = {};" },
  { from: "new URL('../package.json', import.meta.url)", to: "''" },
];

/** An import of something that stands beside this file. */
function ours(name: string, file: string): string {
  return `import { ${name} } from ${JSON.stringify(join(import.meta.dir, file))};`;
}

/** What stands line below line is written as it is. */
const output: readonly Change[] = [
  {
    from: "import stringWidth from 'string-width';",
    to: `import stringWidth from 'string-width';\n${ours("stackedLines", "stacked-lines.ts")}`,
  },
  {
    from: "    get() {\n",
    to: [
      "    get() {",
      "const stacked = stackedLines(this.operations, this.height);",
      "if (stacked) return { output: stacked.join('\\n'), height: this.height };\n",
    ].join("\n"),
  },
];

/** Most lines of a frame stood in the one before. */
const width: readonly Change[] = [
  {
    from: "export default function stringWidth(",
    to: `${ours("remembered", "remembered.ts")}
export default remembered(stringWidth);
function stringWidth(`,
  },
];

/** What is cleaned already is not cleaned again, twice in each frame. */
const sanitize: readonly Change[] = [
  {
    from: "export default sanitizeAnsi;",
    to: `${ours("lineByLine", "line-by-line.ts")}\nexport default lineByLine(sanitizeAnsi);`,
  },
];

const changes: Readonly<Record<string, readonly Change[]>> = {
  "yoga-layout/dist/src/index.js": yoga,
  "ink/build/reconciler.js": reconciler,
  "ink/build/output.js": output,
  "ink/build/sanitize-ansi.js": sanitize,
  "string-width/index.js": width,
};

const changedFiles =
  /(yoga-layout[\\/]dist[\\/]src[\\/]index|ink[\\/]build[\\/](reconciler|output|sanitize-ansi)|string-width[\\/]index)\.js$/;

export const bundleInk: BunPlugin = {
  name: "ink without top-level await",
  setup(build) {
    build.onLoad({ filter: changedFiles }, async ({ path }) => {
      const written = path.replaceAll("\\", "/");
      const file = Object.keys(changes).find((name) => written.endsWith(name)) ?? "";
      return { loader: "js", contents: changed(file, await Bun.file(path).text()) };
    });
  },
};

export function changed(file: string, text: string): string {
  return (changes[file] ?? []).reduce((now, { from, to }) => {
    if (now.split(from).length === 2) return now.replace(from, to);
    throw new Error(
      `The bundle is not built: ${file} has no single "${from}". Teach scripts/bundle/ink.ts this Ink.`,
    );
  }, text);
}
