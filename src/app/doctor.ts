import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import { detectServers } from "../runtimes/detect.ts";
import { openSandbox } from "../sandbox/index.ts";
import { loadConfig } from "./config.ts";
import { failureOf } from "./failure.ts";
import { type Env, foldersFor } from "./folders.ts";

export type Finding = {
  readonly check: string;
  readonly state: "ok" | "warn" | "fail";
  readonly found: string;
};

type Where = { readonly cwd: string; readonly env: Env };

/** What this machine has and what is missing, one finding after the other. */
export async function examine(where: Where, signal: AbortSignal): Promise<readonly Finding[]> {
  return [
    machine(),
    program("git", "git tools and the state of the folder"),
    inProcess(where),
    await sandbox(where),
    await servers(where, signal),
    demonstration(where),
    logs(where),
    await config(where),
  ];
}

function machine(): Finding {
  const memory = Math.round(totalmem() / 2 ** 30);
  const found = `${process.platform}-${process.arch}, ${availableParallelism()} cores, ${memory} GB, Bun ${Bun.version}`;
  return { check: "machine", state: "ok", found };
}

function program(name: string, use: string): Finding {
  const path = Bun.which(name);
  return path === null
    ? { check: name, state: "warn", found: `not found; needed for ${use}` }
    : { check: name, state: "ok", found: path };
}

function inProcess(where: Where): Finding {
  const modules = join(foldersFor(where.cwd, where.env).package, "node_modules");
  const check = "GGUF in-process";
  if (!existsSync(join(modules, "node-llama-cpp"))) {
    return { check, state: "warn", found: "node-llama-cpp is not installed: npm install" };
  }
  const builds = [
    `${process.platform}-${process.arch}-cuda`,
    `${process.platform}-${process.arch}-vulkan`,
  ];
  const there = builds.filter((name) => existsSync(join(modules, "@node-llama-cpp", name, "bins")));
  const gpu = process.platform === "darwin" ? "Metal" : there.join(", ");
  return {
    check,
    state: "ok",
    found: gpu === "" ? "CPU; `npm run gpu` brings CUDA and Vulkan" : gpu,
  };
}

async function sandbox({ cwd }: Where): Promise<Finding> {
  await using opened = await openSandbox("auto", {
    root: cwd,
    network: false,
    writable: [],
    guarded: [],
  });
  const state = opened.name === "none" ? "warn" : "ok";
  return { check: "sandbox", state, found: `${opened.name}: ${opened.statement}` };
}

async function servers({ env }: Where, signal: AbortSignal): Promise<Finding> {
  const found = await detectServers({ env }, signal);
  const check = "model servers";
  if (found.length === 0) return { check, state: "warn", found: "none on the usual ports" };
  const list = found.map(
    ({ runtime, url, models }) => `${runtime.title} at ${url} (${models.length})`,
  );
  return { check, state: "ok", found: list.join(", ") };
}

function demonstration({ cwd, env }: Where): Finding {
  const check = "model that ships";
  const file = join(foldersFor(cwd, env).package, "agents/nano.gguf");
  const bytes = statSync(file, { throwIfNoEntry: false })?.size;
  if (bytes === undefined) {
    return { check, state: "fail", found: `${file} is missing: bring it back with git checkout` };
  }
  const megabytes = (bytes / 1e6).toFixed(1);
  const found = `nano, ${megabytes} MB: a demonstration that answers where no other model is named or served`;
  return { check, state: "ok", found };
}

function logs({ cwd, env }: Where): Finding {
  const { logs: folder } = foldersFor(cwd, env);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return { check: "logs", state: "ok", found: folder };
  } catch {
    return {
      check: "logs",
      state: "fail",
      found: `${folder} cannot be written; choose another with --logs`,
    };
  }
}

async function config(where: Where): Promise<Finding> {
  try {
    const { agent, warnings } = await loadConfig(where.cwd, where.env, {});
    const found = warnings.length === 0 ? `agent ${agent.key}` : warnings.join(" ");
    return { check: "configuration", state: warnings.length === 0 ? "ok" : "warn", found };
  } catch (error) {
    return { check: "configuration", state: "fail", found: failureOf(error).message };
  }
}
