const units = [
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

const check = (seconds) => {
  if (!Number.isInteger(seconds) || seconds < 0) throw new RangeError(`no span: ${seconds}`);
};

export const written = (seconds) => {
  check(seconds);
  let rest = seconds;
  const parts = [];
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    rest %= size;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return parts.join(', ') || '0 seconds';
};

export const read = (text) => {
  const bare = text.toLowerCase();
  const part = (long) => `(?:(\\d+(?:\\.\\d+)?)\\s*${long[0]}(?:${long.slice(1)}s?)?(?![a-z])[\\s,]*)?`;
  const whole = new RegExp(`^[\\s,]*${units.map(([name]) => part(name)).join('')}$`);
  const found = whole.exec(bare.replace(/([a-z])(?=\d)/g, '$1 '));
  if (found === null || !/\d/.test(bare)) throw new SyntaxError(`no span: ${text}`);
  return Math.round(units.reduce((sum, [, size], at) => sum + Number(found[at + 1] ?? 0) * size, 0));
};

export const clock = (seconds) => {
  check(seconds);
  const two = (number) => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
};
