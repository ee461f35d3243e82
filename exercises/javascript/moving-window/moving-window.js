export const means = (numbers, size) => {
  throw new Error('Write me.');
};

export const peaks = (numbers, size) => {
  throw new Error('Write me.');
};

export const longestRise = (numbers) => {
  throw new Error('Write me.');
};

export const smallestSpan = (numbers, sum) => {
  throw new Error('Write me.');
};
