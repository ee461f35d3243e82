import { expect, test } from "bun:test";
import { type BodyOptions, requestBody } from "../../src/models/body.ts";
import { checkWire } from "../support/strict-wire.ts";

const request = {
  system: "Be brief.",
  messages: [{ role: "user" as const, text: "Go" }],
  tools: [{ name: "read", description: "Reads.", parameters: { type: "object", properties: {} } }],
};

const body = (options: Partial<BodyOptions>, tools = request.tools) =>
  requestBody(
    { model: "m", runtime: "any", sampling: {}, ...options },
    { ...request, tools },
    { thinking: "same-field" },
  );

const tools = [
  {
    type: "function",
    function: {
      name: "read",
      description: "Reads.",
      parameters: { type: "object", properties: {} },
    },
  },
];
const messages = [
  { role: "system", content: "Be brief." },
  { role: "user", content: "Go" },
];
const always = { model: "m", stream: true, stream_options: { include_usage: true } };

test("nothing is sent that is not set", () => {
  const sent = body({});
  expect(sent).toEqual({ ...always, tools, messages });
  expect(Object.keys(sent).at(-1)).toBe("messages");
  checkWire(sent);
});

test("sampling is sent as set, also zero; max_tokens only where it is one", () => {
  const sampling = { temperature: 0, top_p: 0.9, seed: 7, max_tokens: 0 };
  expect(body({ sampling }, [])).toEqual({
    ...always,
    temperature: 0,
    top_p: 0.9,
    seed: 7,
    messages,
  });
});

test("no call is forced where words are wanted, as when the past is summed up", () => {
  const named = { type: "function", function: { name: "read" } };
  const choiceOf = (options: Partial<BodyOptions>, wantsText: boolean) =>
    requestBody(
      { model: "m", runtime: "any", sampling: {}, ...options },
      wantsText ? { ...request, wantsText } : request,
      { thinking: "same-field" },
    ).tool_choice;
  for (const choice of ["required", named]) {
    expect(choiceOf({ toolChoice: choice }, false)).toEqual(choice);
    expect(choiceOf({ toolChoice: choice }, true)).toBeUndefined();
    expect(choiceOf({ requestOverrides: { tool_choice: choice } }, true)).toBeUndefined();
  }
  expect(choiceOf({ toolChoice: "none" }, true)).toBe("none");
  expect(choiceOf({ toolChoice: "required", requestOverrides: { tool_choice: null } }, false)).toBe(
    undefined,
  );
});

test("llama.cpp gets its progress, its cache and its slot", () => {
  const given = { runtime: "llamacpp", cachePrompt: false, idSlot: 1 };
  expect(body(given, [])).toEqual({
    ...always,
    return_progress: true,
    cache_prompt: false,
    id_slot: 1,
    messages,
  });
});

test("a tool choice is sent only with tools", () => {
  expect(body({ toolChoice: "required" })).toMatchObject({ tool_choice: "required" });
  expect(body({ toolChoice: "required" }, [])).toEqual({ ...always, messages });
});

test("overrides reach the body, null takes a field out, the conversation stays ours", () => {
  const requestOverrides = {
    reasoning_effort: "none",
    stream_options: null,
    messages: [],
    stream: false,
    tools: [],
  };
  expect(body({ requestOverrides })).toEqual({
    model: "m",
    stream: true,
    reasoning_effort: "none",
    tools,
    messages,
  });
});
