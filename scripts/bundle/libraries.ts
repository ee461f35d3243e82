// The libraries of the terminal are a file of their own in dist/: a run without a terminal reads nothing of
// them. Our own code stays in one bundle, so that an error thrown there is an instance of its class here.
import type { BunPlugin } from "bun";

/** The file that holds them, seen from the bundle of our own code. */
export const librariesFile = "./tui/libraries.js";

const namespace = "library";
const ours = /[\\/]src[\\/]/;
const terminalOnly =
  /^(ink|react|yoga-layout|marked|highlight\.js|fuzzysort|string-width|wrap-ansi|slice-ansi)(\/|$)/;

/** Puts in the place of each such import a module that takes its exports from the file, when it is first run. */
export function withoutLibraries(found: Set<string>): BunPlugin {
  return {
    name: "libraries in a file of their own",
    setup(build) {
      build.onResolve({ filter: terminalOnly }, ({ path, importer }) => {
        if (!ours.test(importer)) return undefined;
        found.add(path);
        return { path, namespace };
      });
      build.onResolve({ filter: /^\.\/tui\/libraries\.js$/ }, () => ({
        path: librariesFile,
        external: true,
      }));
      build.onLoad({ filter: /./, namespace }, async ({ path }) => {
        const names = await exportsOf(path);
        const taken = names.map((name) => `export const ${name} = library.${name};`);
        const head = `const library = require("${librariesFile}")[${JSON.stringify(path)}];`;
        return {
          loader: "js",
          contents: [head, ...taken, "export default library.default;"].join("\n"),
        };
      });
    },
  };
}

/** The entry of the file itself. */
export function librariesEntry(found: ReadonlySet<string>): string {
  const names = [...found].sort();
  const imports = names.map((name, at) => `import * as library${at} from ${JSON.stringify(name)};`);
  const fields = names.map((name, at) => `${JSON.stringify(name)}: library${at},`);
  return [...imports, "module.exports = {", ...fields, "};"].join("\n");
}

async function exportsOf(path: string): Promise<readonly string[]> {
  const names = Object.keys(await import(path)).filter((name) => /^[a-zA-Z_$][\w$]*$/.test(name));
  const own = path === "yoga-layout" ? ["ready"] : [];
  return [...new Set([...names, ...own])].filter((name) => name !== "default");
}
