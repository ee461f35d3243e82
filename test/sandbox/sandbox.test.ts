import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { SandboxError } from "../../src/sandbox/error.ts";
import { openSandbox } from "../../src/sandbox/index.ts";
import { gone } from "../support/processes.ts";
import { bash, opens, sandboxOptions } from "../support/sandbox.ts";
import { tempFolder } from "../support/temp.ts";

// Many processes: on a busy machine each may take a while.
setDefaultTimeout(60_000);

const usable = {
  bwrap: await opens("bwrap"),
  docker: await opens("docker"),
  podman: await opens("podman"),
};

for (const kind of ["bwrap", "docker", "podman"] as const) {
  describe.skipIf(!usable[kind])(`inside ${kind}`, () => {
    test("commands write below the root and nowhere else", async () => {
      using folder = await tempFolder({ "project/a.txt": "a", "outside.txt": "kept" });
      const root = join(folder.path, "project");
      await using sandbox = await openSandbox(kind, sandboxOptions(root));
      const inside = await bash(sandbox, root, "echo b > b.txt; cat a.txt b.txt");
      expect({ code: inside.exitCode, output: inside.output }).toEqual({ code: 0, output: "ab\n" });
      expect(readFileSync(join(root, "b.txt"), "utf8")).toBe("b\n");
      for (const target of [
        "../outside.txt",
        "/etc/localcode-test",
        "$HOME/localcode-test",
        "/usr/x",
      ]) {
        await bash(sandbox, root, `echo bad > ${target}`);
      }
      expect(readFileSync(join(folder.path, "outside.txt"), "utf8")).toBe("kept");
      expect(existsSync("/etc/localcode-test")).toBe(false);
      expect(existsSync(join(process.env.HOME ?? "/", "localcode-test"))).toBe(false);
    });

    test("a hidden folder is empty for commands, and the root below it is not", async () => {
      using folder = await tempFolder({ "all/answers/a.txt": "42", "all/root/b.txt": "b" });
      const root = join(folder.path, "all/root");
      const options = sandboxOptions(root, { hidden: [join(folder.path, "all")] });
      await using sandbox = await openSandbox(kind, options);
      const { output } = await bash(sandbox, root, "cat ../answers/a.txt b.txt 2>/dev/null; ls ..");
      expect(output).toBe("broot\n");
    });

    test("commands have no network, not even this machine's", async () => {
      using folder = await tempFolder();
      using server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response("hi") });
      await using sandbox = await openSandbox(kind, sandboxOptions(folder.path));
      await using host = await openSandbox("none", sandboxOptions(folder.path));
      const script = `exec 3<>/dev/tcp/127.0.0.1/${server.port} && echo connected`;
      expect((await bash(host, folder.path, script)).output).toBe("connected\n");
      const result = await bash(sandbox, folder.path, script);
      expect(result.exitCode).not.toBe(0);
      expect(result.output).not.toContain("connected");
    });

    test("a file in /tmp stays for the next command and is not the machine's /tmp", async () => {
      using folder = await tempFolder();
      const name = `localcode-${crypto.randomUUID()}`;
      await using sandbox = await openSandbox(kind, sandboxOptions(folder.path));
      await bash(sandbox, folder.path, `echo note > /tmp/${name}`);
      expect((await bash(sandbox, folder.path, `cat /tmp/${name}`)).output).toBe("note\n");
      expect(existsSync(join("/tmp", name))).toBe(false);
    });

    test("a read-only command changes nothing, not even below the root", async () => {
      using folder = await tempFolder({ "a.txt": "a" });
      await using sandbox = await openSandbox(kind, sandboxOptions(folder.path));
      const result = await bash(sandbox, folder.path, "echo b > a.txt", { readOnly: true });
      expect(result.exitCode).not.toBe(0);
      expect(readFileSync(join(folder.path, "a.txt"), "utf8")).toBe("a");
    });

    test("at the time limit the whole tree is gone", async () => {
      using folder = await tempFolder();
      await using sandbox = await openSandbox(kind, sandboxOptions(folder.path));
      const word = `41.${process.pid}${kind.length}`;
      const script = `setsid sleep ${word} & (trap '' TERM; sleep ${word}) & sleep ${word}`;
      const result = await bash(sandbox, folder.path, script, { timeoutMs: 1_500 });
      expect({ code: result.exitCode, timedOut: result.timedOut }).toEqual({
        code: 124,
        timedOut: true,
      });
      expect(await gone(word)).toBe(true);
    });

    test("git's hooks and configuration cannot be changed, as git obeys them outside", async () => {
      using folder = await tempFolder({ ".git/config": "[core]\n", ".git/hooks/x": "" });
      await using sandbox = await openSandbox(kind, sandboxOptions(folder.path));
      await bash(sandbox, folder.path, "echo bad >> .git/config; echo bad > .git/hooks/pre-commit");
      expect(readFileSync(join(folder.path, ".git/config"), "utf8")).toBe("[core]\n");
      expect(existsSync(join(folder.path, ".git/hooks/pre-commit"))).toBe(false);
    });
  });
}

