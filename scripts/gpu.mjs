// Brings node-llama-cpp's CUDA and Vulkan builds (about 650 MB), which a plain install leaves out.
// Usage: npm run gpu            both;   npm run gpu -- vulkan   or   npm run gpu -- cuda   one of them.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(root, "node_modules");
const platform = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
const builds = {
  cuda: [`${platform}-cuda`, `${platform}-cuda-ext`],
  vulkan: [`${platform}-vulkan`],
};

function fail(message, code) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in builds));
if (unknown)
  fail(`There is no GPU build "${unknown}". Builds: ${Object.keys(builds).join(", ")}.`, 2);
if (!["linux-x64", "win-x64"].includes(platform)) {
  fail(`No extra GPU build exists for ${platform}; Metal and CPU come with the plain install.`, 0);
}
const host = join(modules, "node-llama-cpp/package.json");
if (!existsSync(host)) fail("node-llama-cpp is not installed yet. Run npm install first.", 3);

const { version } = JSON.parse(readFileSync(host, "utf8"));
const names = (wanted.length > 0 ? wanted : Object.keys(builds)).flatMap((name) => builds[name]);
const folder = mkdtempSync(join(tmpdir(), "localcode-gpu-"));
try {
  const packages = names.map((name) => `@node-llama-cpp/${name}@${version}`);
  const args = [
    "install",
    "--prefix",
    folder,
    "--no-save",
    "--force",
    "--no-audit",
    "--no-fund",
    ...packages,
  ];
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const shell = process.platform === "win32";
  const { status } = spawnSync(npm, args, { stdio: "inherit", shell, cwd: folder });
  if (status !== 0) fail("npm could not bring the GPU builds; its own message is above.", 3);
  for (const name of names) {
    const target = join(modules, "@node-llama-cpp", name);
    rmSync(target, { recursive: true, force: true });
    cpSync(join(folder, "node_modules/@node-llama-cpp", name), target, { recursive: true });
  }
  process.stdout.write(`Installed ${names.join(", ")}. The next run uses the GPU by itself.\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
