const part = /(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"|([^\s"]*))/y;

export const parse = (text) => {
  const result = { words: [], without: [], fields: {} };
  let at = 0;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at += 1;
    if (at >= text.length) return result;
    at = readPart(text, at, result);
  }
};

const readPart = (text, at, result) => {
  part.lastIndex = at;
  const [whole, minus, name, quoted, bare] = part.exec(text);
  const end = at + whole.length;
  if (text[end] === '"' && quoted === undefined && bare === '') {
    throw new Error(`unclosed quote at ${end}`);
  }
  const value = quoted ?? bare;
  if (name !== undefined) {
    if (value === '' && quoted === undefined) throw new Error(`${name.toLowerCase()} has no value`);
    const field = (result.fields[name.toLowerCase()] ??= { only: [], not: [] });
    field[minus ? 'not' : 'only'].push(value);
  } else if (whole === '-') {
    result.words.push('-');
  } else {
    result[minus ? 'without' : 'words'].push(value);
  }
  return end;
};
