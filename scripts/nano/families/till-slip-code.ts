import type { Rules } from "./till-slip-words.ts";

export function solve(rules: Rules): string {
  const {
    slip,
    lines,
    offers,
    item,
    price,
    count,
    cents,
    all,
    saved,
    total,
    merge,
    type,
    kinds,
    names,
    bad,
    unknown,
  } = rules;
  const key = {
    price: `JSON.stringify([line.${item}, line.${price}])`,
    item: `line.${item}`,
    never: "found.size",
  }[merge];
  const solved = { free: solveFree, percent: solvePercent, above: solveAbove };
  const branches = kinds.map(
    (kind, at) =>
      `${at === 0 ? "    if" : " else if"} (offer.${type} === '${names[kind]}') {\n${solved[kind](rules)}    }`,
  );
  const part = {
    half: "Math.floor((cents * percent) / 100 + 0.5)",
    down: "Math.floor((cents * percent) / 100)",
    up: "Math.ceil((cents * percent) / 100)",
  }[rules.round];
  return `const isWhole = (number) => Number.isInteger(number) && number >= 0;

const sumOf = (numbers) => numbers.reduce((sum, number) => sum + number, 0);
${kinds.includes("percent") ? `\nconst partOf = (cents, percent) => ${part};\n` : ""}
export const ${slip} = (${lines}, ${offers} = []) => {
  const found = new Map();
  const left = new Map();
  for (const line of ${lines}) {
    if (!isWhole(line.${price}) || !isWhole(line.${count})) throw new ${bad}('bad line');
    const costs = line.${price} * line.${count};
    const key = ${key};
    const old = found.get(key) ?? { ${count}: 0, ${cents}: 0 };
    found.set(key, { ${item}: line.${item}, ${count}: old.${count} + line.${count}, ${cents}: old.${cents} + costs });
    left.set(line.${item}, (left.get(line.${item}) ?? 0) + costs);
  }
  const full = sumOf([...left.values()]);
  let off = 0;
  const rest = () => sumOf([...left.values()]) - off;
  const take = (name, cents) => {
    if (left.has(name)) left.set(name, Math.max(0, left.get(name) - cents));
  };
  for (const offer of ${offers}) {
${branches.join("")} else {
      throw new ${unknown}('bad offer');
    }
  }
  const due = Math.max(0, rest());
  return { ${all}: [...found.values()], ${saved}: full - due, ${total}: due };
};
`;
}

function solveFree({ lines, item, price, count, buy, get, dearest }: Rules): string {
  return `      const prices = ${lines}
        .filter((line) => line.${item} === offer.${item})
        .flatMap((line) => Array(line.${count}).fill(line.${price}))
        .sort((one, other) => ${dearest ? "other - one" : "one - other"});
      const free = Math.floor(prices.length / (offer.${buy} + offer.${get})) * offer.${get};
      take(offer.${item}, sumOf(prices.slice(0, free)));
`;
}

function solvePercent({ item, percent, only, bad }: Rules): string {
  const all = `off += partOf(Math.max(0, rest()), offer.${percent});\n`;
  const one = `take(offer.${item}, partOf(left.get(offer.${item}) ?? 0, offer.${percent}));\n`;
  const code = {
    either: `      if (offer.${item} === undefined) ${all}      else ${one}`,
    item: `      ${one}`,
    all: `      ${all}`,
  }[only];
  return `      if (!(offer.${percent} >= 0 && offer.${percent} <= 100)) throw new ${bad}('bad percent');\n${code}`;
}

function solveAbove({ from, off, more }: Rules): string {
  return `      if (rest() ${more ? ">" : ">="} offer.${from}) off += offer.${off};\n`;
}
