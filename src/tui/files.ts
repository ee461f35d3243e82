import { openFileIndex } from "../app/file-index.ts";
import type { FileMenu } from "./completion.ts";
import { findFiles, mentionAt, mentionOf } from "./mention.ts";

export type Files = Disposable & { readonly menu: FileMenu };

const rowsAtMost = 20;

/** The files that an @ may mean: listed in the background, so that no key waits for them. */
export function openFiles(root: () => string, onListed: () => void): Files {
  let listed = { root: root(), index: openFileIndex(root()) };
  void listed.index.refresh();
  const indexHere = () => {
    if (listed.root === root()) return listed.index;
    listed.index[Symbol.dispose]();
    listed = { root: root(), index: openFileIndex(root()) };
    return listed.index;
  };
  return {
    menu(text, cursor) {
      const index = indexHere();
      const mention = mentionAt(text, cursor);
      if (mention === undefined) return undefined;
      // Listed at the first @, and again after a while: files come and go.
      const before = index.paths();
      void index.refresh().then(() => {
        if (index.paths() !== before) onListed();
      });
      const found = findFiles(index, mention.query, rowsAtMost);
      if (found.length === 0) return undefined;
      const rows = found.map((one) => ({
        text: mentionOf(one),
        label: one.path,
        detail: "",
        onTake: () => index.used(one.path),
      }));
      return { start: mention.start, end: cursor, rows, selected: 0, takesEnter: false };
    },
    [Symbol.dispose]: () => listed.index[Symbol.dispose](),
  };
}
