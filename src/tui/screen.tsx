import { Static, Text, useCursor, useInput, usePaste } from "ink";
import { memo, useSyncExternalStore } from "react";
import type { Frame } from "./frame.ts";
import type { KeyPress } from "./keys.ts";

export type ScreenProps = {
  readonly frames: {
    readonly get: () => Frame;
    readonly subscribe: (listener: () => void) => () => void;
  };
  readonly onKey: KeyPress;
  readonly onPaste: (text: string) => void;
};

/** Draws the newest frame: what is finished once, above; what still changes below it. */
export function Screen({ frames, onKey, onPaste }: ScreenProps) {
  const { transcript, lines, cursor } = useSyncExternalStore(frames.subscribe, frames.get);
  useInput(onKey);
  usePaste(onPaste);
  return (
    <>
      <Finished key={transcript.generation} chunks={transcript.chunks} />
      <Lines text={lines.join("\n")} />
      <Cursor x={cursor?.x} y={cursor?.y} />
    </>
  );
}

/** Drawn again only when something is added: a change here bypasses Ink's limit of frames. */
const Finished = memo(function Finished({ chunks }: { readonly chunks: readonly string[] }) {
  return (
    <Static items={[...chunks]}>
      {(chunk, index) => (
        <Text key={index} wrap="hard">
          {chunk}
        </Text>
      )}
    </Static>
  );
});

const Lines = memo(function Lines({ text }: { readonly text: string }) {
  return text === "" ? null : <Text wrap="truncate">{text}</Text>;
});

type CursorProps = { readonly x: number | undefined; readonly y: number | undefined };

function Cursor({ x, y }: CursorProps) {
  const { setCursorPosition } = useCursor();
  setCursorPosition(x === undefined || y === undefined ? undefined : { x, y });
  return null;
}
