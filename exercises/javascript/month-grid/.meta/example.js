const names = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'];
const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

const check = (number, least, most) => {
  if (!Number.isInteger(number) || number < least || number > most) throw new RangeError(`out of range: ${number}`);
};

const daysOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

const weekdayOf = (year, month, day) => new Date(Date.UTC(year, month - 1, day)).getUTCDay();

export const grid = (year, month, start = 1) => {
  check(year, 1583, 9999);
  check(month, 1, 12);
  check(start, 0, 6);
  const before = (weekdayOf(year, month, 1) - start + 7) % 7;
  const count = daysOf(year, month);
  const weeks = Math.ceil((before + count) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, at) => {
      const day = week * 7 + at - before + 1;
      return day >= 1 && day <= count ? day : null;
    }),
  );
};

export const label = (year, month, { start = 1, marked = [] } = {}) => {
  const cell = (day) => (day === null ? '' : marked.includes(day) ? '**' : String(day)).padStart(2);
  const weeks = grid(year, month, start).map((week) => week.map(cell).join(' ').trimEnd());
  const head = names.map((_, at) => names[(at + start) % 7]).join(' ');
  return [`${months[month - 1]} ${year}`, head, ...weeks].join('\n');
};

export const nth = (year, month, weekday, count) => {
  check(year, 1583, 9999);
  check(month, 1, 12);
  check(weekday, 0, 6);
  if (!Number.isInteger(count) || count === 0) throw new RangeError(`out of range: ${count}`);
  const days = grid(year, month, 0).map((week) => week[weekday]).filter((day) => day !== null);
  const day = days.at(count > 0 ? count - 1 : count);
  if (day === undefined) return null;
  return [String(year), ...[month, day].map((number) => String(number).padStart(2, '0'))].join('-');
};
