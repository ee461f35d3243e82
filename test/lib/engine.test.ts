import { expect, test } from "bun:test";
import { engineSettings, forgetEngine } from "../../src/lib/engine.ts";

test("what the launcher told Bun is forgotten; what a person told it stays", () => {
  const [name = ""] = Object.keys(engineSettings);
  const own = { [name]: "7", BUN_JSC_useJIT: "1", PATH: "/bin" };
  const env: Record<string, string | undefined> = { ...engineSettings, ...own };
  forgetEngine(env);
  expect(env).toEqual(own);
});
