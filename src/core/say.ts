import type words from "../../prompts/loop.json";

export type WordKey = keyof typeof words;

/** Fills a sentence of prompts/loop.json: every word the model reads can be changed there. */
export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;
