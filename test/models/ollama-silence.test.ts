import { expect, test } from "bun:test";
import { join } from "node:path";

const program = join(import.meta.dir, "..", "fixtures", "ollama-silence.ts");

test("a server that is silent for longer than Bun's idle timer is waited for", async () => {
  const child = Bun.spawn([process.execPath, program], {
    env: { ...process.env, BUN_CONFIG_HTTP_IDLE_TIMEOUT: "1" },
    stdout: "pipe",
    stderr: "inherit",
  });
  const said: unknown = JSON.parse(await child.stdout.text());
  expect(said).toEqual({ withFetch: "TimeoutError", withModel: "Here." });
}, 40_000);
