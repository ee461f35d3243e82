import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { type Finished, localcode } from "../support/localcode.ts";
import { startPlayer } from "../support/player.ts";
import { program } from "../support/program.ts";
import { says, wireServer } from "../support/server.ts";
import { tempFolder } from "../support/temp.ts";

/** Runs localcode below a line of bash that first spoils what it stands on. */
async function afterBash(line: string, args: readonly string[], cwd: string): Promise<Finished> {
  const child = Bun.spawn(["bash", "-c", `${line} exec "$@"`, "bash", ...program, ...args], {
    cwd,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    env: { PATH: process.env.PATH ?? "", HOME: join(cwd, ".home") },
  });
  const [out, err] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { code: await child.exited, out, err };
}

const loading = () => ({ status: 503, body: { error: { message: "Loading model", code: 503 } } });
const loadingPaths = { "/v1/models": loading, "/props": loading, "/health": loading };

test("a time limit also ends the wait for a model that never loads", async () => {
  await using server = await wireServer({ wires: [says("Hi.")], paths: loadingPaths });
  using folder = await tempFolder();
  const args = ["-p", "x", "--url", server.url, "--timeout", "1"];
  const { code, out, err } = await localcode(args, { cwd: folder.path });
  const text = "Waiting for the model to load.\ntime-limit: The limit of 1 seconds is reached.\n";
  expect([code, out, err]).toEqual([5, "", text]);
});

test("Ctrl-C ends the wait for a model that never loads", async () => {
  const asked = Promise.withResolvers<void>();
  const paths = {
    ...loadingPaths,
    "/v1/models": (times: number) => {
      // The first finds out what it is, the second hears that it loads, the third is the wait.
      if (times > 2) asked.resolve();
      return loading();
    },
  };
  await using server = await wireServer({ wires: [says("Hi.")], paths });
  using folder = await tempFolder();
  const { code, err } = await localcode(["-p", "x", "--url", server.url], {
    cwd: folder.path,
    started: (child) => void asked.promise.then(() => child.kill("SIGINT")),
  });
  expect([code, err.split("\n").at(-2)]).toEqual([130, "cancelled: Cancelled."]);
});

test("-c alone goes on with a run that was killed, and once only", async () => {
  const started = Promise.withResolvers<void>();
  await using server = await wireServer({
    wires: [
      () => {
        started.resolve();
        return { pieces: [], end: "hang" };
      },
      says("Here it is."),
    ],
    paths: { "/v1/models": () => ({ body: { data: [{ id: "m", meta: { n_ctx: 32_768 } }] } }) },
  });
  using folder = await tempFolder();
  const flags = ["--url", server.url, "--logs", join(folder.path, ".logs"), "--n-ctx", "32768"];
  const killed = await localcode(["-p", "Say it.", ...flags], {
    cwd: folder.path,
    started: (child) => void started.promise.then(() => child.kill("SIGKILL")),
  });
  const second = await localcode(["-c", ...flags], { cwd: folder.path });
  const third = await localcode(["-c", ...flags], { cwd: folder.path });
  expect([killed.code, second.code, second.out]).toEqual([137, 0, "Here it is.\n"]);
  expect([third.code, third.err]).toEqual([
    2,
    'There is no prompt. Give one: localcode -p "…", -f FILE, or pipe it in. -c alone goes on with a run that was broken off.\n',
  ]);
});

test.skipIf(!existsSync("/dev/full"))("a full disk below stdout is said in one line", async () => {
  using player = startPlayer({ kind: "llama-server", lines: [{ text: "Hi." }] });
  using folder = await tempFolder();
  const args = ["-p", "x", "--url", player.url, "--logs", join(folder.path, ".logs")];
  const { code, err } = await afterBash("exec 1>/dev/full;", args, folder.path);
  expect([code, err]).toEqual([
    3,
    "The answer cannot be written to stdout: the disk is full. The session has it.\n",
  ]);
});

test("a current folder that is gone is said in one line", async () => {
  using folder = await tempFolder();
  const { code, err } = await afterBash(
    "mkdir gone; cd gone; rmdir ../gone;",
    ["-p", "x"],
    folder.path,
  );
  expect([code, err]).toEqual([2, "The current folder is gone. Go to one that exists.\n"]);
});

test("an agents/ that is a file, or that leads into itself, is no crash", async () => {
  using file = await tempFolder({ ".localcode/agents": "" });
  const asFile = await localcode(["-p", "x", "-a", "zzzz"], { cwd: file.path });
  expect([asFile.code, asFile.err.startsWith('There is no agent "zzzz".')]).toEqual([4, true]);
  using circle = await tempFolder();
  const agents = join(circle.path, ".localcode/agents");
  await mkdir(agents, { recursive: true });
  await symlink(".", join(agents, "again"));
  const round = await localcode(["-p", "x", "-a", "zzzz"], { cwd: circle.path });
  expect([round.code, round.err.split("\n").length]).toEqual([expect.any(Number), 2]);
  expect(round.err).not.toContain(" at ");
});

test("a config file may begin with a byte order mark", async () => {
  using player = startPlayer({ kind: "llama-server", lines: [{ text: "Hi." }] });
  using folder = await tempFolder({ ".localcode/config.json": '\ufeff{"max_turns": 3}' });
  const { code, out } = await localcode(["-p", "x", "--url", player.url], { cwd: folder.path });
  expect([code, out]).toEqual([0, "Hi.\n"]);
});

test("a tool's own words that lack a field name it", async () => {
  using player = startPlayer({ kind: "llama-server", lines: [] });
  using folder = await tempFolder({ ".localcode/tools/read.json": '{"description": "Reads."}' });
  const { code, err } = await localcode(["-p", "x", "--url", player.url], { cwd: folder.path });
  const file = join(folder.path, ".localcode/tools/read.json");
  expect([code, err]).toEqual([2, `${file}: "name" is missing.\n`]);
});

test("a server with an unreadable list does not pretend to have models", async () => {
  await using server = await wireServer({
    wires: [says("Hi.")],
    paths: { "/v1/models": () => ({ body: null }) },
  });
  using folder = await tempFolder();
  const { code, err } = await localcode(["-p", "x", "--url", server.url], { cwd: folder.path });
  expect([code, err]).toEqual([
    4,
    `Which model? The OpenAI-compatible server at ${server.url} does not say what it has. Name one with -m.\n`,
  ]);
});
