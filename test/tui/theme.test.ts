import { expect, test } from "bun:test";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { readTheme } from "../../src/tui/own-theme.ts";
import { roles } from "../../src/tui/paint.ts";
import {
  builtInThemes,
  colourLevel,
  defaultTheme,
  listThemes,
  paintFor,
  themeNamed,
} from "../../src/tui/theme.ts";
import { ansi } from "../../src/tui/themes/ansi.ts";
import { dark } from "../../src/tui/themes/dark.ts";
import { tempFolder } from "../support/temp.ts";

test("every theme paints every role, and adds nothing that is seen", () => {
  for (const theme of builtInThemes) {
    for (const level of [1, 2, 3] as const) {
      const paint = paintFor(theme, level);
      for (const role of roles) expect(stripVTControlCharacters(paint(role, "x"))).toBe("x");
    }
  }
});

test("without colours text stays as it is", () => {
  const paint = paintFor(dark, 0);
  expect(roles.map((role) => paint(role, "x"))).toEqual(roles.map(() => "x"));
  const none = paintFor(builtInThemes.find(({ name }) => name === "none") ?? dark, 3);
  expect(roles.map((role) => none(role, "x"))).toEqual(roles.map(() => "x"));
});

test("the ansi theme uses only the sixteen colours of the terminal", () => {
  const paint = paintFor(ansi, 3);
  const codes = roles.flatMap((role) => paint(role, "x").match(/\d+(?=[;m])/g) ?? []).map(Number);
  expect(codes.filter((code) => [38, 48].includes(code))).toEqual([]);
});

test("an outer colour goes on after an inner one ends", () => {
  const paint = paintFor(dark, 3);
  const [open] = paint("error", "x").split("x");
  expect(paint("error", `a${paint("code", "b")}c`)).toEndWith(`${open}c\u001b[39m`);
});

test("NO_COLOR and a dumb terminal have no colours", () => {
  expect(colourLevel({ NO_COLOR: "1" })).toBe(0);
  expect(colourLevel({ TERM: "dumb" })).toBe(0);
  expect(defaultTheme({}, 0).name).toBe("none");
  expect(defaultTheme({}, 1).name).toBe("ansi");
  expect(defaultTheme({}, 3).name).toBe("dark");
  expect(defaultTheme({ COLORFGBG: "0;15" }, 3).name).toBe("light");
  expect(defaultTheme({ COLORFGBG: "15;0" }, 3).name).toBe("dark");
});

test("a theme of one's own changes what it names and keeps the rest of what it extends", async () => {
  using folder = await tempFolder({
    "user/themes/sea.json": '{ "extends": "ansi", "accent": { "color": "#00aacc", "bold": true } }',
    "project/themes/sand.json": '{ "dim": { "color": "yellowBright", "background": "gray" } }',
  });
  const folders = { user: join(folder.path, "user"), project: join(folder.path, "project") };
  expect(listThemes(folders).map(({ name }) => name)).toEqual([
    "sand",
    "sea",
    "dark",
    "light",
    "ansi",
    "none",
  ]);
  const sea = await themeNamed("sea", folders);
  expect(sea).toEqual({
    name: "sea",
    looks: { ...ansi.looks, accent: { color: "#00aacc", bold: true } },
  });
  const sand = paintFor(await themeNamed("sand", folders), 1);
  expect(sand("dim", "x")).toBe("\u001b[93m\u001b[100mx\u001b[49m\u001b[39m");
});

test("a wrong theme is said in a sentence that names the nearest right word", async () => {
  using folder = await tempFolder({
    "role.json": '{ "acent": { "bold": true } }',
    "colour.json": '{ "accent": { "color": "gren" } }',
    "field.json": '{ "accent": { "colour": "green" } }',
    "base.json": '{ "extends": "drak" }',
  });
  const said = (name: string) => () => readTheme(join(folder.path, name));
  expect(said("role.json")).toThrow('there is no field "acent". Did you mean "accent"?');
  expect(said("colour.json")).toThrow(
    '"accent.color": there is no colour "gren". Did you mean "green"?',
  );
  expect(said("field.json")).toThrow('there is no field "accent.colour".');
  expect(said("base.json")).toThrow(
    '"extends" must be "dark", "light", "ansi" or "none", not "drak".',
  );
  expect(said("absent.json")).toThrow("There is no theme file ");
  const folders = { user: folder.path, project: folder.path };
  await expect(themeNamed("ligth", folders)).rejects.toThrow(
    'There is no theme "ligth". Did you mean "light"? Themes: dark, light, ansi, none.',
  );
});
