export const flatten = (thing) => {
  throw new Error('Write me.');
};

export const build = (paths) => {
  throw new Error('Write me.');
};
