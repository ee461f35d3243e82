import { existsSync, statfsSync } from "node:fs";
import { availableParallelism, cpus, freemem, totalmem } from "node:os";
import { foldersFor, upwards } from "../app/folders.ts";
import { findGpus, type GpuSources, usualSources } from "../runtimes/gpus.ts";
import { type CliCommand, type CliContext, printTable } from "./command.ts";

type Row = {
  readonly part: string;
  readonly name: string;
  readonly GB?: number | undefined;
  readonly freeGB?: number | undefined;
};

/** `localcode hardware`: what of this machine decides which models fit it. */
export const hardwareCommand: CliCommand = {
  name: "hardware",
  summary: "Shows the processor, the memory, the GPUs and the disk for models.",
  example: "localcode hardware --json",
  build(command, context) {
    command.option("--json", "as JSON").action(({ json }: { json?: boolean }) => {
      const sources = { ...usualSources, path: context.env.PATH ?? "" };
      printTable(context, rowsOf(context, sources), json);
    });
  },
};

function rowsOf(context: CliContext, sources: GpuSources): readonly Row[] {
  const gpus = findGpus(sources).map(
    ({ name, driver, totalBytes, freeBytes }): Row => ({
      part: "GPU",
      name: driver === undefined ? name : `${name}, driver ${driver}`,
      GB: gigabytes(totalBytes),
      freeGB: gigabytes(freeBytes),
    }),
  );
  const none: Row = { part: "GPU", name: "none that the system tells of" };
  return [processor(), memory(), ...(gpus.length === 0 ? [none] : gpus), disk(context)];
}

function processor(): Row {
  const model = cpus()[0]?.model.trim() || process.arch;
  const name = `${model}, ${availableParallelism()} cores`;
  // The first row names the columns of the table.
  return { part: "processor", name, GB: undefined, freeGB: undefined };
}

/** In a container its own limit holds. */
function memory(): Row {
  const limit = process.constrainedMemory();
  const isLimited = limit > 0 && limit < totalmem();
  const total = isLimited ? limit : totalmem();
  const free = Math.min(freemem(), total);
  const name = isLimited ? "limited by a container" : "of the machine";
  return { part: "memory", name, GB: gigabytes(total), freeGB: gigabytes(free) };
}

function disk({ cwd, env }: CliContext): Row {
  const { models } = foldersFor(cwd, env);
  const place = upwards(models).find((folder) => existsSync(folder)) ?? "/";
  const { blocks, bavail, bsize } = statfsSync(place);
  const [GB, freeGB] = [gigabytes(blocks * bsize), gigabytes(bavail * bsize)];
  return { part: "disk", name: models, GB, freeGB };
}

function gigabytes(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : Math.round(bytes / 1e8) / 10;
}
