/** Follows a JSON text piece by piece; each character is looked at once. */
export type ObjectScan = {
  add(piece: string): void;
  /** Where each complete top-level object or array ends. */
  readonly ends: readonly number[];
};

export function objectScan(): ObjectScan {
  const ends: number[] = [];
  let length = 0;
  let depth = 0;
  let inString = false;
  let escaped = false;
  const inside = (char: string) => {
    inString = escaped || char !== '"';
    escaped = !escaped && char === "\\";
  };
  const outside = (char: string) => {
    inString = char === '"';
    depth += depthChange[char] ?? 0;
    if (depth === 0 && depthChange[char] === -1) ends.push(length);
  };
  return {
    ends,
    add(piece) {
      for (let at = 0; at < piece.length; at += 1) {
        length += 1;
        if (inString) inside(piece.charAt(at));
        else outside(piece.charAt(at));
      }
    },
  };
}

const depthChange: Readonly<Record<string, number>> = { "{": 1, "[": 1, "}": -1, "]": -1 };

/** The objects of a text that holds several in a row; just the text where it is anything else. */
export function objectsIn(text: string): readonly string[] {
  const scan = objectScan();
  scan.add(text);
  const pieces = scan.ends.map((end, index) => text.slice(scan.ends[index - 1] ?? 0, end).trim());
  const rest = text.slice(scan.ends.at(-1) ?? 0).trim();
  if (pieces.length < 2 || rest !== "" || !pieces.every(isJson)) return [text];
  return pieces.filter((piece, index) => piece !== pieces[index - 1]);
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