describe.skipIf(!usable.bwrap)("bubblewrap", () => {
  test("guards nothing in a root that is thrown away, and everything beside it", async () => {
    using folder = await tempFolder({ "root/a.txt": "a", "beside.txt": "kept" });
    const root = join(folder.path, "root");
    const options = sandboxOptions(root, { throwaway: true });
    await using sandbox = await openSandbox("bwrap", options);
    const script = "ls -A; mkdir .localcode; echo b > .localcode/b; echo bad > ../beside.txt; true";
    const { exitCode, output, undone } = await bash(sandbox, root, script);
    expect({ exitCode, undone }).toEqual({ exitCode: 0, undone: [] });
    expect(output.split("\n")[0]).toBe("a.txt");
    expect(readFileSync(join(root, ".localcode/b"), "utf8")).toBe("b\n");
    expect(readFileSync(join(folder.path, "beside.txt"), "utf8")).toBe("kept");
  });

  test("says in one sentence what it holds", async () => {
    await using sandbox = await openSandbox("bwrap", sandboxOptions("/srv"));
    expect({ name: sandbox.name, statement: sandbox.statement }).toEqual({
      name: "bwrap",
      statement:
        "Commands run in bubblewrap: they can write only to /srv, a private /tmp, and they have no network.",
    });
  });

  test("keys below the home folder cannot be read, also where the home folder is the root", async () => {
    using folder = await tempFolder({ ".ssh/id": "key", ".netrc": "password", "project/a": "a" });
    const home = process.env.HOME;
    process.env.HOME = folder.path;
    try {
      for (const root of [folder.path, join(folder.path, "project")]) {
        await using sandbox = await openSandbox("bwrap", sandboxOptions(root));
        const script = `cat ${folder.path}/.ssh/id ${folder.path}/.netrc; cat ${folder.path}/project/a`;
        const { output } = await bash(sandbox, root, script);
        expect(output).toEndWith("No such file or directory\na");
      }
    } finally {
      process.env.HOME = home;
    }
  });

  test("a folder named as writable can be written to", async () => {
    using folder = await tempFolder({ "project/a": "", "cache/b": "" });
    const [root, cache] = [join(folder.path, "project"), join(folder.path, "cache")];
    await using sandbox = await openSandbox("bwrap", sandboxOptions(root, { writable: [cache] }));
    await bash(sandbox, root, `echo new > ${cache}/c`);
    expect(readFileSync(join(cache, "c"), "utf8")).toBe("new\n");
  });

  test("with network a command reaches this machine's servers, and the name says so", async () => {
    using folder = await tempFolder();
    using server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response("hi") });
    await using sandbox = await openSandbox(
      "bwrap",
      sandboxOptions(folder.path, { network: true }),
    );
    expect(sandbox.name).toBe("bwrap with network");
    const script = `exec 3<>/dev/tcp/127.0.0.1/${server.port} && echo connected`;
    expect((await bash(sandbox, folder.path, script)).output).toBe("connected\n");
  });

  test("its own failure is thrown and never looks like a command's output", async () => {
    using folder = await tempFolder();
    await using sandbox = await openSandbox("bwrap", sandboxOptions(folder.path));
    const failing = bash(sandbox, join(folder.path, "gone"), "echo hi");
    await expect(failing).rejects.toThrow(SandboxError);
  });

  test("a missing program and a killed command are results", async () => {
    using folder = await tempFolder();
    await using sandbox = await openSandbox("bwrap", sandboxOptions(folder.path));
    const signal = new AbortController().signal;
    const options = { cwd: folder.path, timeoutMs: 5_000, maxChars: 500, signal };
    expect((await sandbox.exec(["no-such-program"], options)).exitCode).toBe(127);
    expect((await bash(sandbox, folder.path, "kill -9 $$")).exitCode).toBe(137);
  });

  test("a command ends when its sandbox is closed", async () => {
    using folder = await tempFolder();
    const sandbox = await openSandbox("bwrap", sandboxOptions(folder.path));
    const running = bash(sandbox, folder.path, "sleep 60");
    await sandbox[Symbol.asyncDispose]();
    expect((await running).cancelled).toBe(true);
  });

  test("auto takes it", async () => {
    await using sandbox = await openSandbox("auto", sandboxOptions(process.cwd()));
    expect(sandbox.name).toBe("bwrap");
  });
});

