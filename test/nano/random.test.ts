import { expect, test } from "bun:test";
import { randomOf, type Split } from "../../scripts/nano/random.ts";

const draws = 400;

function drawn<Value>(split: Split, draw: (random: ReturnType<typeof randomOf>) => Value) {
  return new Set(Array.from({ length: draws }, (_, seed) => draw(randomOf(seed, split))));
}

test("names, numbers and sentences of the examination are none of the training's", () => {
  const pool = ["price", "day of week", "owner"];
  const sentence = "[Write|Make|Export|Build] a [list|map|table|set] [of|from|with] them.";
  for (const draw of [
    (random: ReturnType<typeof randomOf>) => random.name(pool),
    (random: ReturnType<typeof randomOf>) => random.constant(1, 200),
    (random: ReturnType<typeof randomOf>) => random.say(sentence),
  ]) {
    const trained = drawn<string | number>("train", draw);
    const heldOut = [...drawn<string | number>("held-out", draw)];
    expect(heldOut.length).toBeGreaterThan(3);
    expect(heldOut.filter((one) => trained.has(one))).toEqual([]);
  }
});

test("a phrase that is one of a few is in both, as nobody could know it unread", () => {
  const phrase = (random: ReturnType<typeof randomOf>): string =>
    random.say("[above|over] {n}", { n: 4 });
  expect([...drawn("train", phrase)].sort()).toEqual(["above 4", "over 4"]);
  expect([...drawn("held-out", phrase)].sort()).toEqual(["above 4", "over 4"]);
});

test("names are mostly made of other words than the fitting ones, in their form, and never twice", () => {
  const random = randomOf(3, "train");
  const names = Array.from({ length: 60 }, () => random.name(["day of week", "unit price"]));
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+( of)? [a-z]+$/);
});
