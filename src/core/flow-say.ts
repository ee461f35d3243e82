import type words from "../../prompts/flows.json";

export type FlowWord = keyof typeof words;

/** Fills a sentence of prompts/flows.json. */
export type FlowSay = (key: FlowWord, values?: Readonly<Record<string, string | number>>) => string;
