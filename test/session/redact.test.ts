import { expect, test } from "bun:test";
import { redactText, redactValue, withoutSecrets } from "../../src/session/redact.ts";

test("what is named like a key is masked, and what only sounds like one is not", () => {
  const value = {
    headers: { Authorization: "x", "x-api-key": "y", Accept: "json" },
    apiKey: "z",
    hf_token: "t",
    max_tokens: 100,
    monkey: "kept",
    list: [{ password: "p" }],
    key: 5,
    nothing: null,
  };
  expect(redactValue(value, [])).toEqual({
    headers: { Authorization: "[masked]", "x-api-key": "[masked]", Accept: "json" },
    apiKey: "[masked]",
    hf_token: "[masked]",
    max_tokens: 100,
    monkey: "kept",
    list: [{ password: "[masked]" }],
    key: 5,
    nothing: null,
  });
});

test("what looks like a key is masked wherever it stands", () => {
  const texts = [
    "sk-abcdefghijklmnop1234",
    "hf_abcdefghijklmnop1234",
    "ghp_abcdefghijklmnop1234",
    "AKIAABCDEFGHIJKLMNOP",
  ];
  expect(texts.map((text) => redactText(`a ${text} b`, []))).toEqual(
    texts.map(() => "a [masked] b"),
  );
  expect(redactText("Authorization: Bearer abc.def.ghi", [])).toBe(
    "Authorization: Bearer [masked]",
  );
  expect(redactText("http://me:pass@host:8080/v1", [])).toBe("http://me:[masked]@host:8080/v1");
  expect(redactText("a task-list of sk-8 items", [])).toBe("a task-list of sk-8 items");
});

test("keys that were given are masked, but for placeholders that stand in ordinary text", () => {
  expect(withoutSecrets("lm-studio with 0123456789abcdef", ["lm-studio", "0123456789abcdef"])).toBe(
    "lm-studio with [masked]",
  );
});
