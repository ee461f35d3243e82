import { expect, test } from "bun:test";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { emptyEditor, nothingLeft, openPlace } from "../support/ui.ts";

/** An editor that puts each line into the file as it comes, with the size of its terminal, until "end". */
const editor = `#!/bin/sh
printf 'EDITOR\\n'
while read -r line && [ "$line" != end ]; do echo "$line $(stty size < /dev/tty)" >> "$1"; done
`;

test("one's own editor gets every key, from the first on, and the size of the terminal", async () => {
  await using place = await openPlace({ files: { ed: editor } });
  chmodSync(join(place.folder, "ed"), 0o755);
  const terminal = place.start([], { env: { EDITOR: join(place.folder, "ed") } });
  await terminal.waitFor(emptyEditor);
  for (const round of ["one", "two"]) {
    terminal.press("ctrl+g");
    await terminal.waitFor(/EDITOR\s*$/);
    for (const key of `${round}\r`) terminal.write(key);
    await terminal.waitFor(new RegExp(`^${round}$`, "m"));
    terminal.write("end\r");
    await terminal.waitFor(/^> .*one 24 80/m);
  }
  await terminal.waitFor("two 24 80");
  terminal.press("ctrl+c");
  await terminal.waitFor(emptyEditor);
  terminal.press("ctrl+d");
  expect([await terminal.exited, terminal.modes()]).toEqual([0, nothingLeft]);
});
