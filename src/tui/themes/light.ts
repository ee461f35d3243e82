import type { Theme } from "../theme.ts";

/** For a light background. */
export const light: Theme = {
  name: "light",
  looks: {
    dim: { color: "#6b7280" },
    accent: { color: "#1d5fbf" },
    prompt: { color: "#111827", bold: true },
    thinking: { color: "#6b7280", italic: true },
    heading: { color: "#1d5fbf", bold: true },
    strong: { bold: true },
    emphasis: { italic: true },
    struck: { color: "#6b7280", strikethrough: true },
    code: { color: "#8a4b08" },
    link: { color: "#0b7285", underline: true },
    quote: { color: "#4b5563", italic: true },
    success: { color: "#2b7a32" },
    warning: { color: "#9a6200" },
    error: { color: "#b3261e" },
    added: { color: "#2b7a32" },
    removed: { color: "#b3261e" },
    "added-word": { color: "#10401a", background: "#c4ebc6" },
    "removed-word": { color: "#5f1210", background: "#f9cfcc" },
    border: { color: "#a3a9b6" },
    selected: { color: "#1d5fbf", bold: true },
    keyword: { color: "#7a3cc4" },
    string: { color: "#3d7a1f" },
    number: { color: "#a5511a" },
    comment: { color: "#6b7280", italic: true },
    function: { color: "#1d5fbf" },
    type: { color: "#0f766e" },
  },
};
