const maxLength = 40;

export const slug = (title) => {
  const plain = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/&/g, ' and ')
    .replace(/['’]/g, '');
  const words = plain.split(/[^a-z0-9]+/).filter(Boolean);
  let result = (words.shift() ?? 'page').slice(0, maxLength);
  for (const word of words) {
    if (result.length + 1 + word.length > maxLength) break;
    result += `-${word}`;
  }
  return result;
};

export const slugs = (titles) => {
  const taken = new Set();
  return titles.map((title) => {
    const base = slug(title);
    let result = base;
    for (let number = 2; taken.has(result); number += 1) result = `${base}-${number}`;
    taken.add(result);
    return result;
  });
};
