// What a test of test/real may need and most machines do not have. Such a test is skipped where the need is
// absent, `test.skipIf(!needs.docker)`, and `npm run test:real` says so.
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export type Need = {
  /** What it is, for people. */
  readonly title: string;
  /** Where it was found, or "" where it is absent. */
  readonly at: string;
  /** How to provide it. */
  readonly how: string;
  /** The variable that names it; a test file that speaks of it needs it. */
  readonly variable?: string;
};

export const everyNeed = {
  llamaServer: {
    title: "llama-server of llama.cpp",
    at: named("LLAMA_SERVER") || program("llama-server"),
    how: "put llama-server on PATH, or its path in LLAMA_SERVER",
    variable: "LLAMA_SERVER",
  },
  ollama: {
    title: "Ollama",
    at: program("ollama"),
    how: "install Ollama from ollama.com",
  },
  docker: {
    title: "Docker with its daemon",
    at: dockerSocket() && program("docker"),
    how: "install Docker and start its daemon, or set DOCKER_HOST",
  },
  podman: {
    title: "Podman",
    at: program("podman"),
    how: "install podman",
  },
  bubblewrap: {
    title: "bubblewrap",
    at: program("bwrap"),
    how: "install bubblewrap (Linux)",
  },
  gpu: {
    title: "a GPU that llama.cpp can use",
    at: gpu(),
    how: "needs an NVIDIA or AMD GPU with its driver, or a Mac with Apple silicon",
  },
  polyglot: {
    title: "the polyglot benchmark",
    at: named("POLYGLOT"),
    how: "clone github.com/Aider-AI/polyglot-benchmark and name its folder in POLYGLOT",
    variable: "POLYGLOT",
  },
  go: { title: "Go", at: program("go"), how: "install Go from go.dev" },
  cargo: {
    title: "Rust's cargo",
    at: program("cargo") || existing(join(homedir(), ".cargo/bin/cargo")),
    how: "install Rust from rustup.rs",
  },
  java: { title: "a JDK", at: program("javac"), how: "install a JDK, 17 or newer" },
} satisfies Readonly<Record<string, Need>>;

export type NeedName = keyof typeof everyNeed;

/** Where each need was found; "" where it is absent. */
export const needs: Readonly<Record<NeedName, string>> = Object.fromEntries(
  Object.entries(everyNeed).map(([name, { at }]) => [name, at]),
) as Record<NeedName, string>;

function program(name: string): string {
  return Bun.which(name) ?? "";
}

/** The path in a variable; a path that leads nowhere is as good as none. */
function named(variable: string): string {
  return existing(process.env[variable] ?? "");
}

function existing(path: string): string {
  return path !== "" && existsSync(path) ? path : "";
}

/** Docker's program alone says nothing; asking its daemon takes long where there is none. */
function dockerSocket(): string {
  const places = ["/var/run/docker.sock", join(homedir(), ".docker/run/docker.sock")];
  return process.env.DOCKER_HOST || (places.find((place) => existsSync(place)) ?? "");
}

function gpu(): string {
  if (process.platform === "darwin" && process.arch === "arm64") return "Metal";
  return ["/dev/nvidia0", "/dev/kfd", "/dev/dxg"].find((place) => existsSync(place)) ?? "";
}
