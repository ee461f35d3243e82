import { readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import type { Exercise } from "../types.ts";

/** Files by their path in the workspace. */
export type Files = Readonly<Record<string, string>>;

export type AtLoad = {
  /** Run by sh when a test loads the solution. */
  readonly shell: string;
  /** Ends the process of the tests after it, as if all were well. */
  readonly exits: boolean;
};

/** The stub with something that happens as soon as it is loaded; nothing is solved. */
export function atLoad(exercise: Exercise, act: AtLoad): Files {
  const file = mainFile(exercise);
  const stub = readFileSync(join(exercise.folder, file), "utf8");
  const written = writers[exercise.language];
  return written === undefined ? {} : written(file, stub, act);
}

/** The solution file that is loaded; of C++ not the header. */
export function mainFile({ solutionFiles }: Exercise): string {
  return solutionFiles.find((file) => extname(file) === ".cpp") ?? solutionFiles[0] ?? "";
}

type Writer = (file: string, stub: string, act: AtLoad) => Files;

const writers: Readonly<Record<string, Writer>> = { python, javascript, go, rust, cpp, java };

function python(file: string, stub: string, { shell, exits }: AtLoad): Files {
  const run = `import os as _os\n_os.system(${JSON.stringify(shell)})\n`;
  return { [file]: `${run}${exits ? "_os._exit(0)\n" : ""}${stub}` };
}

function javascript(file: string, stub: string, { shell, exits }: AtLoad): Files {
  const run = `import { spawnSync as _run } from "node:child_process";
_run("sh", ["-c", ${JSON.stringify(shell)}], { stdio: "inherit" });
`;
  return { [file]: `${run}${exits ? "process.exit(0);\n" : ""}${stub}` };
}

function go(file: string, stub: string, { shell, exits }: AtLoad): Files {
  const name = /^package\s+(\w+)/m.exec(stub)?.[1] ?? "main";
  const run = `package ${name}

import (
	"os"
	"os/exec"
)

func init() {
	run := exec.Command("sh", "-c", ${JSON.stringify(shell)})
	run.Stdout = os.Stdout
	_ = run.Run()
	${exits ? "os.Exit(0)" : ""}
}
`;
  return { [join(dirname(file), "loaded.go")]: run };
}

function rust(file: string, stub: string, { shell, exits }: AtLoad): Files {
  const run = `
extern "C" fn loaded() {
    let _ = std::process::Command::new("sh").arg("-c").arg(${JSON.stringify(shell)}).status();
    ${exits ? "std::process::exit(0);" : ""}
}

#[used]
#[cfg_attr(target_os = "linux", link_section = ".init_array")]
static LOADED: extern "C" fn() = loaded;
`;
  return { [file]: `${stub}${run}` };
}

function cpp(file: string, stub: string, { shell, exits }: AtLoad): Files {
  const run = `
#include <cstdlib>
namespace {
struct Loaded {
    Loaded() {
        if (std::system(${JSON.stringify(shell)}) == 0) {}
        ${exits ? "std::_Exit(0);" : ""}
    }
} loaded;
}
`;
  return { [file]: `${stub}${run}` };
}

function java(file: string, stub: string, { shell, exits }: AtLoad): Files {
  const run = `
    static {
        try {
            new ProcessBuilder("sh", "-c", ${JSON.stringify(shell)}).inheritIO().start().waitFor();
        } catch (Exception ignored) {
        }
        ${exits ? "Runtime.getRuntime().halt(0);" : ""}
    }
`;
  return { [file]: stub.replace(/(class \w+[^{]*\{)/, (found) => `${found}${run}`) };
}
