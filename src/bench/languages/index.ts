import { javascript } from "./javascript.ts";
import type { Language } from "./language.ts";
import { python } from "./python.ts";

/** In the order of reports. */
export const languages: readonly Language[] = [python, javascript];

export function languageOf(name: string): Language | undefined {
  return languages.find((language) => language.name === name);
}
