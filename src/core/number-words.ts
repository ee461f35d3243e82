const small: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

/** 100 from 100, "100", "100.0" or "one hundred"; undefined where it is no whole number. */
export function wholeNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isInteger(value) ? value : undefined;
  if (typeof value !== "string") return undefined;
  const text = value.trim().toLowerCase();
  const number = text === "" ? Number.NaN : Number(text);
  if (Number.isInteger(number)) return number;
  return Number.isNaN(number) ? fromWords(text) : undefined;
}

function fromWords(text: string): number | undefined {
  const words = text.split(/[\s-]+/).filter((word) => word !== "and");
  if (words.length === 0) return undefined;
  let total = 0;
  for (const word of words) {
    const value = small[word];
    if (word === "hundred") total = Math.max(total, 1) * 100;
    else if (value === undefined) return undefined;
    else total += value;
  }
  return total;
}
