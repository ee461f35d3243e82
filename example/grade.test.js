import assert from "node:assert/strict";
import { test } from "node:test";
import { grade } from "./grade.js";

test("90 points or more are excellent", () => {
  assert.equal(grade(100), "excellent");
  assert.equal(grade(90), "excellent");
});

test("75 points or more are good", () => {
  assert.equal(grade(89), "good");
  assert.equal(grade(75), "good");
});

test("50 points or more are passed", () => {
  assert.equal(grade(74), "passed");
  assert.equal(grade(50), "passed");
});

test("everything below is failed", () => {
  assert.equal(grade(49), "failed");
  assert.equal(grade(0), "failed");
});
