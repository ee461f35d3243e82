import type { Asking } from "./asking.ts";
import type { Choice, Desk, PickOptions, WatchOptions } from "./command.ts";
import type { Pen } from "./paint.ts";
import type { Shell } from "./shell.ts";

/** What the screen gives of it. */
export type DeskParts = { readonly pen: () => Pen } & Pick<
  Desk,
  | "commands"
  | "send"
  | "prompt"
  | "goOn"
  | "themeName"
  | "setTheme"
  | "editOutside"
  | "clearScreen"
  | "suspend"
  | "quit"
>;

export function deskOf({ board, asking, holder, turns }: Shell, parts: DeskParts): Desk {
  return {
    ...parts,
    config: holder.config,
    started: holder.started,
    opened: holder.settled,
    isBusy: () => board.get().isBusy,
    print: (title, text) => board.add({ type: "panel", title, text }),
    draw: (lines) => board.add({ type: "lines", lines: ["", ...lines(parts.pen())] }),
    notice: board.notice,
    show: board.event,
    hint: board.hint,
    pick: async (options) => await pick(asking, options),
    watch: async (options) => await watch(asking, options),
    badge: (text) => board.update((state) => ({ ...state, badge: text })),
    write: (text) => board.edit({ type: "set", text }),
    reopen: async (change) => {
      await holder.reopen(change);
    },
    follow: async (begin) => {
      await turns.run(async (signal) => begin(signal));
    },
    permissionMode: () => board.get().mode,
    setPermissionMode: (mode) => board.update((state) => ({ ...state, mode })),
  };
}

/** A list to choose from; keys may take choices away while it is open. */
async function pick<Value>(
  asking: Asking,
  { title, choices, selected, empty, onMove, keys = [] }: PickOptions<Value>,
): Promise<Value | undefined> {
  const left: Choice<Value>[] = [...choices];
  const valueAt = (index: number): Value | undefined => left[index]?.value;
  const answered = await asking.ask({
    title,
    body: [],
    isSudden: false,
    isSearchable: true,
    choices: left.map(({ label, detail }) => ({
      label,
      ...(detail === undefined ? {} : { detail }),
    })),
    empty,
    keys,
    selected: selected ?? 0,
    onMove: (index) => {
      const value = valueAt(index);
      if (value !== undefined) onMove?.(value);
    },
    onKey: async (name, index) => {
      const value = valueAt(index);
      const key = keys.find((one) => one.key === name);
      if (value === undefined || key === undefined) return false;
      const isGone = await key.run(value);
      if (isGone) left.splice(index, 1);
      return isGone;
    },
  });
  return answered === undefined ? undefined : valueAt(answered.index);
}

/** A panel with nothing to choose but to close it. */
async function watch(asking: Asking, { title, lines, keys = [] }: WatchOptions): Promise<void> {
  const body = () => lines().map((text) => ({ role: "text", text }) as const);
  const closing = new AbortController();
  const asked = asking.ask(
    {
      title,
      body: body(),
      live: body,
      isSudden: false,
      choices: [{ label: "Close; it goes on" }],
      keys,
      onKey: async (name) => {
        const isOver = (await keys.find(({ key }) => key === name)?.run(undefined)) ?? false;
        if (isOver) closing.abort(closed);
        return false;
      },
    },
    closing.signal,
  );
  await asked.catch((error) => {
    if (error !== closed) throw error;
  });
}

const closed = new Error("The panel was closed by a key.");
