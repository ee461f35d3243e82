export const slug = (title) => {
  throw new Error('Write me.');
};

export const slugs = (titles) => {
  throw new Error('Write me.');
};
