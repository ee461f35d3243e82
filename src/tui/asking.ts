import type { Board } from "./board.ts";
import {
  answer,
  type Overlay,
  type OverlayAction,
  type OverlayChoice,
  type OverlayKey,
  shownChoices,
  without,
} from "./overlay.ts";

export type Asked = Pick<Overlay, "title" | "body" | "isSudden"> & {
  readonly choices: readonly OverlayChoice[];
  readonly isSearchable?: boolean;
  readonly empty?: string;
  readonly keys?: readonly OverlayKey[];
  readonly selected?: number;
  /** Asked again and again while it is open, for a matter that goes on. */
  readonly live?: () => Overlay["body"];
  readonly onMove?: (index: number) => void;
  /** True where the choice is gone after it. */
  readonly onKey?: (key: string, index: number) => Promise<boolean>;
};

export type Answered = { readonly index: number; readonly text: string | undefined };

/** Questions to the person, one after the other; each promise waits for a key. */
export type Asking = {
  /** Undefined where the person left it without an answer; rejects when the signal aborts. */
  ask(asked: Asked, signal?: AbortSignal): Promise<Answered | undefined>;
  /** A key for the question that is open. */
  act(action: OverlayAction): void;
};

type Waiting = {
  readonly asked: Asked;
  readonly settle: (answered: Answered | undefined) => void;
};

/** `columns` are those of the screen. */
export function openAsking(board: Board, columns: () => number): Asking {
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  const remove = (id: number): void => {
    waiting.delete(id);
    board.update((state) => ({
      ...state,
      overlays: state.overlays.filter((overlay) => overlay.id !== id),
    }));
  };
  return {
    async ask(asked, signal) {
      signal?.throwIfAborted();
      const id = nextId;
      nextId += 1;
      const { promise, resolve, reject } = Promise.withResolvers<Answered | undefined>();
      waiting.set(id, { asked, settle: resolve });
      const abort = (): void => reject(signal?.reason);
      signal?.addEventListener("abort", abort, { once: true });
      board.update((state) => ({ ...state, overlays: [...state.overlays, overlayOf(id, asked)] }));
      const timer = asked.live === undefined ? undefined : keepLive(board, id, asked.live);
      try {
        return await promise;
      } finally {
        clearInterval(timer);
        signal?.removeEventListener("abort", abort);
        remove(id);
      }
    },
    act(action) {
      const [overlay] = board.get().overlays;
      const one = overlay === undefined ? undefined : waiting.get(overlay.id);
      if (overlay === undefined || one === undefined) return;
      const step = answer(overlay, action, columns());
      replace(board, step.overlay);
      moved(one.asked, overlay, step.overlay);
      if (step.result.type === "left") one.settle(undefined);
      if (step.result.type === "taken") one.settle(step.result);
      if (step.result.type === "key") void pressKey(board, one.asked, overlay.id, step.result);
    },
  };
}

const liveMs = 300;

function keepLive(board: Board, id: number, live: () => Overlay["body"]) {
  return setInterval(() => {
    const overlay = board.get().overlays.find((one) => one.id === id);
    if (overlay !== undefined) replace(board, { ...overlay, body: live() });
  }, liveMs);
}

function overlayOf(id: number, asked: Asked): Overlay {
  const { title, body, isSudden, choices } = asked;
  return {
    id,
    title,
    body,
    isSudden,
    choices,
    isSearchable: asked.isSearchable ?? false,
    empty: asked.empty ?? "Nothing fits.",
    keys: asked.keys ?? [],
    selected: asked.selected ?? 0,
    scrolled: 0,
    openedMs: Date.now(),
    query: "",
    text: undefined,
    confirming: undefined,
  };
}

function replace(board: Board, overlay: Overlay): void {
  board.update((state) => ({
    ...state,
    overlays: state.overlays.map((one) => (one.id === overlay.id ? overlay : one)),
  }));
}

function moved(asked: Asked, before: Overlay, after: Overlay): void {
  const index = shownChoices(after)[after.selected];
  if (index !== undefined && index !== shownChoices(before)[before.selected]) asked.onMove?.(index);
}

/** Only a key's own action says whether the choice is gone; its failure is its own to tell. */
async function pressKey(
  board: Board,
  asked: Asked,
  id: number,
  { key, index }: { readonly key: string; readonly index: number },
): Promise<void> {
  const isGone = (await asked.onKey?.(key, index)) ?? false;
  const overlay = board.get().overlays.find((one) => one.id === id);
  if (isGone && overlay !== undefined) replace(board, without(overlay, index));
}
