// What a terminal sends for a key: the bytes of xterm, or those of the kitty protocol where it is switched on.

type Bytes = { readonly plain: string; readonly kitty?: string };

const esc = "\u001b";

const named: Readonly<Record<string, Bytes>> = {
  enter: { plain: "\r" },
  escape: { plain: esc, kitty: `${esc}[27u` },
  tab: { plain: "\t" },
  "shift+tab": { plain: `${esc}[Z`, kitty: `${esc}[9;2u` },
  space: { plain: " " },
  backspace: { plain: "\u007f" },
  delete: { plain: `${esc}[3~` },
  insert: { plain: `${esc}[2~` },
  up: { plain: `${esc}[A` },
  down: { plain: `${esc}[B` },
  right: { plain: `${esc}[C` },
  left: { plain: `${esc}[D` },
  home: { plain: `${esc}[H` },
  end: { plain: `${esc}[F` },
  pageup: { plain: `${esc}[5~` },
  pagedown: { plain: `${esc}[6~` },
  "ctrl+left": { plain: `${esc}[1;5D` },
  "ctrl+right": { plain: `${esc}[1;5C` },
  "shift+up": { plain: `${esc}[1;2A` },
  "shift+down": { plain: `${esc}[1;2B` },
  // Only the kitty protocol tells these from the bare key.
  "shift+enter": { plain: "\r", kitty: `${esc}[13;2u` },
  "ctrl+enter": { plain: "\r", kitty: `${esc}[13;5u` },
  "alt+enter": { plain: `${esc}\r`, kitty: `${esc}[13;3u` },
  "alt+backspace": { plain: `${esc}\u007f`, kitty: `${esc}[127;3u` },
  "ctrl+_": { plain: "\u001f", kitty: `${esc}[95;5u` },
};

const [altBit, ctrlBit] = [3, 5];

/** The bytes of "enter", "shift+tab", "ctrl+o", "alt+b" …, or of one letter. */
export function keyBytes(name: string, kitty: boolean): string {
  if (name.length === 1) return name;
  const known = named[name];
  if (known !== undefined) return (kitty ? known.kitty : undefined) ?? known.plain;
  const [, modifier, letter] = /^(ctrl|alt)\+([a-z])$/.exec(name) ?? [];
  if (modifier === undefined || letter === undefined)
    throw new Error(`There is no key ${name} on this keyboard; see keys.ts.`);
  const code = letter.charCodeAt(0);
  if (kitty) return `${esc}[${code};${modifier === "alt" ? altBit : ctrlBit}u`;
  return modifier === "alt" ? `${esc}${letter}` : String.fromCharCode(code & 31);
}
