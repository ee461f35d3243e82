import type words from "../../prompts/gates.json";

export type GateWord = keyof typeof words;

/** Fills a sentence of prompts/gates.json. */
export type GateSay = (key: GateWord, values?: Readonly<Record<string, string | number>>) => string;
