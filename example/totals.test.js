import assert from "node:assert/strict";
import { test } from "node:test";
import { totals } from "./totals.js";

test("one sale is its own total", () => {
  assert.deepEqual(totals([{ fruit: "plum", price: 3 }]), { plum: 3 });
});

test("the prices of one fruit are added up", () => {
  const sales = [
    { fruit: "plum", price: 3 },
    { fruit: "apple", price: 2 },
    { fruit: "plum", price: 4 },
  ];
  assert.deepEqual(totals(sales), { plum: 7, apple: 2 });
});

test("no sales have no totals", () => {
  assert.deepEqual(totals([]), {});
});
