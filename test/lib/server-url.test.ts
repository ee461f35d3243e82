import { expect, test } from "bun:test";
import { isLocalUrl, isUrl, openaiBase, serverRoot } from "../../src/lib/server-url.ts";

test("the root of a server is the same however its address is written", () => {
  const written = [
    "localhost:8080",
    "http://localhost:8080/",
    "http://localhost:8080/v1",
    "http://localhost:8080/v1/",
    "http://localhost:8080/v1/chat/completions",
    "http://localhost:8080/v1/models",
    "http://localhost:8080/api/chat",
  ];
  expect(written.map(serverRoot)).toEqual(written.map(() => "http://localhost:8080"));
});

test("the base of the OpenAI API has a version exactly once, and a foreign version is left alone", () => {
  expect(
    [
      "http://localhost:8080",
      "http://localhost:8080/v1",
      "http://localhost:8080/v1/chat/completions",
      "https://openrouter.ai/api/v1",
      "https://example.com/v1beta/openai/",
      "https://example.com/api/paas/v4/chat/completions",
      "https://example.com/proxy",
    ].map(openaiBase),
  ).toEqual([
    "http://localhost:8080/v1",
    "http://localhost:8080/v1",
    "http://localhost:8080/v1",
    "https://openrouter.ai/api/v1",
    "https://example.com/v1beta/openai",
    "https://example.com/api/paas/v4",
    "https://example.com/proxy/v1",
  ]);
});

test("this machine and private networks are local, the rest is not", () => {
  const local = [
    "http://localhost:1",
    "127.0.0.1:8080",
    "http://[::1]:8080",
    "http://192.168.1.5",
    "http://10.0.0.5:11434",
    "http://172.20.0.2",
    "http://gpu-box:8000",
    "http://nas.local",
  ];
  const far = ["https://api.openai.com/v1", "http://8.8.8.8", "http://172.32.0.1"];
  expect(local.map(isLocalUrl)).toEqual(local.map(() => true));
  expect(far.map(isLocalUrl)).toEqual(far.map(() => false));
});

test("what cannot be an address is known", () => {
  const written = [
    "localhost:8080",
    "gpu-box",
    "HTTPS://a.b",
    "http://",
    "http://a b",
    "ftp://a.b",
  ];
  expect(written.map(isUrl)).toEqual([true, true, true, false, false, false]);
});
