import { expect, test } from "bun:test";
import { checkWire } from "./strict-wire.ts";

const user = { role: "user", content: "Go" };
const call = (id: string, parts: object = {}) => ({
  id,
  type: "function",
  function: { name: "read", arguments: "{}", ...parts },
});
const calling = (...calls: readonly object[]) => ({
  role: "assistant",
  content: "",
  tool_calls: calls,
});
const result = (id: string) => ({ role: "tool", tool_call_id: id, name: "read", content: "" });
const tool = (parameters: object) => ({
  type: "function",
  function: { name: "read", description: "", parameters },
});

const body = (messages: readonly object[], parts: object = {}) => ({
  stream: true,
  messages,
  ...parts,
});

test("a request that is right passes", () => {
  const messages = [{ role: "system", content: "s" }, user, calling(call("x")), result("x")];
  checkWire(body([...messages, user], { tools: [tool({ type: "object", properties: {} })] }));
});

test.each<[string, object]>([
  ["no messages", body([])],
  ["a second system message", body([user, { role: "system", content: "s" }])],
  ["an assistant first", body([{ role: "assistant", content: "Hi" }, user])],
  ["two user messages", body([user, user])],
  ["a reply with nothing", body([user, { role: "assistant", content: " " }, user])],
  ["content null", body([user, { role: "assistant", content: null }, user])],
  ["an assistant last", body([user, { role: "assistant", content: "Hi" }])],
  ["a call without answer", body([user, calling(call("x")), user])],
  ["a call without answer at the end", body([user, calling(call("x"))])],
  ["an answer too many", body([user, calling(call("x")), result("x"), result("x")])],
  [
    "answers in another order",
    body([user, calling(call("x"), call("y")), result("y"), result("x")]),
  ],
  ["an id used twice", body([user, calling(call("x"), call("x")), result("x"), result("x")])],
  ["an unknown id", body([user, result("x")])],
  ["no name", body([user, calling(call("x", { name: "" })), result("x")])],
  ["a list for arguments", body([user, calling(call("x", { arguments: "[]" })), result("x")])],
  ["broken arguments", body([user, calling(call("x", { arguments: "{" })), result("x")])],
  ["an object for arguments", body([user, calling(call("x", { arguments: {} })), result("x")])],
  ["half a character", body([{ role: "user", content: "\ud83d" }])],
  ["a stop string", body([user], { stop: ["x"] })],
  ["a tool choice without tools", body([user], { tool_choice: "auto" })],
  ["no tools in the list", body([user], { tools: [] })],
  ["a pattern", body([user], { tools: [tool({ type: "object", pattern: "^a" })] })],
  [
    "two tools of one name",
    body([user], { tools: [tool({ type: "object" }), tool({ type: "object" })] }),
  ],
])("%s is refused", (_, sent) => {
  expect(() => checkWire(sent)).toThrow();
});

test("a user message right after a result is refused only where a bridge is wanted", () => {
  const sent = body([user, calling(call("x")), result("x"), user]);
  checkWire(sent);
  expect(() => checkWire(sent, { bridged: true })).toThrow("A user message follows a result.");
});
