import { expect, test } from "bun:test";
import { join } from "node:path";

const fixtures = join(import.meta.dir, "../fixtures");

async function said(script: string, env: Readonly<Record<string, string>>): Promise<unknown> {
  const command = [process.execPath, join(fixtures, script)];
  const child = Bun.spawn(command, { env: { ...process.env, ...env }, stderr: "inherit" });
  return JSON.parse(await new Response(child.stdout).text());
}

// Bun looks at its idle timers every four seconds, so these two take about eight, side by side.
test.concurrent.each([
  ["an OpenAI-compatible server", "silent-server.ts"],
  ["Ollama", "ollama-silence.ts"],
])(
  "%s may be silent longer than Bun's idle timer, which ends a plain fetch",
  async (_, script) => {
    const env = { BUN_CONFIG_HTTP_IDLE_TIMEOUT: "1" };
    expect(await said(script, env)).toEqual({ plain: "TimeoutError", ours: "Hi" });
  },
  60_000,
);

test("a proxy of the environment is not asked for a server on this machine", async () => {
  const proxy = "http://127.0.0.1:9";
  const env = { HTTP_PROXY: proxy, http_proxy: proxy, NO_PROXY: "", no_proxy: "" };
  expect(await said("proxied-client.ts", env)).toEqual({ plain: "refused", ours: "Hi" });
});
