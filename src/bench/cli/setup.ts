import { exitCodes } from "../../app/exit-code.ts";
import { foldersFor } from "../../app/folders.ts";
import { openDataset } from "../dataset.ts";
import { buildImage, type ContainerProgram, imageBuild } from "../image.ts";
import { setUpPolyglot } from "../polyglot.ts";
import { prepare } from "../prepare.ts";
import { type ToolchainRow, toolchains } from "../toolchains.ts";
import type { World } from "./command.ts";

export type SetupFlags = {
  readonly dataset: string;
  readonly from?: string;
  readonly url?: string;
  readonly commit?: string;
  readonly update?: boolean;
  readonly image?: ContainerProgram;
  readonly imageName: string;
  readonly printCommand?: boolean;
  readonly rebuild?: boolean;
};

/** `localcode bench setup --image`: a container image with the tools of all six languages. */
async function setUpImage(flags: SetupFlags, { context, parts }: World): Promise<number> {
  const { image: program = "docker", imageName, rebuild } = flags;
  const build = imageBuild(program, imageName, {
    ...foldersFor(context.cwd, context.env),
    rebuild,
  });
  if (flags.printCommand) {
    context.out(`${build.command.map(quoted).join(" ")}\n`);
    return exitCodes.done;
  }
  await buildImage(build, context.err, parts.interrupted().signal);
  context.out(`Built ${imageName}. Use it: --sandbox ${program} --image ${imageName}\n`);
  return exitCodes.done;
}

function quoted(word: string): string {
  return /^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** `localcode bench setup`: the tasks, what their tests need, and which programs are missing. */
export async function setupBench(flags: SetupFlags, world: World): Promise<number> {
  if (flags.image !== undefined || flags.printCommand || flags.rebuild)
    return await setUpImage(flags, world);
  const { context, parts } = world;
  const { signal } = parts.interrupted();
  const folders = foldersFor(context.cwd, context.env);
  if (flags.dataset === "polyglot") {
    const { folder, commit, before } = await setUpPolyglot(folders, flags, signal);
    const change = before === undefined ? "" : ` (before: ${before})`;
    context.out(`${folder} at ${commit ?? "no commit"}${change}\n`);
  }
  const dataset = await openDataset(flags.dataset, folders, context.cwd);
  for (const text of dataset.broken) context.err(`${text}\n`);
  const counts = Map.groupBy(dataset.exercises, ({ language }) => language);
  const spoken = [...counts].map(([language, all]) => `${language} ${all.length}`);
  context.out(`${dataset.exercises.length} tasks: ${spoken.join(", ")}\n`);
  const rows = await toolchains([...counts.keys()]);
  for (const row of rows) context.out(`${row.language}: ${row.program} ${stateOf(row)}\n`);
  const say = (line: string): void => context.err(`${line}\n`);
  const prepared = await prepare(dataset.exercises, { cache: folders.cache, signal, say });
  for (const { language, failed } of prepared) {
    for (const [what, why] of Object.entries(failed))
      context.out(`${language}: ${what} was not made ready: ${why}\n`);
  }
  return rows.some(({ path }) => path === undefined) ? exitCodes.unreachable : exitCodes.done;
}

function stateOf({ path, version, install, broken }: ToolchainRow): string {
  if (path !== undefined) return `${version}, ${path}`;
  return broken === undefined ? `missing; install it: ${install}` : `does not start: ${broken}`;
}
