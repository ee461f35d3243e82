export const parse = (text) => {
  throw new Error('Write me.');
};
