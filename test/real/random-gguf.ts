import { tinyGguf } from "../support/tiny-gguf.ts";

// A call is rendered without a blank or line break, so that what the grammar and the biases below let the
// model write is what its template renders again: as a model does that was trained with its template.
const template = `{%- for message in messages %}
{{- '<|im_start|>' + ('user' if message.role == 'tool' else message.role) + '\\n' }}
{{- message.content or '' }}
{%- if loop.first and tools %}
{{- '\\nTools, one JSON a line:' }}
{%- for tool in tools %}
{{- '\\n' + (tool | tojson) }}
{%- endfor %}
{%- endif %}
{%- for call in message.tool_calls or [] %}
{{- '<tool_call>{"name":"' + call.function.name + '","arguments":{' }}
{%- for key, value in call.function.arguments.items() %}
{{- '"' + key + '":' + (value | tojson) + ('' if loop.last else ',') }}
{%- endfor %}
{{- '}}</tool_call>' }}
{%- endfor %}
{{- '<|im_end|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
{{- '<|im_start|>assistant\\n' }}
{%- endif %}`;

/** A GGUF with random weights, one tokenization per text, and the template above. */
export async function randomModel(): Promise<string> {
  return await tinyGguf({ pairs: false, chatTemplate: template });
}

/** What the template makes of results and prompts, from the word that ends the reply before them. */
export function rendered(texts: readonly string[]): string {
  const messages = texts.map((text) => `<|im_start|>user\n${text}<|im_end|>\n`);
  return ["<|im_end|>\n", ...messages, "<|im_start|>assistant\n"].join("");
}