test("without a usable bwrap auto says that nothing holds the commands, and why", async () => {
  using folder = await tempFolder();
  await mkdir(join(folder.path, "bin"));
  const broken = "#!/bin/sh\necho 'bwrap: No permissions to create a new namespace' >&2; exit 1\n";
  await Bun.write(join(folder.path, "bin/bwrap"), broken);
  Bun.spawnSync(["chmod", "+x", join(folder.path, "bin/bwrap")]);
  const path = process.env.PATH;
  process.env.PATH = `${join(folder.path, "bin")}:${path}`;
  try {
    await using sandbox = await openSandbox("auto", sandboxOptions(folder.path));
    expect({ name: sandbox.name, statement: sandbox.statement }).toEqual({
      name: "none",
      statement:
        "Commands run without a sandbox and may do whatever you may do. bwrap could not start the command (bwrap: No permissions to create a new namespace); allow user namespaces or choose --sandbox none.",
    });
    await expect(openSandbox("bwrap", sandboxOptions(folder.path))).rejects.toThrow(SandboxError);
  } finally {
    process.env.PATH = path;
  }
});

test("a sandbox that is asked for by name and is missing is an error that says what to do", async () => {
  const path = process.env.PATH;
  process.env.PATH = "/nowhere";
  try {
    for (const kind of ["bwrap", "docker", "podman"] as const) {
      await expect(openSandbox(kind, sandboxOptions("/"))).rejects.toThrow(
        `${kind} is not installed`,
      );
    }
  } finally {
    process.env.PATH = path;
  }
});

test("without a sandbox what a command left running ends when it is closed or the program ends", async () => {
  const word = `43.${process.pid}1`;
  const script = `setsid sleep ${word} >/dev/null 2>&1 & (setsid bash -c 'setsid sleep ${word} & sleep ${word}' >/dev/null 2>&1 &) ; echo done`;
  const host = await openSandbox("none", sandboxOptions("/"));
  expect((await bash(host, "/", script)).output).toBe("done\n");
  await host[Symbol.asyncDispose]();
  expect(await gone(word)).toBe(true);
  const support = join(import.meta.dir, "../support/sandbox.ts");
  const program = `
    const { bash, sandboxOptions } = await import(${JSON.stringify(support)});
    const { openSandbox } = await import(${JSON.stringify(join(import.meta.dir, "../../src/sandbox/index.ts"))});
    const host = await openSandbox("none", sandboxOptions("/"));
    await bash(host, "/", ${JSON.stringify(script)});
    process.exit(0);`;
  expect(Bun.spawnSync([process.execPath, "-e", program]).exitCode).toBe(0);
  expect(await gone(word)).toBe(true);
});

test("none runs commands as they are and says so", async () => {
  using folder = await tempFolder();
  await using sandbox = await openSandbox("none", sandboxOptions(folder.path));
  expect(sandbox.statement).toBe(
    "Commands run without a sandbox and may do whatever you may do. It was asked for.",
  );
  expect((await bash(sandbox, folder.path, "pwd")).output).toBe(`${folder.path}\n`);
});
