export const table = (rows, options = {}) => {
  throw new Error('Write me.');
};
