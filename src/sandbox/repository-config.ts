/** What a repository needs to work and what says who commits; none of it runs a program. */
const harmless = [
  "core\\.(repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|precomposeunicode)",
  "core\\.(symlinks|autocrlf|eol|quotepath)",
  "extensions\\.(objectformat|refstorage|compatobjectformat)",
  "(user|author|committer)\\.(name|email)",
  "init\\.defaultbranch",
  "branch\\..*\\.(remote|merge|rebase)",
  "remote\\..*\\.(url|fetch)",
  "submodule\\..*\\.(url|active|path|branch)",
  "(pull|merge|rebase|push)\\.(rebase|ff|default|autosetupremote|autostash)",
];

const isHarmless = new RegExp(`^(${harmless.join("|")})$`, "i");
const section = /^\s*\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]\s*(?:[#;].*)?$/;
const variable = /^\s*([A-Za-z][\w-]*)\s*(?:=(.*))?$/;

/** A repository's configuration without the lines that may name a program, and without what is unclear. */
export function harmlessConfig(text: string): string {
  const kept: string[] = [];
  let within = "";
  for (const line of text.split("\n")) {
    const [, name, sub] = section.exec(line) ?? [];
    if (name !== undefined) {
      within = sub === undefined ? `${name}.` : `${name}.${sub}.`;
      kept.push(line);
    } else if (/^\s*([#;].*)?$/.test(line) || isKept(line, within)) {
      kept.push(line);
    } else if (/^\s*\[/.test(line)) {
      // A section that cannot be read: what follows belongs to it and goes with it.
      within = "";
    }
  }
  return kept.join("\n");
}

function isKept(line: string, within: string): boolean {
  const [, key, value = ""] = variable.exec(line) ?? [];
  // A backslash at the end would take the next line along; "ext::" names a program to fetch with.
  if (key === undefined || value.endsWith("\\") || /^\s*"?ext::/.test(value)) return false;
  return within !== "" && isHarmless.test(`${within}${key}`);
}
