export const receipt = (lines, offers = []) => {
  throw new Error('Write me.');
};
