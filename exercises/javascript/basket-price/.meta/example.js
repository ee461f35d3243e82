const isCount = (number) => Number.isInteger(number) && number >= 0;

export const receipt = (lines, offers = []) => {
  if (lines.some(({ price, count }) => !isCount(price) || !isCount(count))) {
    throw new RangeError('prices and counts are whole numbers');
  }
  const left = new Map();
  for (const { item, price, count } of lines) left.set(item, (left.get(item) ?? 0) + price * count);
  let off = 0;
  for (const offer of offers) off += apply(offer, lines, left, off);
  const full = lines.reduce((sum, { price, count }) => sum + price * count, 0);
  const rest = [...left.values()].reduce((sum, cents) => sum + cents, 0) - off;
  const total = Math.max(0, rest);
  return { lines: together(lines), saved: full - total, total };
};

const together = (lines) => {
  const found = new Map();
  for (const { item, price, count } of lines) {
    const key = JSON.stringify([item, price]);
    const line = found.get(key) ?? { item, count: 0, cents: 0 };
    found.set(key, { item, count: line.count + count, cents: line.cents + count * price });
  }
  return [...found.values()];
};

const apply = (offer, lines, left, off) => {
  switch (offer.type) {
    case 'free':
      return take(left, offer.item, free(offer, lines));
    case 'percent':
      return percent(offer, left, off);
    case 'above': {
      const rest = [...left.values()].reduce((sum, cents) => sum + cents, 0) - off;
      return rest >= offer.from ? offer.off : 0;
    }
    default:
      throw new TypeError(`no such offer: ${offer.type}`);
  }
};

const free = ({ item, buy, get }, lines) => {
  const prices = lines
    .filter((line) => line.item === item)
    .flatMap(({ price, count }) => Array(count).fill(price))
    .sort((one, other) => one - other);
  const count = Math.floor(prices.length / (buy + get)) * get;
  return prices.slice(0, count).reduce((sum, price) => sum + price, 0);
};

const take = (left, item, cents) => {
  if (left.has(item)) left.set(item, Math.max(0, left.get(item) - cents));
  return 0;
};

const percent = ({ percent: share, item }, left, off) => {
  if (!(share >= 0 && share <= 100)) throw new RangeError('a percent is between 0 and 100');
  const part = (cents) => Math.floor((cents * share) / 100 + 0.5);
  if (item !== undefined) return take(left, item, part(left.get(item) ?? 0));
  const rest = [...left.values()].reduce((sum, cents) => sum + cents, 0) - off;
  return part(Math.max(0, rest));
};
