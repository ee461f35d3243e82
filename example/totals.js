export const totals = (sales) => {
  throw new Error('Write me.');
};
