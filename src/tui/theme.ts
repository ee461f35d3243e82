import { type Dirent, existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import chalk, { Chalk, type ChalkInstance, type ColorName, type ColorSupportLevel } from "chalk";
import { ConfigError } from "../app/config-error.ts";
import type { Env, Folders } from "../app/folders.ts";
import { nearest } from "../lib/near.ts";
import type { Paint, Role } from "./paint.ts";
import { ansi } from "./themes/ansi.ts";
import { dark } from "./themes/dark.ts";
import { light } from "./themes/light.ts";
import { none } from "./themes/none.ts";

/** How a role looks: a colour is "#rrggbb" or one of the terminal's sixteen names. */
export type Look = {
  readonly color?: string | undefined;
  readonly background?: string | undefined;
  readonly bold?: boolean | undefined;
  readonly dim?: boolean | undefined;
  readonly italic?: boolean | undefined;
  readonly underline?: boolean | undefined;
  readonly inverse?: boolean | undefined;
  readonly strikethrough?: boolean | undefined;
};

/** A role without a look is plain text. */
export type Theme = {
  readonly name: string;
  readonly looks: Readonly<Partial<Record<Role, Look>>>;
};

export const builtInThemes: readonly Theme[] = [dark, light, ansi, none];

export type ListedTheme = {
  readonly name: string;
  /** The file of one's own; absent for those of the package. */
  readonly path?: string;
};

/** The themes there are; one of one's own goes before the package's of the same name. */
export function listThemes(folders: Pick<Folders, "user" | "project">): readonly ListedTheme[] {
  const own = [folders.project, folders.user].flatMap((folder) =>
    themeFiles(join(folder, "themes")),
  );
  const all = [...own, ...builtInThemes.map(({ name }) => ({ name }))];
  return all.filter(({ name }, at) => all.findIndex((one) => one.name === name) === at);
}

/** Throws ConfigError where there is no such theme, or its file is wrong. */
export async function themeNamed(
  name: string,
  folders: Pick<Folders, "user" | "project">,
): Promise<Theme> {
  const listed = listThemes(folders);
  const found = listed.find((one) => one.name === name);
  if (found?.path !== undefined) {
    const { readTheme } = await import("./own-theme.ts");
    return readTheme(found.path);
  }
  const builtIn = builtInThemes.find((theme) => theme.name === name);
  if (found !== undefined && builtIn !== undefined) return builtIn;
  const names = listed.map((one) => one.name);
  const near = nearest(name, names, 1)[0];
  const meant = near === undefined ? "" : ` Did you mean "${near}"?`;
  throw new ConfigError(`There is no theme "${name}".${meant} Themes: ${names.join(", ")}.`);
}

/** What this terminal shows: 0 nothing, 1 sixteen colours, 2 256 of them, 3 all. NO_COLOR is obeyed. */
export function colourLevel(env: Env): ColorSupportLevel {
  return env.NO_COLOR || env.TERM === "dumb" ? 0 : chalk.level;
}

/** The theme of somebody who chose none. */
export function defaultTheme(env: Env, level: ColorSupportLevel): Theme {
  if (level === 0) return none;
  if (level === 1) return ansi;
  // Some terminals tell their colours: "foreground;background", where 7 and 9 to 15 are light.
  const background = Number(env.COLORFGBG?.split(";").at(-1) || Number.NaN);
  return background === 7 || background >= 9 ? light : dark;
}

/** At level 0, text stays as it is. */
export function paintFor(theme: Theme, level: ColorSupportLevel): Paint {
  if (level === 0) return (_role, text) => text;
  const plain = new Chalk({ level });
  const entries = Object.entries(theme.looks).map(([role, look]) => [role, styleOf(plain, look)]);
  const styles: Readonly<Partial<Record<string, ChalkInstance>>> = Object.fromEntries(entries);
  return (role, text) => styles[role]?.(text) ?? text;
}

function styleOf(plain: ChalkInstance, look: Look): ChalkInstance {
  const { color, background, ...rest } = look;
  const coloured = color === undefined ? plain : withColour(plain, color);
  const backed = background === undefined ? coloured : withBackground(coloured, background);
  const modifiers = ["bold", "dim", "italic", "underline", "inverse", "strikethrough"] as const;
  return modifiers.reduce((style, one) => (rest[one] ? style[one] : style), backed);
}

function withColour(style: ChalkInstance, color: string): ChalkInstance {
  return isColourName(color) ? style[color] : style.hex(color);
}

function withBackground(style: ChalkInstance, color: string): ChalkInstance {
  if (!isColourName(color)) return style.bgHex(color);
  const name = `bg${color.charAt(0).toUpperCase()}${color.slice(1)}`;
  // Each name has its twin for the background, which the types of the library do not tie together.
  return style[name as "bgRed"];
}

/** The sixteen colours of a terminal. */
export const colourNames = [
  "black",
  "red",
  "green",
  "yellow",
  "blue",
  "magenta",
  "cyan",
  "white",
  "gray",
  "redBright",
  "greenBright",
  "yellowBright",
  "blueBright",
  "magentaBright",
  "cyanBright",
  "whiteBright",
] as const satisfies readonly ColorName[];

function isColourName(color: string): color is (typeof colourNames)[number] {
  return (colourNames as readonly string[]).includes(color);
}

function themeFiles(folder: string): readonly ListedTheme[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry: Dirent) => !entry.isDirectory() && entry.name.endsWith(".json"))
    .map(({ name }) => ({ name: basename(name, ".json"), path: join(folder, name) }))
    .sort((one, other) => one.name.localeCompare(other.name));
}
