export class TooLate extends Error {}

export const tryAgain = async (work, options = {}) => {
  throw new Error('Write me.');
};

export const inTime = async (work, ms) => {
  throw new Error('Write me.');
};

export const inTurn = async (works, most) => {
  throw new Error('Write me.');
};
