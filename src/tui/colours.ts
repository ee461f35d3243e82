import type { Config } from "../app/config.ts";
import { failureOf } from "../app/failure.ts";
import type { Paint } from "./paint.ts";
import { colourLevel, defaultTheme, paintFor, type Theme, themeNamed } from "./theme.ts";

/** The colours there are now. */
export type Colours = {
  readonly paint: () => Paint;
  readonly name: () => string;
  /** Throws ConfigError. */
  set(name: string): Promise<void>;
  /** Why the theme that was asked for is not the one there is. */
  readonly complaint: string | undefined;
};

/** Opens the theme of the configuration, or the one that fits this terminal. */
export async function openColours({ fields, folders, env }: Config): Promise<Colours> {
  const level = colourLevel(env);
  const usual = defaultTheme(env, level);
  const wanted = level === 0 ? undefined : fields.theme;
  const asked = await (wanted === undefined
    ? { theme: usual }
    : themeNamed(wanted, folders).then(
        (theme) => ({ theme, complaint: undefined }),
        (error) => ({ theme: usual, complaint: failureOf(error).message }),
      ));
  let theme: Theme = asked.theme;
  let paint = paintFor(theme, level);
  return {
    paint: () => paint,
    name: () => theme.name,
    complaint: "complaint" in asked ? asked.complaint : undefined,
    async set(name) {
      theme = await themeNamed(name, folders);
      paint = paintFor(theme, level);
    },
  };
}
