import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../../app/config.ts";
import type { LateSandbox } from "../../app/late-sandbox.ts";
import { type OpenedModel, openModel } from "../../app/open-model.ts";
import type { SettingsFile } from "../../app/settings.ts";
import { type Started, startConversation } from "../../app/start.ts";
import type { Sandbox } from "../../core/tool.ts";
import { answerPatterns, protectedBy, testPatterns } from "../../gates/protect.ts";
import { testCommandRules } from "../../gates/rules.ts";
import { withTraffic } from "../traffic.ts";
import type { Exercise } from "../types.ts";
import type { HarnessKind, TrialPlace } from "./harness.ts";

export const trafficName = "traffic.jsonl";

export type SelfOptions = {
  /** As the run was asked for; each trial has its own folder and logs. */
  readonly config: Config;
  readonly version: string;
  /** Time of one try. */
  readonly limitMs: number;
  /** The model of all trials, where it is opened only once; it stays open. */
  readonly shared?: OpenedModel;
  /** Gives a trial its model. Default: the one that the configuration names. */
  readonly modelFor?: (place: TrialPlace, signal: AbortSignal) => Promise<OpenedModel>;
};

/**
 * This agent, in this process. A trial costs no start of a program, a GGUF is loaded once for all of
 * them, and whatever ends this process ends its agents too: none is left behind that works on. What a
 * child process would hold off is held otherwise: a GGUF runs in a process of its own anyway, commands
 * run in the sandbox, and what a trial throws is caught by the runner.
 */
export function selfHarness(options: SelfOptions): HarnessKind {
  return {
    name: "self",
    open: async (place, signal) => {
      await mkdir(join(place.workspace, ".localcode"), { recursive: true });
      const started = await startTrial(options, place, signal);
      return {
        name: "self",
        attempt: (job) => started.conversation.send(job.prompt, job.signal),
        [Symbol.asyncDispose]: () => started[Symbol.asyncDispose](),
      };
    },
  };
}

async function startTrial(
  options: SelfOptions,
  place: TrialPlace,
  signal: AbortSignal,
): Promise<Started> {
  const config = trialConfig(options, place);
  const opened = await modelFor(options, config, place, signal);
  return await startConversation(
    config,
    {
      version: options.version,
      resume: { type: "new" },
      notice: () => undefined,
      opened: withTraffic(opened, join(place.logs, trafficName)),
      ...(options.shared && { keepOpen: true as const }),
      sandbox: lent(place.sandbox),
      // The state of the repository around the run's folder is nothing of the exercise.
      git: Promise.resolve(""),
    },
    signal,
  );
}

async function modelFor(
  { shared, modelFor: own }: SelfOptions,
  config: Config,
  place: TrialPlace,
  signal: AbortSignal,
): Promise<OpenedModel> {
  if (own !== undefined) return await own(place, signal);
  return shared ?? (await openModel(config, { onProgress: () => undefined, signal }));
}

function trialConfig({ config, limitMs }: SelfOptions, place: TrialPlace): Config {
  const { fields } = config;
  const own: SettingsFile = {
    permission_mode: "auto-edit",
    // Whatever the person's own rules allow: the tests are run by the grader alone.
    permissions: [...(fields.permissions ?? []), ...testCommandRules],
    protect: [...(fields.protect ?? []), ...protectedIn(place.exercise)],
    limits: { ...fields.limits, timeout_seconds: limitMs / 1_000 },
    logs: place.logs,
    snapshots: false,
    ...(typeof fields.seed === "number" && { seed: fields.seed + place.repeat - 1 }),
  };
  return { ...config, cwd: place.workspace, fields: { ...fields, ...own } };
}

/** Tests, answers and build files; never a file that is to be filled in. */
export function protectedIn({ solutionFiles, editorFiles, testFiles }: Exercise): string[] {
  const named = [...editorFiles, ...testFiles].map((path) => `/${path}`);
  return [...testPatterns, ...answerPatterns, ...named].filter(
    (pattern) => !solutionFiles.some(protectedBy([pattern])),
  );
}

/** A sandbox for a conversation that does not close it. */
function lent(sandbox: Sandbox): LateSandbox {
  const keep = () => Promise.resolve();
  return {
    open: () => Promise.resolve(sandbox),
    placeholder: { ...sandbox, [Symbol.asyncDispose]: keep },
    [Symbol.asyncDispose]: keep,
  };
}
