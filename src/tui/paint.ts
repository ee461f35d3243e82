/** What a piece of text is; a theme says how that looks. */
export const roles = [
  "text",
  "dim",
  "accent",
  "prompt",
  "thinking",
  "heading",
  "strong",
  "emphasis",
  "struck",
  "code",
  "link",
  "quote",
  "success",
  "warning",
  "error",
  "added",
  "removed",
  "added-word",
  "removed-word",
  "border",
  "selected",
  "keyword",
  "string",
  "number",
  "comment",
  "function",
  "type",
] as const;

export type Role = (typeof roles)[number];

/** Colours a text; the plain theme gives it back as it is. */
export type Paint = (role: Role, text: string) => string;

/** Everything that lines are drawn with. Each drawn line fits `width` columns. */
export type Pen = {
  readonly paint: Paint;
  readonly width: number;
};
