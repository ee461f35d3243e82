import type { Theme } from "../theme.ts";

/** Only the sixteen colours of the terminal, in whatever way the person set them. */
export const ansi: Theme = {
  name: "ansi",
  looks: {
    dim: { dim: true },
    accent: { color: "cyan" },
    prompt: { bold: true },
    thinking: { dim: true, italic: true },
    heading: { color: "cyan", bold: true },
    strong: { bold: true },
    emphasis: { italic: true },
    struck: { dim: true, strikethrough: true },
    code: { color: "cyan" },
    link: { color: "blue", underline: true },
    quote: { italic: true },
    success: { color: "green" },
    warning: { color: "yellow" },
    error: { color: "red" },
    added: { color: "green" },
    removed: { color: "red" },
    "added-word": { color: "green", inverse: true },
    "removed-word": { color: "red", inverse: true },
    border: { dim: true },
    selected: { color: "cyan", bold: true },
    keyword: { color: "magenta" },
    string: { color: "green" },
    number: { color: "yellow" },
    comment: { dim: true, italic: true },
    function: { color: "blue" },
    type: { color: "cyan" },
  },
};
