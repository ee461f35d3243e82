// pi, an agent to compare with: not a dependency, but measured where PI_COMMAND tells how to start it.

/** For example "node …/dist/bundle/cli.js"; empty where it is not there. */
export function piCommand(): readonly string[] {
  return process.env.PI_COMMAND?.split(" ").filter(Boolean) ?? [];
}

export const piEnvironment = {
  PI_OFFLINE: "1",
  PI_TELEMETRY: "0",
  PI_SKIP_VERSION_CHECK: "1",
} as const;

/** Its HOME, with this server as its only provider. */
export function piHome(url: string): Readonly<Record<string, string>> {
  const compat = {
    supportsDeveloperRole: false,
    supportsStore: false,
    supportsReasoningEffort: false,
  };
  const model = { id: "test-model", contextWindow: 32_768, maxTokens: 4_096, reasoning: false };
  const local = {
    baseUrl: `${url}/v1`,
    api: "openai-completions",
    apiKey: "none",
    compat,
    models: [model],
  };
  return { ".pi/agent/models.json": JSON.stringify({ providers: { local } }) };
}
