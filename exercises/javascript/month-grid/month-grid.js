export const grid = (year, month, start = 1) => {
  throw new Error('Write me.');
};

export const label = (year, month, options = {}) => {
  throw new Error('Write me.');
};

export const nth = (year, month, weekday, count) => {
  throw new Error('Write me.');
};
