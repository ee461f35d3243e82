/** One change of a text: how it is told, and its line of code on `result`. */
export type Step = {
  readonly words: string;
  readonly code: string;
  /** Steps with a letter in common could hide each other and do not come together. */
  readonly group: string;
};

export const steps: readonly Step[] = [
  {
    words:
      "[remove blanks at both ends|strip the blanks at the beginning and at the end|blanks around the text go away|cut off blanks in front and behind]",
    code: "result = result.strip()",
    group: "we",
  },
  {
    words:
      "[make all letters small|turn everything into lower case|change it to lower case|only small letters remain]",
    code: "result = result.lower()",
    group: "c",
  },
  {
    words:
      "[make all letters capital|turn everything into upper case|change it to upper case|write it in capitals]",
    code: "result = result.upper()",
    group: "c",
  },
  {
    words:
      "[replace every `{a}` by `{b}`|put `{b}` in the place of each `{a}`|all `{a}` become `{b}`|change each `{a}` into `{b}`]",
    code: "result = result.replace('{a}', '{b}')",
    group: "r",
  },
  {
    words:
      "[remove every `{c}`|delete all `{c}`|leave out each `{c}`|take away all characters `{c}`|no `{c}` may remain]",
    code: "result = result.replace('{c}', '')",
    group: "d",
  },
  {
    words:
      "[make one blank of several|join runs of blanks into a single blank, with none at the ends|leave just one blank between words and none at the ends|reduce many blanks to one, and drop those at the ends]",
    code: "result = ' '.join(result.split())",
    group: "w",
  },
  {
    words:
      "[keep only the first {n} characters|cut it after {n} characters|shorten it to at most {n} characters|drop all that comes after the first {n} characters]",
    code: "result = result[:{n}]",
    group: "n",
  },
  {
    words:
      "[drop the first {k} characters|leave out the {k} characters at the beginning|remove {k} characters in front|throw away the first {k} characters]",
    code: "result = result[{k}:]",
    group: "k",
  },
  {
    words:
      "[put `{d}` at the end|add `{d}` behind it|append `{d}`|let it end with an additional `{d}`]",
    code: "result = result + '{d}'",
    group: "e",
  },
  {
    words:
      "[put `{e}` in front|begin it with `{e}`|add `{e}` before it|write `{e}` at the beginning]",
    code: "result = '{e}' + result",
    group: "f",
  },
  {
    words:
      "[turn the order of the words round|reverse the words, joined by one blank|put the last word first, and so on, with one blank between words|write the words from the last to the first, a blank between them]",
    code: "result = ' '.join(reversed(result.split()))",
    group: "w",
  },
  {
    words:
      "[sort the words, joined by one blank|put the words in alphabetical order, with one blank between them|order the words by alphabet and join them with a blank|arrange the words alphabetically, a blank between them]",
    code: "result = ' '.join(sorted(result.split()))",
    group: "w",
  },
  {
    words:
      "[reverse it|turn the characters round|write it from back to front|put its characters in the opposite order]",
    code: "result = result[::-1]",
    group: "v",
  },
  {
    words:
      "[join the words with `{f}`|write the words with `{f}` between them|put a `{f}` between every two words in place of the blanks|separate the words by `{f}`]",
    code: "result = '{f}'.join(result.split())",
    group: "w",
  },
  {
    words:
      "[make the first letter of all a capital and the others small|write it with one capital at the beginning, the rest small|capitalise it, so that only its first letter is a capital]",
    code: "result = result.capitalize()",
    group: "c",
  },
  {
    words:
      "[drop words shorter than {w} characters, with one blank between the others|keep only words of {w} or more characters, joined by a blank|leave out each word with fewer than {w} characters and join the rest by a blank]",
    code: "result = ' '.join(one for one in result.split() if len(one) >= {w})",
    group: "w",
  },
];
