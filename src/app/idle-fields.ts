/** Fields of the Python original that this version reads but does not act on. */
const fieldsWithoutEffect: readonly string[] = [
  "auto_tool_call_on_failure",
  "routing",
  "hooks",
  "mcpServers",
  "history_tool_call_args_truncate_chars",
  "history_tool_call_args_keep_last",
  "history_tool_result_chars",
  "send_tool_categories",
  "thinking_visibility",
  "progress_injection",
  "progress_max_tokens",
];

/** True for a field of a feature that has not been built: it earns a warning, not an error. */
export function hasNoEffect(field: string): boolean {
  return fieldsWithoutEffect.includes(field);
}
