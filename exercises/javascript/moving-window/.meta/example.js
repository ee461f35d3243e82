const check = (size) => {
  if (!Number.isInteger(size) || size < 1) throw new RangeError('a size is a whole number above zero');
};

export const means = (numbers, size) => {
  check(size);
  const result = [];
  let sum = 0;
  numbers.forEach((number, at) => {
    sum += number - (at >= size ? numbers[at - size] : 0);
    if (at >= size - 1) result.push(sum / size);
  });
  return result;
};

export const peaks = (numbers, size) => {
  check(size);
  const result = [];
  const best = [];
  let first = 0;
  numbers.forEach((number, at) => {
    while (best.length > first && numbers[best.at(-1)] <= number) best.pop();
    best.push(at);
    if (best[first] <= at - size) first += 1;
    if (at >= size - 1) result.push(numbers[best[first]]);
  });
  return result;
};

export const longestRise = (numbers) => {
  let best = { start: 0, length: 0 };
  let start = 0;
  numbers.forEach((number, at) => {
    if (at > 0 && number <= numbers[at - 1]) start = at;
    if (at - start + 1 > best.length) best = { start, length: at - start + 1 };
  });
  return best;
};

export const smallestSpan = (numbers, sum) => {
  let best = null;
  let start = 0;
  let held = 0;
  numbers.forEach((number, at) => {
    held += number;
    while (held >= sum) {
      const length = at - start + 1;
      if (best === null || length < best.length) best = { start, length };
      held -= numbers[start];
      start += 1;
    }
  });
  return best;
};
