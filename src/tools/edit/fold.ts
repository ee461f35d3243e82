const alike: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4]/g, "'"],
  [/[\u201c\u201d\u201e\u201f\u2033]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, "-"],
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, " "],
];

const plainText = /^[\t-~]*$/;

/** Quotes, dashes and spaces in their plain form, character for character: offsets stay. */
export function foldCharacters(text: string): string {
  if (plainText.test(text)) return text;
  return alike.reduce((folded, [signs, plain]) => folded.replace(signs, plain), text);
}

/** A line in its plain form where its length may change: composed letters, "…" as three dots. */
export function foldLine(line: string): string {
  if (plainText.test(line)) return line;
  return foldCharacters(line.normalize("NFC").replaceAll("…", "...")).replace(
    /[\u200b\ufeff]/g,
    "",
  );
}
