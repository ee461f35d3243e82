import type { CommandWords, FlagWords, Word } from "./completion-words.ts";

export type Shell = "bash" | "zsh" | "fish";

export type Completable = {
  readonly commands: readonly CommandWords[];
  readonly flags: readonly FlagWords[];
};

/** The script that makes a shell complete `localcode`; it asks nothing of localcode while it completes. */
export const scriptFor: Readonly<Record<Shell, (all: Completable) => string>> = { bash, zsh, fish };

function bash({ commands, flags }: Completable): string {
  const after = flags.map(
    ({ words, follows }) => `    ${words.join("|")}) ${bashAfter(follows)} ;;`,
  );
  const within = commands.map(
    ({ word, inner }) => `      ${word}) ${bashList(inner.map((one) => one.word))}; return ;;`,
  );
  const names = commands.map(({ word }) => word);
  const all = flags.flatMap(({ words }) => words);
  return `# Completion of localcode. Use it with: source <(localcode completions bash)
_localcode() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  case "$before" in
${after.filter((line) => !line.includes(")  ;;")).join("\n")}
  esac
  if (( COMP_CWORD > 1 )); then
    case "\${COMP_WORDS[1]}" in
${within.join("\n")}
    esac
  fi
  if [[ "$current" == -* ]]; then ${bashList(all)}; return; fi
  if (( COMP_CWORD == 1 )); then ${bashList(names)}; fi
}
complete -o default -F _localcode localcode
`;
}

function bashAfter(follows: FlagWords["follows"]): string {
  if (follows === "nothing") return "";
  if (follows === "anything") return "return";
  if (follows === "file") return 'COMPREPLY=($(compgen -f -- "$current")); return';
  if (follows === "folder") return 'COMPREPLY=($(compgen -d -- "$current")); return';
  return `${bashList(follows)}; return`;
}

function bashList(words: readonly string[]): string {
  return `COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$current"))`;
}

function zsh({ commands, flags }: Completable): string {
  const after = flags
    .filter(({ follows }) => follows !== "nothing")
    .map(({ words, follows }) => `    ${words.join("|")}) ${zshAfter(follows)}; return ;;`);
  const within = commands.map(
    ({ word, inner }) =>
      `      ${word}) inner=(${zshList(inner)}); _describe -o word inner; return ;;`,
  );
  const all = flags.flatMap(({ words, flag }) => words.map((word) => ({ word, help: flag.help })));
  return `#compdef localcode
# Completion of localcode. Use it with: source <(localcode completions zsh)
_localcode() {
  local -a commands flags inner
  commands=(${zshList(commands)})
  flags=(${zshList(all)})
  case "$words[CURRENT-1]" in
${after.join("\n")}
  esac
  if (( CURRENT > 2 )); then
    case "$words[2]" in
${within.join("\n")}
    esac
  fi
  if [[ "$PREFIX" == -* ]]; then _describe -o flag flags; return; fi
  if (( CURRENT == 2 )); then _describe command commands; fi
  _files
}
if [[ "$funcstack[1]" == _localcode ]]; then _localcode "$@"; else compdef _localcode localcode; fi
`;
}

function zshAfter(follows: FlagWords["follows"]): string {
  if (follows === "file") return "_files";
  if (follows === "folder") return "_files -/";
  return typeof follows === "string" ? "_message value" : `compadd ${follows.join(" ")}`;
}

function zshList(words: readonly Word[]): string {
  return words
    .map(({ word, help }) => quoted(`${word}:${help.replaceAll(":", "\\:")}`, "'\\''"))
    .join(" ");
}

function fish({ commands, flags }: Completable): string {
  const names = commands.map(({ word }) => word).join(" ");
  const first = commands.map(
    ({ word, help }) =>
      `complete -c localcode -n __fish_use_subcommand -a ${word} -d ${quoted(help, "\\'")}`,
  );
  const inner = commands.flatMap((command) =>
    command.inner.map(
      ({ word, help }) =>
        `complete -c localcode -n '__fish_seen_subcommand_from ${command.word}' ${fishWord(word)} -d ${quoted(help, "\\'")}`,
    ),
  );
  const own = flags.map(({ flag, follows }) => {
    const short = flag.short === undefined ? "" : ` -s ${flag.short}`;
    return `complete -c localcode -n 'not __fish_seen_subcommand_from ${names}' -l ${flag.name}${short}${fishAfter(follows)} -d ${quoted(flag.help, "\\'")}`;
  });
  return `# Completion of localcode. Use it with: localcode completions fish | source
${[...first, ...inner, ...own].join("\n")}
`;
}

function fishWord(word: string): string {
  return word.startsWith("--") ? `-l ${word.slice(2)}` : `-a ${word}`;
}

function fishAfter(follows: FlagWords["follows"]): string {
  if (follows === "nothing") return "";
  if (follows === "file") return " -r -F";
  if (follows === "folder") return " -x -a '(__fish_complete_directories)'";
  return typeof follows === "string" ? " -x" : ` -x -a ${quoted(follows.join(" "), "\\'")}`;
}

/** Between single quotes; `quote` stands for one of them inside. */
function quoted(text: string, quote: string): string {
  return `'${text.replaceAll("'", quote)}'`;
}
