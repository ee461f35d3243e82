import { ConfigError } from "../../app/config-error.ts";
import { mergeFields } from "../../app/merge.ts";
import { fieldFromFlag } from "../../app/set-field.ts";
import type { SettingsFile } from "../../app/settings.ts";
import type { Variant } from "./study.ts";

/** A setting and the values that it takes. */
export type Axis = { readonly field: string; readonly variants: readonly Variant[] };

/** "edit_format=replace,patch" of each --vary as its values. Throws ConfigError. */
export function axesOf(texts: readonly string[]): readonly Axis[] {
  const axes = texts.map(axisOf);
  const fields = axes.map(({ field }) => field);
  const twice = fields.find((field, index) => fields.indexOf(field) !== index);
  if (twice !== undefined)
    throw new ConfigError(`--vary names "${twice}" twice. Give all its values at once.`);
  if (combinations(axes).length > 1) return axes;
  throw new ConfigError("--vary leaves one combination. Give a setting two values or more.");
}

function axisOf(text: string): Axis {
  const [, field, values] = /^([\w.]+)=(.+)$/s.exec(text) ?? [];
  if (field === undefined || values === undefined)
    throw new ConfigError(`--vary takes FIELD=VALUE,VALUE, not "${text}".`);
  const variants = [...new Set(valuesIn(values))].map((value) => {
    const name = `${field}=${value}`;
    return { name, settings: settingsOf(field, value) };
  });
  return { field, variants };
}

/** Lists and objects in JSON may hold commas themselves. */
function valuesIn(text: string): readonly string[] {
  const listed = /[[{]/.test(text) ? asList(`[${text}]`) : undefined;
  return listed?.map((value) => JSON.stringify(value)) ?? text.split(",").map((one) => one.trim());
}

function asList(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    // Then it is a plain text with a bracket in it, and the field's own check judges it.
    return undefined;
  }
}

/** Fields that are lists of names: "read+edit" is one, for a comma parts the values. */
const nameLists: readonly string[] = ["tools", "without"];

function settingsOf(field: string, value: string): SettingsFile {
  if (value === "") throw new ConfigError(`--vary ${field}: a value is empty. Leave it out.`);
  const isNames = nameLists.includes(field) && !value.startsWith("[");
  const written = isNames ? JSON.stringify(value.split("+")) : value;
  try {
    return fieldFromFlag(`${field}=${written}`);
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    throw new ConfigError(cause.message.replace(/^--set /, "--vary "), { cause });
  }
}

/** The first axis changes slowest; the first combination has the first value of each. */
export function combinations(axes: readonly Axis[]): readonly Variant[] {
  const none: readonly Variant[] = [{ name: "", settings: {} }];
  return axes.reduce(
    (all, { variants }) =>
      all.flatMap((before) =>
        variants.map(({ name, settings }) => ({
          name: [before.name, name].filter(Boolean).join(" "),
          settings: mergeFields(before.settings, settings),
        })),
      ),
    none,
  );
}
