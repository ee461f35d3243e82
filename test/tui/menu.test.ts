import { expect, test } from "bun:test";
import { argumentMenu, commandMenu, moveInMenu } from "../../src/tui/menu.ts";

const commands = [
  { name: "help", help: "What can be typed" },
  { name: "compact", argument: "[focus]", help: "Make room" },
  { name: "clear", aliases: ["new"], help: "Begin anew" },
  { name: "quit", aliases: ["q", "exit"], help: "Leave" },
];

const labels = (text: string) =>
  commandMenu(text, text.length, commands)?.rows.map(({ label }) => label);

test("a slash lists every command", () => {
  expect(labels("/")).toEqual(["/help", "/compact [focus]", "/clear", "/quit"]);
});

test("a name that begins with what is typed comes first, aliases included", () => {
  expect(labels("/c")).toEqual(["/compact [focus]", "/clear"]);
  expect(labels("/ex")).toEqual(["/quit"]);
  expect(labels("/cpt")).toEqual(["/compact [focus]"]);
});

test("there is no menu in the middle of a text or where nothing fits", () => {
  expect(labels("/zzz")).toBeUndefined();
  expect(labels("say /help")).toBeUndefined();
  expect(commandMenu("/help", 2, commands)).toBeUndefined();
});

test("arguments are completed after the command", () => {
  const menu = argumentMenu("/theme d", 8, ["dark", "light", "ansi"]);
  expect([menu?.start, menu?.end, menu?.rows.map(({ text }) => text)]).toEqual([7, 8, ["dark"]]);
  expect(argumentMenu("/theme dark", 11, ["dark", "light"])).toBeUndefined();
});

test("the selection goes around", () => {
  const menu = commandMenu("/", 1, commands);
  if (menu === undefined) throw new Error("There is a menu.");
  expect(moveInMenu(menu, -1).selected).toBe(3);
  expect(moveInMenu(moveInMenu(menu, -1), 1).selected).toBe(0);
});
