import assert from "node:assert/strict";
import { test } from "node:test";
import { summary } from "./sale-report.js";

test("minutes count as often as the number says", () => {
  assert.deepEqual(summary([{ team: "red", minutes: 5, number: 3 }]), { red: 15 });
});

test("the sales of one team are added up", () => {
  const sales = [
    { team: "red", minutes: 5, number: 3 },
    { team: "blue", minutes: 2, number: 2 },
    { team: "red", minutes: 4, number: 1 },
  ];
  assert.deepEqual(summary(sales), { red: 19, blue: 4 });
});

test("a sale without a team belongs to nothing", () => {
  assert.deepEqual(summary([{ minutes: 2, number: 4 }]), { nothing: 8 });
});
