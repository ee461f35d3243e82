import { type CommandPart, programOf, type ShellPart, type ShellWord } from "./shell-part.ts";

export type Unwrapped = {
  readonly parts: readonly ShellPart[];
  /** Command lines that the part hands to another shell. */
  readonly scripts: readonly string[];
};

/** How a program that runs another one is written. */
type Wrapper = {
  /** Flags whose value is the next word. */
  readonly valued: readonly string[];
  /** Words between its flags and the program. */
  readonly skip?: number;
  readonly assigns?: true;
  /** It matters itself, not only what it runs. */
  readonly matters?: true;
  /** What it runs gets words that nobody knows yet. */
  readonly adds?: true;
};

const wrappers: Readonly<Record<string, Wrapper>> = {
  builtin: { valued: [] },
  command: { valued: [] },
  doas: { valued: ["-u", "-C"], matters: true },
  env: { valued: ["-u", "--unset", "-C", "--chdir"], assigns: true },
  exec: { valued: ["-a"] },
  ionice: { valued: ["-c", "-n", "--class", "--classdata"] },
  nice: { valued: ["-n", "--adjustment"] },
  nohup: { valued: [] },
  setsid: { valued: [] },
  stdbuf: { valued: ["-i", "-o", "-e", "--input", "--output", "--error"] },
  sudo: { valued: ["-u", "-g", "-h", "-p", "-C", "-r", "-t", "-T", "-D", "--user"], matters: true },
  time: { valued: ["-f", "--format"] },
  timeout: { valued: ["-s", "--signal", "-k", "--kill-after"], skip: 1 },
  xargs: {
    valued: ["-I", "-n", "-P", "-L", "-d", "-E", "-s", "-a", "--max-args", "--max-procs"],
    adds: true,
  },
};

const shells = new Set(["bash", "sh", "dash", "zsh", "ksh"]);
const interpreters = new Set([
  ...shells,
  "python",
  "python3",
  "node",
  "perl",
  "ruby",
  "bun",
  "deno",
]);
/** They run words that were put together before: nobody can say which. */
const evaluating = new Set([
  "eval",
  "parallel",
  "watch",
  "script",
  "busybox",
  "su",
  "coproc",
  "trap",
]);
const trickyFlag = /^(-S|--split-string|-o|--output|-C$|-D$|--chdir)/;
const unknownWord: ShellWord = { text: "…", literal: false };

/** Sees through programs that run another one, down to what is really run. */
export function unwrap(part: CommandPart): Unwrapped {
  const program = part.words[0];
  if (program === undefined) return { parts: [part], scripts: [] };
  const name = programOf(part);
  if (!program.literal || /[*?[]/.test(name.replace(/^\[{1,2}$/, "")))
    return unclear(part, "program");
  if (evaluating.has(name)) return unclear(part, "evaluated");
  if (shells.has(name)) return unwrapShell(part);
  if (interpreters.has(name) && part.piped && readsScript(part.words)) {
    return unclear(part, "piped_script");
  }
  if (name === "find") return unwrapFind(part);
  const wrapper = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
  return wrapper === undefined ? { parts: [part], scripts: [] } : unwrapWith(part, name, wrapper);
}

function unwrapWith(part: CommandPart, name: string, wrapper: Wrapper): Unwrapped {
  const isLookUp = name === "command" && /^-[vV]$/.test(part.words[1]?.text ?? "");
  const at = isLookUp ? part.words.length : startOf(part.words, wrapper);
  const before = part.words.slice(1, at);
  const rest = part.words.slice(at);
  // Such a flag splits a text into words, changes the folder or writes a file.
  const isTricky = before.some((word) => !word.literal || trickyFlag.test(word.text));
  if (isTricky && name !== "stdbuf") return unclear(part, "evaluated");
  if (rest.length === 0) return { parts: [part], scripts: [] };
  const set = before.filter((word) => /^\w+=/.test(word.text));
  const inner = unwrap({
    ...part,
    words: wrapper.adds ? [...rest, unknownWord] : rest,
    variables: [...part.variables, ...set.map((word) => word.text.replace(/=.*/s, ""))],
  });
  return wrapper.matters ? { ...inner, parts: [part, ...inner.parts] } : inner;
}

/** Where the program that is run begins. */
function startOf(words: readonly ShellWord[], wrapper: Wrapper): number {
  let skip = wrapper.skip ?? 0;
  let at = 1;
  for (; at < words.length; at += 1) {
    const text = words[at]?.text ?? "";
    if (/^-./.test(text)) at += wrapper.valued.includes(text) ? 1 : 0;
    else if (wrapper.assigns && /^\w+=/.test(text)) continue;
    else if (skip > 0) skip -= 1;
    else break;
  }
  return at;
}

function unwrapShell(part: CommandPart): Unwrapped {
  const at = part.words.findIndex((word) => /^-\w*c\w*$/.test(word.text));
  const script = part.words[at + 1];
  if (at > 0 && script !== undefined) {
    const set = part.variables.length === 0 ? [] : [{ ...part, words: [] }];
    return script.literal ? { parts: set, scripts: [script.text] } : unclear(part, "evaluated");
  }
  const readsInput = part.words.slice(1).every((word) => word.text.startsWith("-"));
  return readsInput && !isVersion(part)
    ? unclear(part, "piped_script")
    : { parts: [part], scripts: [] };
}

/** `find . -exec rm {} +` runs rm; the find stays a part for where it looks. */
function unwrapFind(part: CommandPart): Unwrapped {
  const parts: ShellPart[] = [part];
  const scripts: string[] = [];
  part.words.forEach((word, index) => {
    if (!/^-(exec|execdir|ok|okdir)$/.test(word.text)) return;
    const rest = part.words.slice(index + 1);
    const end = rest.findIndex((one) => one.text === ";" || one.text === "+");
    const words = rest.slice(0, end === -1 ? undefined : end);
    const known = words.filter((one) => !one.text.includes("{}"));
    const inner = unwrap({ ...part, words: [...known, unknownWord] });
    parts.push(...inner.parts);
    scripts.push(...inner.scripts);
  });
  return { parts, scripts };
}

function readsScript(words: readonly ShellWord[]): boolean {
  return words.slice(1).every((word) => word.text === "-");
}

function isVersion(part: CommandPart): boolean {
  return part.words.length === 2 && part.words[1]?.text === "--version";
}

function unclear(part: CommandPart, why: "program" | "evaluated" | "piped_script"): Unwrapped {
  const text = part.words.map((word) => word.text).join(" ");
  return { parts: [{ type: "unclear", text, why }], scripts: [] };
}
