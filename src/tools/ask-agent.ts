import { z } from "zod";
import agentWords from "../../tools/ask_agent.json" with { type: "json" };
import { ModelError } from "../core/model.ts";
import {
  defineTool,
  refuse,
  type Tool,
  type ToolContext,
  type ToolResult,
  type ToolWords,
} from "../core/tool.ts";
import { FileError } from "../lib/file-error.ts";
import { readText } from "../lib/file-text.ts";
import { findPath } from "../lib/paths.ts";
import type { ToolKit, ToolPart } from "./kit.ts";
import { sayWith, type ToolSay } from "./say.ts";

const input = z.object({
  prompt: z.string(),
  files: z.array(z.string()).optional(),
  agent: z.string().optional(),
  timeout: z.number().int().optional(),
});

type AgentInput = z.infer<typeof input>;

const usualTimeoutSeconds = 300;
const maxTimeoutSeconds = 3_600;
const maxFileBytes = 250 * 1024;

export const askAgentPart: ToolPart = { words: agentWords, make: makeAskAgent };

/** Its effect is "read": what the other agent does goes through gates of its own. */
function makeAskAgent(words: ToolWords, kit: ToolKit): Tool {
  const say = sayWith(words);
  return defineTool<AgentInput>(words, {
    input,
    effect: "read",
    run: (wish, context) => askAgent(wish, context, kit, say),
  });
}

async function askAgent(
  wish: AgentInput,
  context: ToolContext,
  kit: ToolKit,
  say: ToolSay,
): Promise<ToolResult> {
  const { timeout = usualTimeoutSeconds } = wish;
  if (wish.prompt.trim() === "") return refuse(say("blank"));
  if (timeout <= 0) return refuse(say("bad_timeout"));
  const chosen = agentFor(wish.agent, kit, say);
  if (chosen.type === "refused") return refuse(chosen.text);
  const shown = await filesText(wish.files ?? [], context.root, say);
  if (shown.type === "refused") return refuse(shown.text);
  const { agent } = chosen;
  const seconds = Math.min(timeout, maxTimeoutSeconds);
  const limit = AbortSignal.timeout(seconds * 1_000);
  const { callId, emit } = context;
  const prompt = [wish.prompt, ...shown.blocks].join("\n\n");
  const task = { callId, agent, prompt, timeoutMs: seconds * 1_000, emit };
  try {
    const result = await kit.runAgent(task, AbortSignal.any([context.signal, limit]));
    return result.text.trim() === "" ? refuse(say("empty", { agent })) : result;
  } catch (error) {
    if (context.signal.aborted) throw error;
    if (limit.aborted) return refuse(say("timed_out", { agent, seconds }));
    if (!(error instanceof ModelError)) throw error;
    return refuse(say("failed", { agent, why: error.message }));
  }
}

type Refused = { readonly type: "refused"; readonly text: string };

/** Without a name, the first agent that may be asked. */
function agentFor(
  name: string | undefined,
  kit: ToolKit,
  say: ToolSay,
): Refused | { readonly type: "agent"; readonly agent: string } {
  const wanted = name?.trim() || kit.agents[0];
  if (wanted === undefined) return { type: "refused", text: say("no_agents") };
  const agent = kit.agents.find((one) => one.toLowerCase() === wanted.toLowerCase());
  if (agent !== undefined) return { type: "agent", agent };
  const agents = kit.agents.join(", ");
  return {
    type: "refused",
    text: say(agents === "" ? "no_agents" : "unknown", { agent: wanted, agents }),
  };
}

/** The files as they are, each in a fence that its text cannot close. */
async function filesText(
  files: readonly string[],
  root: string,
  say: ToolSay,
): Promise<Refused | { readonly type: "files"; readonly blocks: readonly string[] }> {
  const blocks: string[] = [];
  for (const written of files) {
    const found = await findPath(root, written, "file");
    if (found.type !== "found") return { type: "refused", text: found.text };
    const path = found.relative;
    const file = await readOrWhy(found.absolute);
    if (typeof file === "string") return { type: "refused", text: `${path}: ${file}` };
    const values = { path, bytes: file.bytes, max: maxFileBytes };
    if (file.type === "binary") return { type: "refused", text: say("binary", values) };
    if (file.type === "too-large" || file.bytes > maxFileBytes) {
      return { type: "refused", text: say("too_large", values) };
    }
    const { text } = file;
    const fence = "`".repeat(
      Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)),
    );
    blocks.push(say("file", { path, fence, text: text.replace(/\n$/, "") }));
  }
  return { type: "files", blocks };
}

async function readOrWhy(absolute: string) {
  try {
    return await readText(absolute);
  } catch (error) {
    if (error instanceof FileError) return error.message;
    throw error;
  }
}
