import { readdirSync, readFileSync, statSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";

export type Gpu = {
  readonly name: string;
  readonly totalBytes?: number;
  readonly freeBytes?: number;
  readonly driver?: string;
};

export type GpuSources = {
  /** Where programs are looked for. */
  readonly path: string;
  readonly platform: NodeJS.Platform;
  /** Where Linux lists graphics cards. */
  readonly cards: string;
};

export const usualSources: GpuSources = {
  path: process.env.PATH ?? "",
  platform: process.platform,
  cards: "/sys/class/drm",
};

const askLimitMs = 5_000;
const mebibyte = 2 ** 20;

/** The graphics processors of this machine, as its driver or the system tells of them. */
export function findGpus(sources: GpuSources = usualSources): readonly Gpu[] {
  if (sources.platform === "darwin") return appleGpu();
  const nvidia = nvidiaGpus(sources.path);
  const others = cardGpus(sources.cards);
  return [...nvidia, ...others.filter(({ name }) => nvidia.length === 0 || !/NVIDIA/.test(name))];
}

/** Apple's own processors hold one that uses the machine's memory. */
function appleGpu(): readonly Gpu[] {
  const model = cpus()[0]?.model ?? "";
  return model.startsWith("Apple") ? [{ name: `${model}, shares the memory (Metal)` }] : [];
}

function nvidiaGpus(path: string): readonly Gpu[] {
  const program = Bun.which("nvidia-smi", { PATH: path });
  if (program === null) return [];
  const fields = "name,memory.total,memory.free,driver_version";
  const asked = Bun.spawnSync([program, `--query-gpu=${fields}`, "--format=csv,noheader,nounits"], {
    stderr: "ignore",
    timeout: askLimitMs,
  });
  if (asked.exitCode !== 0) return [];
  const lines = asked.stdout.toString().split("\n").filter(Boolean);
  return lines.map((line) => {
    const [name = "", total, free, driver = ""] = line.split(",").map((part) => part.trim());
    return { name, driver, ...memory(Number(total) * mebibyte, Number(free) * mebibyte) };
  });
}

/** A part whose memory is the machine's tells "[N/A]". */
function memory(totalBytes: number, freeBytes: number): Pick<Gpu, "totalBytes" | "freeBytes"> {
  return {
    ...(Number.isFinite(totalBytes) ? { totalBytes } : {}),
    ...(Number.isFinite(freeBytes) ? { freeBytes } : {}),
  };
}

const vendors: Readonly<Record<string, string>> = {
  "0x1002": "AMD",
  "0x10de": "NVIDIA",
  "0x8086": "Intel",
};

function cardGpus(folder: string): readonly Gpu[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  const cards = readdirSync(folder).filter((name) => /^card\d+$/.test(name));
  return cards.flatMap((card) => {
    const told = (file: string) => textOf(join(folder, card, "device", file));
    const vendor = vendors[told("vendor")];
    if (vendor === undefined) return [];
    const total = told("mem_info_vram_total");
    const used = told("mem_info_vram_used");
    const name = `${vendor} ${told("product_name") || told("device")}`;
    return [{ name, ...(total === "" ? {} : memory(Number(total), Number(total) - Number(used))) }];
  });
}

function textOf(file: string): string {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return "";
  return readFileSync(file, "utf8").trim();
}
