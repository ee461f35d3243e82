export class TooLate extends Error {
  constructor(ms) {
    super(`not done after ${ms} ms`);
    this.ms = ms;
  }
}

const check = (number) => {
  if (!Number.isInteger(number) || number < 1) throw new RangeError(`no whole number above zero: ${number}`);
};

export const tryAgain = async (work, { times = 3, isWorth = () => true, pause = async () => {} } = {}) => {
  check(times);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt === times || !isWorth(error)) throw error;
    }
    await pause(attempt);
  }
};

export const inTime = async (work, ms) => {
  const control = new AbortController();
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      control.abort();
      reject(new TooLate(ms));
    }, ms);
  });
  try {
    return await Promise.race([work(control.signal), late]);
  } finally {
    clearTimeout(timer);
  }
};

export const inTurn = async (works, most) => {
  check(most);
  const results = [];
  const errors = [];
  let next = 0;
  const lane = async () => {
    while (next < works.length && errors.length === 0) {
      const at = next;
      next += 1;
      try {
        results[at] = await works[at]();
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, works.length) }, lane));
  if (errors.length > 0) throw errors[0];
  return results;
};
