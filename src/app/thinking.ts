import type { AgentFile } from "./agent-file.ts";

/** How `think` and `think_level` reach the model's template, as extra fields of the request. */
export function thinkingFields(fields: AgentFile): Readonly<Record<string, unknown>> {
  const think = fields.think === "auto" ? undefined : fields.think;
  const level = fields.think_level;
  if (think === undefined && level === undefined) return {};
  const effort = level === undefined ? {} : { reasoning_effort: level };
  switch (fields.think_style ?? "enable_thinking") {
    case "enable_thinking":
      return think === undefined
        ? effort
        : { ...effort, chat_template_kwargs: { enable_thinking: think } };
    case "glm":
      return {
        thinking: {
          type: think === false ? "disabled" : "enabled",
          ...(level && { effort: level }),
        },
      };
    case "think":
      return { ...effort, ...(think === undefined ? {} : { think }) };
    case "reasoning_effort":
      return effort;
    case "none":
      return {};
  }
}
