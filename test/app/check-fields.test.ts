import { expect, test } from "bun:test";
import { checkSettings } from "../../src/app/check-fields.ts";
import { checkToolWords } from "../../src/app/check-words.ts";

function messageOf(check: () => unknown): string {
  try {
    check();
    return "taken";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test.each([
  [{ temperature: "hot" }, '"temperature" must be a number, not "hot".'],
  [{ temperature: -1 }, '"temperature" must be 0 or more, not -1.'],
  [{ top_p: 7 }, '"top_p" must be 1 or less, not 7.'],
  [{ max_turns: 1.5 }, '"max_turns" must be a whole number, not 1.5.'],
  [{ limits: { timeout_seconds: 0 } }, '"limits.timeout_seconds" must be above 0, not 0.'],
  [{ think: "maybe" }, '"think" must be true or false or "auto", not "maybe".'],
  [
    { permission_mode: "x" },
    '"permission_mode" must be "ask", "auto-edit", "plan" or "yolo", not "x".',
  ],
  [{ tools: "ls" }, '"tools" must be a list, not "ls".'],
  [{ tools: ["ls", 3] }, '"tools.1" must be text, not 3.'],
  [{ permissions: [{ tool: "ls" }] }, '"permissions.0.action" is missing.'],
  [{ providers: { a: 3 } }, '"providers.a" must be an object, not 3.'],
  [{ server_config: { lora: [3] } }, '"server_config.lora.0" must be text or an object, not 3.'],
  [{ server_config: { lora: [{ paht: "x" }] } }, '"server_config.lora.0.path" is missing.'],
  [{ limits: { timeout: 1 } }, 'there is no field "limits.timeout".'],
  [{ temprature: 1 }, 'there is no field "temprature". Did you mean "temperature"?'],
  [{ agent: "x".repeat(99), logs: [] }, '"logs" must be text, not [].'],
  [{ agent: ["x".repeat(99)] }, `"agent" must be text, not ["${"x".repeat(58)}….`],
])("a wrong field is named with what is allowed: %j", (values, problem) => {
  expect(messageOf(() => checkSettings(values, "config.json"))).toBe(`config.json: ${problem}`);
});

test("a tool's words are held to their kinds in the same sentences", () => {
  const words = { name: "ls", aliases: "x", description: "", parameters: {} };
  expect(messageOf(() => checkToolWords(words, "ls.json"))).toBe(
    'ls.json: "aliases" must be a list, not "x".',
  );
});
