import { describe, expect, setDefaultTimeout, test } from "bun:test";
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { openSandbox } from "../../src/sandbox/index.ts";
import { bash, opens, sandboxOptions } from "../support/sandbox.ts";
import { tempFolder } from "../support/temp.ts";

// Many processes: on a busy machine each may take a while.
setDefaultTimeout(60_000);

const usable = {
  bwrap: await opens("bwrap"),
  docker: await opens("docker"),
  podman: await opens("podman"),
};

const config = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n";
const repository = {
  ".git/HEAD": "ref: refs/heads/main\n",
  ".git/config": config,
  ".git/objects/x": "",
  ".git/refs/x": "",
};

/** Ways to change what lies in a folder, with and without the folder itself in the way. */
function waysTo(path: string): readonly string[] {
  const [top = ""] = path.split("/");
  return [
    `mkdir -p $(dirname ${path}); echo bad > ${path}`,
    `mv ${top} moved; mkdir -p $(dirname ${path}); echo bad > ${path}`,
    `rm -rf ${top}; mkdir -p $(dirname ${path}); echo bad > ${path}`,
    `mkdir -p evil/$(dirname ${path}); echo bad > evil/${path}; rmdir ${top}; ln -sfn evil/${top} ${top}`,
    `ln -s ${top} link; echo bad > link/${path.slice(top.length + 1)}`,
    `echo bad > planted; mkdir -p $(dirname ${path}); mv -f planted ${path}`,
    `mkdir -p other; mv -T other ${top}; cp -r . ../copy; echo bad > ${path}`,
  ];
}

for (const kind of ["bwrap", "docker", "podman"] as const) {
  describe.skipIf(!usable[kind])(`inside ${kind}`, () => {
    for (const path of [
      ".localcode/config.json",
      ".localcode/tools/shell.json",
      ".localcode/agents/default.json",
      ".localcode/scratch/x",
    ]) {
      test(`${path} cannot be made, whatever stands in its place`, async () => {
        for (const there of [{}, { ".localcode/prompts/a.md": "kept" }]) {
          for (const script of waysTo(path)) {
            using folder = await tempFolder({ ...there, "a.txt": "a" });
            await using sandbox = await openSandbox(kind, sandboxOptions(folder.path));
            await bash(sandbox, folder.path, script);
            const target = join(folder.path, path);
            expect({ script, exists: existsSync(target) }).toEqual({ script, exists: false });
          }
        }
      });
    }

    test("a settings file that is there stays as it is", async () => {
      for (const script of waysTo(".localcode/config.json")) {
        using folder = await tempFolder({ ".localcode/config.json": "{}" });
        await using sandbox = await openSandbox(kind, sandboxOptions(folder.path));
        await bash(sandbox, folder.path, script);
        expect(readFileSync(join(folder.path, ".localcode/config.json"), "utf8")).toBe("{}");
      }
    });

    test("a link to a folder of settings leads where it led, and nothing in it changes", async () => {
      for (const script of waysTo(".localcode/config.json")) {
        using folder = await tempFolder({ "shared/config.json": "{}" });
        symlinkSync("shared", join(folder.path, ".localcode"));
        await using sandbox = await openSandbox(kind, sandboxOptions(folder.path));
        await bash(sandbox, folder.path, script);
        expect(readlinkSync(join(folder.path, ".localcode"))).toBe("shared");
        expect(readFileSync(join(folder.path, ".localcode/config.json"), "utf8")).toBe("{}");
      }
    });

    test("git's configuration, hooks and redirections cannot be changed or made", async () => {
      for (const path of [".git/config", ".git/hooks/pre-commit", ".git/commondir"]) {
        for (const script of waysTo(path)) {
          using folder = await tempFolder(repository);
          await using sandbox = await openSandbox(kind, sandboxOptions(folder.path));
          await bash(sandbox, folder.path, script);
          expect(readFileSync(join(folder.path, ".git/config"), "utf8")).toBe(config);
          expect(existsSync(join(folder.path, ".git/hooks/pre-commit"))).toBe(false);
          expect(existsSync(join(folder.path, ".git/commondir"))).toBe(false);
          expect(lstatSync(join(folder.path, ".git")).isDirectory()).toBe(true);
        }
      }
    });

    test("hooks and the configuration of a submodule cannot be changed", async () => {
      const module = ".git/modules/lib/part";
      using folder = await tempFolder({
        ...repository,
        [`${module}/HEAD`]: "ref: refs/heads/main\n",
        [`${module}/config`]: config,
      });
      await using sandbox = await openSandbox(kind, sandboxOptions(folder.path));
      const script = `echo bad > ${module}/config; mkdir ${module}/hooks; echo bad > ${module}/hooks/a; mv .git/modules/lib .git/modules/b`;
      await bash(sandbox, folder.path, script);
      expect(readFileSync(join(folder.path, module, "config"), "utf8")).toBe(config);
      expect(readdirSync(join(folder.path, module, "hooks"))).toEqual([]);
    });

    test("the hooks that the configuration names cannot be changed", async () => {
      const named = `${config}\thooksPath = .husky\n`;
      using folder = await tempFolder({ ...repository, ".git/config": named, ".husky/a": "kept" });
      await using sandbox = await openSandbox(kind, sandboxOptions(folder.path));
      await bash(sandbox, folder.path, "echo bad > .husky/a; echo bad > .husky/pre-commit");
      expect(readdirSync(join(folder.path, ".husky"))).toEqual(["a"]);
    });

    test("a file that names the repository stays, and so does that repository", async () => {
      using folder = await tempFolder({
        ".git": "gitdir: store/git\n",
        "store/git/HEAD": "ref: refs/heads/main\n",
        "store/git/config": config,
      });
      await using sandbox = await openSandbox(kind, sandboxOptions(folder.path));
      const script =
        "echo gitdir: evil > .git; rm -f .git; mv store x; mkdir -p store/git; echo bad > store/git/config";
      await bash(sandbox, folder.path, script);
      expect(readFileSync(join(folder.path, ".git"), "utf8")).toBe("gitdir: store/git\n");
      expect(readFileSync(join(folder.path, "store/git/config"), "utf8")).toBe(config);
    });

    test("folders named as guarded are only read, whether they are there or not", async () => {
      using folder = await tempFolder({ "logs/a.jsonl": "a\n" });
      const guarded = [join(folder.path, "logs"), join(folder.path, "home/.config/localcode")];
      await using sandbox = await openSandbox(kind, sandboxOptions(folder.path, { guarded }));
      const script =
        "echo b >> logs/a.jsonl; echo bad > home/.config/localcode/config.json; mv home x; mkdir -p home/.config/localcode; echo bad > home/.config/localcode/config.json";
      await bash(sandbox, folder.path, script);
      expect(readFileSync(join(folder.path, "logs/a.jsonl"), "utf8")).toBe("a\n");
      expect(readdirSync(join(folder.path, "home/.config/localcode"))).toEqual([]);
    });
  });
}

