import { cpp } from "./cpp.ts";
import { go } from "./go.ts";
import { java } from "./java.ts";
import { javascript } from "./javascript.ts";
import type { Language } from "./language.ts";
import { python } from "./python.ts";
import { rust } from "./rust.ts";

/** In the order of reports. */
export const languages: readonly Language[] = [python, javascript, go, rust, cpp, java];

export function languageOf(name: string): Language | undefined {
  return languages.find((language) => language.name === name);
}
