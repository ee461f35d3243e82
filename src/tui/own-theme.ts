import { basename } from "node:path";
import { z } from "zod";
import { checkFields } from "../app/check-fields.ts";
import { MissingError } from "../app/config-error.ts";
import { readJsonObject } from "../app/read-json.ts";
import { nearest } from "../lib/near.ts";
import { roles } from "./paint.ts";
import { builtInThemes, colourNames, type Look, type Theme } from "./theme.ts";

const names = builtInThemes.map(({ name }) => name);

const colour = z.string().refine(isColour, { error: ({ input }) => colourProblem(String(input)) });

const look = z.strictObject({
  color: colour.optional(),
  background: colour.optional(),
  bold: z.boolean().optional(),
  dim: z.boolean().optional(),
  italic: z.boolean().optional(),
  underline: z.boolean().optional(),
  inverse: z.boolean().optional(),
  strikethrough: z.boolean().optional(),
});

const looks: Readonly<Record<string, z.ZodOptional<typeof look>>> = Object.fromEntries(
  roles.map((role) => [role, look.optional()]),
);

const extended = z.string().refine((name) => names.includes(name), {
  error: ({ input }) => `There is no theme "${input}" to extend. Themes: ${names.join(", ")}.`,
});

const themeFile = z.strictObject({ extends: extended.default("dark"), ...looks });

/** A theme of one's own: "extends", and a look for each role that differs. Throws ConfigError or MissingError. */
export function readTheme(path: string): Theme {
  const values = readJsonObject(path);
  if (values === undefined) throw new MissingError(`There is no theme file ${path}.`);
  const checked = checkFields(themeFile, values, path, Object.keys(themeFile.shape));
  const { extends: base, ...own } = checked as { extends: string } & Record<string, Look>;
  const below = builtInThemes.find(({ name }) => name === base)?.looks ?? {};
  return { name: basename(path, ".json"), looks: { ...below, ...own } };
}

function isColour(color: string): boolean {
  return /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(color) || colourNames.some((one) => one === color);
}

function colourProblem(color: string): string {
  const near = nearest(color, colourNames, 1)[0];
  const meant = near === undefined ? "" : ` Did you mean "${near}"?`;
  return `There is no colour "${color}".${meant} Write "#rrggbb" or one of ${colourNames.join(", ")}.`;
}
