import type words from "../../prompts/nudges.json";

/** The sentences of prompts/nudges.json. */
export type NudgeWords = Readonly<Record<keyof typeof words, string>>;
