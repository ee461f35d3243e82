import { type Key, Static, Text, useApp, useCursor, useInput, usePaste } from "ink";
import { memo, useEffect, useSyncExternalStore } from "react";
import type { Frame } from "./frame.ts";

export type ScreenProps = {
  readonly frames: {
    readonly get: () => Frame;
    readonly subscribe: (listener: () => void) => () => void;
  };
  readonly onKey: (input: string, key: Key) => void;
  readonly onPaste: (text: string) => void;
  /** Given what hands the terminal to another program for a while. */
  readonly onSuspender: (suspend: (run: () => Promise<void>) => Promise<void>) => void;
};

/** Draws the newest frame: what is finished once, above; what still changes below it. */
export function Screen({ frames, onKey, onPaste, onSuspender }: ScreenProps) {
  const { transcript, lines, cursor } = useSyncExternalStore(frames.subscribe, frames.get);
  return (
    <>
      <Keys onKey={onKey} onPaste={onPaste} onSuspender={onSuspender} />
      <Finished key={transcript.generation} chunks={transcript.chunks} />
      <Lines text={lines.join("\n")} />
      <Cursor x={cursor?.x} y={cursor?.y} />
    </>
  );
}

const Keys = memo(function Keys({ onKey, onPaste, onSuspender }: Omit<ScreenProps, "frames">) {
  const { suspendTerminal } = useApp();
  useInput(onKey);
  usePaste(onPaste);
  useEffect(() => onSuspender(suspendTerminal), [onSuspender, suspendTerminal]);
  return null;
});

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

const Cursor = memo(function Cursor({ x, y }: CursorProps) {
  const { setCursorPosition } = useCursor();
  setCursorPosition(x === undefined || y === undefined ? undefined : { x, y });
  return null;
});
