// The baseline: the same three requests with nothing but fetch, and the same read and edit.
import { readFileSync, writeFileSync } from "node:fs";

const [url = "", system = "", tools = "[]"] = process.argv.slice(2);
type Wire = Record<string, unknown>;
const messages: Wire[] = [
  { role: "system", content: system },
  { role: "user", content: "Make it return 2." },
];

while (true) {
  const body = { model: "test-model", messages, tools: JSON.parse(tools), stream: true };
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  let text = "";
  let call: { id: string; function: { name: string; arguments: string } } | undefined;
  for (const line of (await response.text()).split("\n")) {
    if (!line.startsWith("data: {")) continue;
    const delta = JSON.parse(line.slice(6)).choices[0]?.delta ?? {};
    text += delta.content ?? "";
    call = delta.tool_calls?.[0] ?? call;
  }
  messages.push({ role: "assistant", content: text, ...(call ? { tool_calls: [call] } : {}) });
  if (call === undefined) {
    console.log(text);
    break;
  }
  const { path, old, new: fresh } = JSON.parse(call.function.arguments);
  const content = readFileSync(path, "utf8");
  if (call.function.name === "edit") writeFileSync(path, content.replace(old, fresh));
  messages.push({ role: "tool", tool_call_id: call.id, content });
}
