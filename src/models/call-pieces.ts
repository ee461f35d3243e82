import type { CallPiece } from "./chunk.ts";
import { isJson, type ObjectScan, objectScan, objectsIn } from "./object-scan.ts";

/** A call as it stands in the stream, its arguments still text. */
export type WrittenCall = { readonly id: string; readonly name: string; readonly text: string };

type Open = {
  id: string;
  name: string;
  text: string;
  readonly index: number | undefined;
  readonly scan: ObjectScan;
};

export type CallPieces = {
  /** Takes one piece and says which call it went to; undefined where it only repeats what is known. */
  add(piece: CallPiece): { readonly name: string; readonly delta: string } | undefined;
  calls(): readonly WrittenCall[];
};

/**
 * Puts the pieces of streamed calls together. A new call begins when the id differs, when a new name
 * arrives, or when the call's arguments are already whole; the index alone decides nothing, because
 * some servers give every call the same one.
 */
export function callPieces(): CallPieces {
  const open: Open[] = [];
  const begin = (piece: CallPiece, name: string): Open => {
    const call = { id: piece.id ?? "", name, text: "", index: piece.index, scan: objectScan() };
    open.push(call);
    return call;
  };
  return {
    add(piece) {
      const name = piece.function?.name ?? "";
      const delta = argumentsText(piece.function?.arguments);
      const known = sameCall(open, piece, name);
      if (known && delta.trim() !== "" && isWhole(known)) {
        if (known.text.trim() === delta.trim()) return undefined;
        // "{}" first and the arguments after it: the first was only a place held open.
        if (known.text.trim() === "{}") return append(replaced(open, known), delta);
        return append(begin(piece, name || known.name), delta);
      }
      return append(adopt(known ?? begin(piece, name), piece, name), delta);
    },
    calls: () =>
      open.flatMap(({ id, name, text }) =>
        objectsIn(text).map((object, index) => ({ id: index === 0 ? id : "", name, text: object })),
      ),
  };
}

/** The open call a piece goes on with; undefined where the piece begins a new one. */
function sameCall(open: readonly Open[], piece: CallPiece, name: string): Open | undefined {
  const last = open.at(-1);
  if (piece.id) return sameId(open, piece, name);
  if (name !== "") {
    // Some servers repeat the name with every piece.
    const repeats = last?.name === name && last.index === piece.index && !isWhole(last);
    return repeats ? last : undefined;
  }
  if (piece.index === undefined) return last;
  return open.findLast((call) => call.index === piece.index) ?? last;
}

function sameId(open: readonly Open[], piece: CallPiece, name: string): Open | undefined {
  const same = open.findLast((call) => call.id === piece.id);
  if (same) return name === "" || same.name === "" || same.name === name ? same : undefined;
  const last = open.at(-1);
  const comesLate =
    last?.id === "" && last.text === "" && name === "" && last.index === piece.index;
  return comesLate ? last : undefined;
}

function adopt(call: Open, piece: CallPiece, name: string): Open {
  call.id ||= piece.id ?? "";
  call.name ||= name;
  return call;
}

function replaced(open: Open[], call: Open): Open {
  const fresh = { ...call, text: "", scan: objectScan() };
  open[open.indexOf(call)] = fresh;
  return fresh;
}

function append(call: Open, delta: string): { readonly name: string; readonly delta: string } {
  call.text += delta;
  call.scan.add(delta);
  return { name: call.name, delta };
}

function isWhole({ scan, text }: Open): boolean {
  return scan.ends.length > 0 && scan.ends.at(-1) === text.trimEnd().length && isJson(text);
}

/** Arguments come as JSON text, or from some servers as the object itself. */
function argumentsText(given: unknown): string {
  if (given === undefined || given === null) return "";
  return typeof given === "string" ? given : JSON.stringify(given);
}
