import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenedModel } from "../app/open-model.ts";
import { type ChatModel, type ChatRequest, ModelError } from "../core/model.ts";
import { parseJsonLines } from "../lib/jsonl.ts";
import { openSandbox } from "../sandbox/index.ts";
import { type SelfOptions, selfHarness, trafficName } from "./harnesses/self.ts";
import { differenceOf } from "./replay-difference.ts";
import { type Exchange, requestsOf } from "./traffic.ts";
import { trialFiles } from "./trial-files.ts";
import type { TrialParts } from "./trial-parts.ts";
import type { Exercise } from "./types.ts";
import { makeWorkspace } from "./workspace.ts";

export type ReplayParts = Pick<
  TrialParts,
  "sandbox" | "image" | "hidden" | "tests" | "tryLimitMs"
> &
  Pick<SelfOptions, "config" | "version"> & { readonly window: number };

export type Replayed = {
  readonly requests: number;
  /** The first request that is not as it was, or a file that is not; absent: all is as it was. */
  readonly differs?: string;
};

/** One trial once more without a model: its recorded replies are given again, in their order. */
export async function replayTrial(
  exercise: Exercise,
  recorded: string,
  repeat: number,
  parts: ReplayParts,
  signal: AbortSignal,
): Promise<Replayed> {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "localcode-replay-")));
  try {
    return await replayIn(path, { exercise, recorded, repeat }, parts, signal);
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

type Recorded = {
  readonly exercise: Exercise;
  readonly recorded: string;
  readonly repeat: number;
};

async function replayIn(
  path: string,
  { exercise, recorded, repeat }: Recorded,
  parts: ReplayParts,
  signal: AbortSignal,
): Promise<Replayed> {
  const workspace = join(path, trialFiles.workspace);
  const before = join(recorded, trialFiles.workspace);
  const player = playerOf(trafficIn(recorded), parts.window, { workspace, before });
  const { config, version, sandbox: kind, hidden, tests, tryLimitMs: limitMs, image } = parts;
  await makeWorkspace(exercise, workspace, { tests });
  const place = { root: workspace, network: false, writable: [], guarded: [], hidden };
  await using sandbox = await openSandbox(kind, {
    ...place,
    ...(image === undefined ? {} : { image }),
  });
  const modelFor = () => Promise.resolve(player.opened);
  const logs = join(path, trialFiles.logs);
  const kinds = selfHarness({ config, version, limitMs, modelFor });
  await using harness = await kinds.open({ exercise, workspace, logs, sandbox, repeat }, signal);
  for (const [index, prompt] of promptsIn(recorded).entries()) {
    const job = { exercise, workspace, prompt, attempt: index + 1, logs, signal };
    for await (const _event of harness.attempt(job)) if (player.differs() !== undefined) break;
  }
  const differs = player.differs() ?? player.left() ?? fileDifference(exercise, workspace, before);
  return { requests: player.asked(), ...(differs === undefined ? {} : { differs }) };
}

function trafficIn(folder: string): readonly Exchange[] {
  const file = join(folder, trialFiles.logs, trafficName);
  // We wrote it ourselves; a torn last line was a request that nobody answered.
  return existsSync(file) ? (parseJsonLines(readFileSync(file, "utf8")).values as Exchange[]) : [];
}

/** The prompts that a trial was given, in their order. */
function promptsIn(folder: string): readonly string[] {
  const prompts: string[] = [];
  for (let attempt = 1; existsSync(join(folder, trialFiles.prompt(attempt))); attempt += 1)
    prompts.push(readFileSync(join(folder, trialFiles.prompt(attempt)), "utf8"));
  return prompts;
}

type Player = {
  readonly opened: OpenedModel;
  readonly asked: () => number;
  readonly differs: () => string | undefined;
  /** What is said where requests were recorded that nobody made. */
  readonly left: () => string | undefined;
};

type Folders = { readonly workspace: string; readonly before: string };

function playerOf(exchanges: readonly Exchange[], window: number, folders: Folders): Player {
  const requests = requestsOf(exchanges);
  let asked = 0;
  let differs: string | undefined;
  const answer = (request: ChatRequest): Exchange => {
    const exchange = exchanges[asked];
    const recorded = requests[asked];
    asked += 1;
    const found =
      recorded === undefined || exchange === undefined
        ? `request ${asked} was not made then: the recorded run had ended.`
        : differenceOf(plainRequest(recorded, folders), plainRequest(request, folders));
    if (found === undefined && exchange !== undefined) return exchange;
    differs ??= recorded === undefined ? found : `request ${asked}: ${found}`;
    throw new ModelError("rejected", differs ?? "");
  };
  const model: ChatModel = {
    name: "replay",
    contextTokens: window,
    async *stream(request) {
      const { reply, error } = answer(request);
      if (error !== undefined) throw new ModelError(errorKind(error.kind), error.text);
      if (reply === undefined) throw new ModelError("rejected", "Nothing was recorded.");
      if (reply.message.text !== "") yield { type: "text", delta: reply.message.text };
      yield reply;
    },
  };
  const opened: OpenedModel = {
    ...{ model, runtime: "replay", modelName: "replay", windowSource: "the run card" },
    ...{ notices: [], lastRequest: () => undefined, close: () => Promise.resolve() },
    aside: () => model,
  };
  const left = () =>
    asked < exchanges.length
      ? `request ${asked + 1} of ${exchanges.length} is not made any more.`
      : undefined;
  return { opened, asked: () => asked, differs: () => differs, left };
}

function errorKind(kind: NonNullable<Exchange["error"]>["kind"]): ModelError["kind"] {
  return kind === "cancelled" || kind === "other" ? "unreachable" : kind;
}

/** Without what is allowed to differ: the day, and where the workspace lies. */
function plainRequest(request: ChatRequest, { workspace, before }: Folders): ChatRequest {
  const text = JSON.stringify(request)
    .replaceAll(before, "<workspace>")
    .replaceAll(workspace, "<workspace>")
    .replace(/Date: \d{4}-\d\d-\d\d/g, "Date: <day>");
  return JSON.parse(text) as ChatRequest;
}

function fileDifference(
  { solutionFiles }: Exercise,
  workspace: string,
  before: string,
): string | undefined {
  const read = (folder: string, file: string) =>
    existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8") : undefined;
  const file = solutionFiles.find((one) => read(workspace, one) !== read(before, one));
  return file === undefined ? undefined : `${file} is not as it was.`;
}
