const reader = (field) => (row) => {
  const value =
    typeof field === 'function' ? field(row) : Object.hasOwn(row, field) ? row[field] : null;
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || (typeof value === 'number' && !Number.isNaN(value))) return value;
  throw new TypeError(`neither a number nor a text: ${String(value)}`);
};

const rank = (value) => (value === null ? 2 : typeof value === 'string' ? 1 : 0);

const compare = (one, other) => {
  if (rank(one) !== rank(other)) return rank(one) - rank(other);
  return one < other ? -1 : one > other ? 1 : 0;
};

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);

export const crossCount = (rows, down, across) => {
  const pairs = rows.map((row) => [reader(down)(row), reader(across)(row)]);
  const [lines, columns] = [0, 1].map((at) => [...new Set(pairs.map((pair) => pair[at]))].sort(compare));
  const counts = lines.map(() => columns.map(() => 0));
  for (const [line, column] of pairs) counts[lines.indexOf(line)][columns.indexOf(column)] += 1;
  return {
    down: lines,
    across: columns,
    counts,
    sums: {
      down: counts.map(sum),
      across: columns.map((_, at) => sum(counts.map((line) => line[at]))),
      all: rows.length,
    },
  };
};

export const asText = ({ down, across, counts, sums }) => {
  const written = (value) => (value === null ? '-' : String(value));
  return [
    ['', ...across.map(written), 'all'],
    ...down.map((value, at) => [written(value), ...counts[at], sums.down[at]]),
    ['all', ...sums.across, sums.all],
  ]
    .map((line) => line.join('\t'))
    .join('\n');
};
