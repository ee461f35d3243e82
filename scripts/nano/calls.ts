import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { getLlama, type LlamaContextSequence, type Token } from "node-llama-cpp";

/**
 * What nano writes where nothing forces it: each call of the examination's episodes, without a
 * grammar, and how fast. `bun scripts/nano/calls.ts EPISODES [MODEL.gguf] [EPISODES_AT_MOST]`
 */
type Packed = readonly [text: string, special: 0 | 1, learnt: 0 | 1];

const [folder, file, most] = process.argv.slice(2);
if (folder === undefined) throw new Error("Name the folder of the episodes.");
const callTokensAtMost = 1_500;
const needed: Readonly<Record<string, readonly string[]>> = {
  read: ["path"],
  write: ["path", "content"],
  edit: ["path", "old", "new"],
  shell: ["command"],
};
const llama = await getLlama({ build: "never", gpu: false });
const modelPath = file ?? join(import.meta.dir, "..", "..", "agents", "nano.gguf");
const model = await llama.loadModel({ modelPath });
// More threads than the machine has cores to spare wait for each other: as nano.json has it.
const context = await model.createContext({ contextSize: 8_192, threads: 1 });
const sequence = context.getSequence();
const system: Packed[] = JSON.parse(await readFile(join(folder, "system.json"), "utf8"));
const lines = (await readFile(join(folder, "exam.jsonl"), "utf8")).trim().split("\n");
const counts = { calls: 0, valid: 0, tokens: 0, decodeMs: 0, firstMs: 0, prompts: 0 };
for (const line of lines.slice(0, most === undefined ? lines.length : Number(most))) {
  const [, segments]: [string, Packed[]] = JSON.parse(line);
  let said: Token[] = tokensOf(system);
  let inReply = false;
  await sequence.clearHistory();
  for (const segment of segments) {
    const learnt = segment[2] === 1;
    if (learnt && !inReply && segment[0].startsWith("<tool_call>")) await tryCall(sequence, said);
    inReply = learnt;
    said = [...said, ...tokensOf([segment])];
  }
}
const perSecond = (counts.tokens / counts.decodeMs) * 1_000;
console.log(
  `valid calls without a grammar: ${counts.valid}/${counts.calls}; ${perSecond.toFixed(0)} tokens a second; first token of a whole prompt after ${(counts.firstMs / counts.prompts).toFixed(0)} ms`,
);
process.exit(0);

function tokensOf(segments: readonly Packed[]): Token[] {
  return segments.flatMap(([text, special]) => model.tokenize(text, special === 1));
}

async function tryCall(place: LlamaContextSequence, said: Token[]): Promise<void> {
  await place.adaptStateToTokens(said, false);
  const isWholePrompt = place.nextTokenIndex === 0;
  const written: Token[] = [];
  const began = performance.now();
  let first = 0;
  for await (const token of place.evaluate(said.slice(place.nextTokenIndex), { temperature: 0 })) {
    first ||= performance.now();
    if (model.isEogToken(token) || written.length >= callTokensAtMost) break;
    written.push(token);
  }
  counts.calls += 1;
  counts.valid += isValid(model.detokenize(written, true)) ? 1 : 0;
  counts.tokens += written.length;
  counts.decodeMs += performance.now() - first;
  if (!isWholePrompt) return;
  counts.firstMs += first - began;
  counts.prompts += 1;
}

function isValid(text: string): boolean {
  const written = /^<tool_call>\n(.*)\n<\/tool_call>$/s.exec(text)?.[1];
  try {
    const call: unknown = JSON.parse(written ?? "");
    if (typeof call !== "object" || call === null) return false;
    const { name, arguments: given } = call as { name?: string; arguments?: object };
    const wanted = needed[name ?? ""];
    return wanted?.every((key) => typeof Reflect.get(given ?? {}, key) === "string") ?? false;
  } catch {
    return false;
  }
}
