import { basename } from "node:path";
import { z } from "zod";
import { checkFields } from "../app/check-fields.ts";
import { ConfigError, MissingError } from "../app/config-error.ts";
import { readJsonObject } from "../app/read-json.ts";
import { nearest } from "../lib/near.ts";
import { type Role, roles } from "./paint.ts";
import { builtInThemes, colourNames, type Look, type Theme } from "./theme.ts";

const look = z.strictObject({
  color: z.string().optional(),
  background: z.string().optional(),
  bold: z.boolean().optional(),
  dim: z.boolean().optional(),
  italic: z.boolean().optional(),
  underline: z.boolean().optional(),
  inverse: z.boolean().optional(),
  strikethrough: z.boolean().optional(),
});

const base = z.enum(builtInThemes.map(({ name }) => name));

const themeFile = z.strictObject({
  extends: base.optional(),
  ...Object.fromEntries(roles.map((role) => [role, look.optional()])),
});

/** A theme of one's own: "extends", and a look for each role that differs. Throws ConfigError or MissingError. */
export function readTheme(path: string): Theme {
  const values = readJsonObject(path);
  if (values === undefined) throw new MissingError(`There is no theme file ${path}.`);
  const checked = checkFields(themeFile, values, path, Object.keys(themeFile.shape));
  const { extends: below = "dark", ...rest } = checked;
  // The schema has a look for each role, which its type does not say.
  const own = rest as Readonly<Partial<Record<Role, Look>>>;
  for (const [role, { color, background }] of Object.entries(own)) {
    checkColour(path, `${role}.color`, color);
    checkColour(path, `${role}.background`, background);
  }
  const looks = builtInThemes.find(({ name }) => name === below)?.looks ?? {};
  return { name: basename(path, ".json"), looks: { ...looks, ...own } };
}

function checkColour(path: string, field: string, colour: string | undefined): void {
  if (colour === undefined || /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(colour)) return;
  if (colourNames.some((name) => name === colour)) return;
  const near = nearest(colour, colourNames, 1)[0];
  const meant = near === undefined ? "" : ` Did you mean "${near}"?`;
  const known = `Write "#rrggbb" or one of ${colourNames.join(", ")}.`;
  throw new ConfigError(`${path}: "${field}": there is no colour "${colour}".${meant} ${known}`);
}
