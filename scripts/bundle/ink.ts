// Ink as part of a CommonJS bundle, which has no top-level await: three of its places wait, or look around,
// while they are loaded. Each is looked for word by word, so that another Ink fails the build.
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

const changes: Readonly<Record<string, readonly Change[]>> = {
  "yoga-layout/dist/src/index.js": yoga,
  "ink/build/reconciler.js": reconciler,
};

const changedFiles = /(yoga-layout[\\/]dist[\\/]src[\\/]index|ink[\\/]build[\\/]reconciler)\.js$/;

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