describe.skipIf(!usable.bwrap)("bubblewrap", () => {
  test("what it made to guard is gone when it closes, and what others put there stays", async () => {
    using folder = await tempFolder(repository);
    const options = sandboxOptions(folder.path);
    await using empty = await openSandbox("bwrap", options);
    await bash(empty, folder.path, "echo b > b.txt");
    expect(readdirSync(folder.path).sort()).toEqual([".git", ".localcode", "b.txt"]);
    await empty[Symbol.asyncDispose]();
    expect(readdirSync(folder.path).sort()).toEqual([".git", "b.txt"]);
    expect(existsSync(join(folder.path, ".git/hooks"))).toBe(false);
    const used = await openSandbox("bwrap", options);
    await Bun.write(join(folder.path, ".localcode/scratch/a.txt"), "a");
    await used[Symbol.asyncDispose]();
    expect(existsSync(join(folder.path, ".localcode/scratch/a.txt"))).toBe(true);
  });

  test("a folder in which nothing can be made is guarded by that", async () => {
    await using sandbox = await openSandbox("bwrap", sandboxOptions("/proc/self"));
    expect(sandbox.name).toBe("bwrap");
  });

  describe.skipIf(Bun.which("git") === null)("with git", () => {
    const author = "git config user.name A; git config user.email a@b.c";

    test("a repository can be made, written to and committed to", async () => {
      using folder = await tempFolder({ "a.txt": "a" });
      await using sandbox = await openSandbox("bwrap", sandboxOptions(folder.path));
      const made = await bash(sandbox, folder.path, `git init -q -b main && ${author}`);
      expect({ code: made.exitCode, undone: made.undone }).toEqual({ code: 0, undone: [] });
      const commit = await bash(
        sandbox,
        folder.path,
        "git add . && git commit -qm one && git branch two && git stash list && git log --format=%an:%s",
      );
      expect(commit.output).toBe("A:one\n");
    });

    test("a new repository keeps nothing that would run a program", async () => {
      using folder = await tempFolder();
      await using sandbox = await openSandbox("bwrap", sandboxOptions(folder.path));
      const script = [
        `git init -q && ${author}`,
        "git config core.fsmonitor 'touch ran'; git config filter.x.clean 'touch ran'",
        "git config remote.origin.url 'ext::sh -c touch% ran'; git config include.path ../evil",
        "printf 'touch ran' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit",
        "echo . > .git/commondir",
      ].join("\n");
      const result = await bash(sandbox, folder.path, script);
      expect([...(result.undone ?? [])].sort()).toEqual([
        ".git/commondir",
        ".git/config",
        ".git/hooks/pre-commit",
      ]);
      const listed = Bun.spawnSync(["git", "config", "--local", "--list", "--name-only"], {
        cwd: folder.path,
      });
      const names = listed.stdout.toString().trim().split("\n");
      expect(names.filter((name) => !name.startsWith("core."))).toEqual([
        "user.name",
        "user.email",
      ]);
      expect(names).not.toContain("core.fsmonitor");
    });

    test("a file or a link cannot stand in for a new repository", async () => {
      for (const plant of ["echo gitdir: evil > .git", "ln -s evil .git"]) {
        using folder = await tempFolder();
        await using sandbox = await openSandbox("bwrap", sandboxOptions(folder.path));
        const result = await bash(sandbox, folder.path, `git init -q evil; ${plant}`);
        expect(result.undone).toEqual([".git"]);
        expect(lstatSync(join(folder.path, ".git"), { throwIfNoEntry: false })).toBeUndefined();
      }
    });

    test("a link inside a new repository leads nobody to another one", async () => {
      using other = await tempFolder({ "lib/HEAD": "ref", "lib/hooks/pre-commit": "kept" });
      using folder = await tempFolder();
      await using sandbox = await openSandbox("bwrap", sandboxOptions(folder.path));
      const script = `git init -q; ln -s ${other.path} .git/modules; rm -r .git/hooks; ln -s ${other.path}/lib/hooks .git/hooks`;
      await bash(sandbox, folder.path, script);
      expect(readFileSync(join(other.path, "lib/hooks/pre-commit"), "utf8")).toBe("kept");
      expect(existsSync(join(folder.path, ".git/hooks"))).toBe(false);
    });
  });
});
