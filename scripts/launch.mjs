// Starts localcode, or its tests, on a machine that may have only Node and npm: brings what is missing
// with npm, then hands over to Bun. It runs the Bun binary itself, so it also works where npm was told
// not to run install scripts.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { prune } from "./prune.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const missingProgram = 3;
// For a machine that is busy with other things; a test that hangs still ends.
const testLimitMs = 60_000;

/** The Bun that npm brought, whether its install script ran or not. */
function findBun() {
  const platforms = join(root, "node_modules/@oven");
  const unpacked = existsSync(platforms) ? readdirSync(platforms) : [];
  const places = [
    join(root, "node_modules/bun/bin/bun.exe"),
    ...unpacked.map((name) => join(platforms, name, "bin", "bun")),
    ...unpacked.map((name) => join(platforms, name, "bin", "bun.exe")),
  ];
  return places.find((place) => existsSync(place) && statSync(place).size > 1_000_000);
}

function isInstalled() {
  const done = join(root, "node_modules/.package-lock.json");
  const wanted = join(root, "package-lock.json");
  if (findBun() === undefined || !existsSync(done)) return false;
  return !existsSync(wanted) || statSync(done).mtimeMs >= statSync(wanted).mtimeMs - 1_000;
}

function npm(args, folder) {
  const name = process.platform === "win32" ? "npm.cmd" : "npm";
  const shell = process.platform === "win32";
  const env = { ...process.env, npm_config_update_notifier: "false" };
  const output = ["ignore", "ignore", "inherit"];
  return spawnSync(name, args, { cwd: folder, stdio: output, shell, env }).status === 0;
}

function install() {
  process.stderr.write("Setting up localcode (once, about a minute)…\n");
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  // Not `npm ci`: a lock file made on one platform may lack the optional packages of another.
  if (!npm(["install", "--no-save", ...quiet], root)) {
    fail(
      "npm could not install the packages; its own message is above. Check the network and try again.",
    );
  }
  prune(root);
  if (findBun() !== undefined) build();
  if (findBun() === undefined)
    fail("npm brought no Bun for this platform. Install Bun 1.4 and try again.");
}

/** The bundle only makes starts faster; without it the source runs. */
function build() {
  spawnSync(findBun(), [join(root, "scripts/build.ts")], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(missingProgram);
}

function newestBelow(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .reduce((newest, { parentPath, path, name }) => {
      return Math.max(newest, statSync(join(parentPath ?? path, name)).mtimeMs);
    }, 0);
}

/** The bundle where it is as new as the source; it starts in a third of the time. */
function entryPoint() {
  const bundle = join(root, "dist/main.js");
  const source = join(root, "src/main.ts");
  if (!existsSync(join(root, "src"))) return bundle;
  if (!existsSync(bundle)) return source;
  const newest = Math.max(
    newestBelow(join(root, "src")),
    newestBelow(join(root, "prompts")),
    newestBelow(join(root, "tools")),
  );
  return statSync(bundle).mtimeMs >= newest ? bundle : source;
}

/** What `npm start -- …` passes on. */
function startArguments() {
  return process.argv.slice(3).filter((arg, index) => index > 0 || arg !== "--");
}

/** Bun obeys these files of the folder it starts in, and would run what a foreign project names there. */
const ownSettings = [
  `--config=${join(root, "bunfig.toml")}`,
  `--tsconfig-override=${join(root, "tsconfig.json")}`,
  "--no-env-file",
];

/**
 * As many files at a time as there are cores. Before all of them the bundle is made where it is old: tests
 * start localcode a few hundred times, and take the bundle where it is as new as the source.
 */
function runTests(args) {
  if (args.length === 0 && entryPoint() !== join(root, "dist/main.js")) build();
  runBun(["test", "--parallel", "--no-isolate", `--timeout=${testLimitMs}`, ...args]);
}

/** Starts localcode with these words in the folder where the user is. */
export function runLocalcode(words) {
  runBun([...ownSettings, entryPoint(), ...words], { ...engineSettings(), ...process.env });
}

/** How Bun compiles; src/lib/engine.ts says why, and keeps it from the commands that localcode runs. */
function engineSettings() {
  return JSON.parse(readFileSync(join(root, "scripts/engine.json"), "utf8"));
}

/** Hands over to Bun with these arguments and leaves as it leaves. */
function runBun(args, env = process.env) {
  if (!isInstalled()) install();
  // npm runs a script in the package's folder; the work is in the folder it was called from.
  const asked = process.env.npm_lifecycle_event === "start" ? process.env.INIT_CWD : undefined;
  const cwd = asked ?? process.cwd();
  const child = spawn(findBun(), args, { stdio: "inherit", cwd, env });
  // The terminal sends Ctrl-C to the child as well; it decides what that means.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    if (signal !== null) restoreTerminal();
    process.exit(code ?? 128 + (constants.signals[signal ?? "SIGTERM"] ?? 15));
  });
}

/** A process that was killed left the terminal as it was at work: keys without echo, a hidden cursor. */
function restoreTerminal() {
  if (!process.stdin.isTTY || !process.stdout.isTTY || process.platform === "win32") return;
  // Synchronized output, marked pastes, kitty's keys, reports of focus, a screen of its own; the cursor.
  const modes = ["?2026l", "?2004l", "<u", "?1004l", "?1049l", "?25h"];
  writeSync(1, `${modes.map((mode) => `\u001b[${mode}`).join("")}\r\n`);
  spawnSync("stty", ["sane"], { stdio: "inherit" });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [mode, ...args] = process.argv.slice(2);
  if (!isInstalled()) install();
  if (mode === "test") runTests(args);
  else if (mode === "bun") runBun(args);
  else runLocalcode(startArguments());
}
