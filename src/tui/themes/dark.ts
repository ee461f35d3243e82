import type { Theme } from "../theme.ts";

/** For a dark background: one cool accent, muted signs, grey for what matters less. */
export const dark: Theme = {
  name: "dark",
  looks: {
    dim: { color: "#8b919e" },
    accent: { color: "#7fb0f5" },
    prompt: { color: "#e4e8f2", bold: true },
    thinking: { color: "#8b919e", italic: true },
    heading: { color: "#7fb0f5", bold: true },
    strong: { bold: true },
    emphasis: { italic: true },
    struck: { color: "#8b919e", strikethrough: true },
    code: { color: "#d9b77c" },
    link: { color: "#74c7d4", underline: true },
    quote: { color: "#b3b9c7", italic: true },
    success: { color: "#8ec98b" },
    warning: { color: "#e3b566" },
    error: { color: "#e8837e" },
    added: { color: "#8ec98b" },
    removed: { color: "#e8837e" },
    "added-word": { color: "#d7f2d3", background: "#2c5231" },
    "removed-word": { color: "#ffdcd9", background: "#6a302e" },
    border: { color: "#5a6172" },
    selected: { color: "#7fb0f5", bold: true },
    keyword: { color: "#b99cf0" },
    string: { color: "#9fc587" },
    number: { color: "#dea57a" },
    comment: { color: "#8b919e", italic: true },
    function: { color: "#7fb0f5" },
    type: { color: "#6fc3ba" },
  },
};
