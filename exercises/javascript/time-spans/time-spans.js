export const written = (seconds) => {
  throw new Error('Write me.');
};

export const read = (text) => {
  throw new Error('Write me.');
};

export const clock = (seconds) => {
  throw new Error('Write me.');
};
