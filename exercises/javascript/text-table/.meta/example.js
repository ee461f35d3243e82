const length = (text) => [...text].length;

const shown = (value, max) => {
  if (value === undefined || value === null) return '';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(2);
  const letters = [...String(value).replace(/\r?\n/g, ' ')];
  return letters.length > max ? `${letters.slice(0, max - 1).join('')}…` : letters.join('');
};

const put = (text, width, right) => {
  const gap = ' '.repeat(width - length(text));
  return right ? gap + text : text + gap;
};

export const table = (rows, { columns, max = Infinity } = {}) => {
  const keys = columns ?? [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = keys.map((key) => columnOf(key, rows.map((row) => row[key]), max));
  if (cells.length === 0) return '';
  return Array.from({ length: rows.length + 2 }, (_, at) =>
    cells
      .map((column) => column[at])
      .join('  ')
      .trimEnd(),
  ).join('\n');
};

const columnOf = (key, values, max) => {
  const [first = '', ...rest] = key;
  const heading = first.toUpperCase() + rest.join('');
  const texts = values.map((value) => shown(value, max));
  const width = Math.max(...[heading, ...texts].map(length));
  const there = values.filter((value) => value !== undefined && value !== null);
  const isNumeric = there.length > 0 && there.every((value) => typeof value === 'number');
  return [
    put(heading, width, isNumeric),
    '-'.repeat(width),
    ...texts.map((text, at) => put(text, width, typeof values[at] === 'number')),
  ];
};
