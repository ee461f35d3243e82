import { join } from "node:path";
import type { Entry } from "../core/event.ts";
import type { Progress } from "../core/model.ts";
import { planOf } from "../core/plan.ts";
import type { Tool } from "../core/tool.ts";
import type { PermissionMode } from "../gates/decide.ts";
import { type Grants, openGrants } from "../gates/grants.ts";
import type { PermissionOptions } from "../gates/permission.ts";
import type { Snapshots } from "../session/snapshots/snapshots.ts";
import type { ToolKit } from "../tools/kit.ts";
import { listAgents } from "./agents.ts";
import { assemble, type Parts } from "./assemble.ts";
import type { Config } from "./config.ts";
import { type Conversation, openConversation } from "./conversation.ts";
import type { AppStage } from "./flow-stages.ts";
import { answersFor, flowOf } from "./flow-start.ts";
import { gitLine } from "./git-line.ts";
import { lateGates } from "./late-gate.ts";
import type { LateSandbox } from "./late-sandbox.ts";
import { snapshotsFor } from "./late-snapshots.ts";
import { isOn } from "./mechanisms.ts";
import type { OpenedModel } from "./open-model.ts";
import { onlyReads, type StageHolder } from "./open-stage.ts";
import { openingFor } from "./opening.ts";
import { openSession, type Resume } from "./session.ts";
import { answerAside } from "./side-question.ts";
import { closeParts, openedFor, prefixFor, sandboxFor } from "./start-parts.ts";
import { steer } from "./steered-model.ts";
import { runSubAgent } from "./sub-agent.ts";
import { toolsFor } from "./toolbox.ts";
import { loadWords } from "./words.ts";

export type StartOptions = {
  readonly version: string;
  readonly resume: Resume;
  /** Told what a person should see before the first reply. */
  readonly notice: (text: string) => void;
  readonly onProgress?: (progress: Progress) => void;
  /** Asks the person; absent where nobody is there. */
  readonly ask?: PermissionOptions["ask"];
  /** The permission mode, asked anew for each call. Default: the configuration's. */
  readonly permissionMode?: () => PermissionMode;
  /** What "always" allowed; hand it on to the next conversation to keep it. Default: an empty one. */
  readonly grants?: Grants;
  /** Told of the rules that "always" added for this session. */
  readonly onGrant?: PermissionOptions["onGrant"];
  /** Puts a question of the model to the person; without it the model has no tool for that. */
  readonly askPerson?: ToolKit["askPerson"];
  readonly inbox?: Parts["inbox"];
  /** The session that a sub-agent works for. */
  readonly within?: string;
  /** A model that is being opened: whoever opened it closes it, unless it is handed over. */
  readonly opened?: Promise<OpenedModel> | OpenedModel;
  readonly keepOpen?: true;
  /** Where commands run; whoever opened it closes it. Default: what the configuration says. */
  readonly sandbox?: LateSandbox;
  /** The state of the folder, where it was asked for already. */
  readonly git?: Promise<string>;
};

export type Started = AsyncDisposable & {
  readonly conversation: Conversation;
  readonly opened: OpenedModel;
  readonly sandbox: LateSandbox;
  readonly tools: readonly Tool[];
  readonly grants: Grants;
  readonly version: string;
  /** Of the folder's files; undefined where they are off. */
  readonly snapshots: Snapshots | undefined;
};

const defaultShellSeconds = 120;
const scratchPath = ".localcode/scratch";

/** Opens everything a conversation needs, side by side; throws an error whose sentence says what is missing. */
export async function startConversation(
  config: Config,
  options: StartOptions,
  signal: AbortSignal,
): Promise<Started> {
  const scratchDir = join(config.cwd, scratchPath);
  const grants = options.grants ?? openGrants();
  const stage: StageHolder = { stage: undefined };
  const late: { spoken?: Conversation; opened?: OpenedModel } = {};
  const kit = kitFor(config, options, {
    scratchDir,
    grants,
    entries: () => late.spoken?.entries() ?? [],
    session: () => late.spoken?.identity.session ?? "",
    opened: () => late.opened,
    stage: () => stage.stage,
    onlyReads: () => onlyReads(parts),
  });
  const flow = await flowOf(config);
  const tools = await toolsFor(flow?.fields ?? config.fields, config.folders, kit);
  const opened = await openedFor(config, options, signal);
  late.opened = opened;
  const sandbox = options.sandbox ?? (await sandboxFor(config, tools, options.notice));
  const prefix = prefixFor(config, tools);
  const session = await openSession(config, opened, { ...options, prefix });
  const words = await loadWords(config.folders);
  const git = await (options.git ?? gitLine(config.cwd));
  const { contextTokens } = opened.model;
  const opening = openingFor(config, { git, contextTokens }, options.notice);
  const { history } = session.log;
  const entries = () => late.spoken?.entries() ?? history;
  const permissionMode = options.permissionMode ?? (() => config.fields.permission_mode ?? "ask");
  const own = { config, words, tools, permissionMode };
  const steered = await steer(own, { opened, entries, stage });
  const snapshots = snapshotsFor(config, options.ask !== undefined);
  const parts: Parts = {
    ...own,
    ...steered,
    snapshots,
    sandbox,
    opening,
    scratchDir,
    historyEndMs: session.historyEndMs,
    person: personOf(options, grants),
    ...(options.inbox && { inbox: options.inbox }),
  };
  const gateForRun = lateGates(parts, { history, entries });
  const conversation = openConversation({
    ...session,
    window: contextTokens,
    agentForRun: () => ({ ...assemble(parts, gateForRun()), around: session.watch.around }),
    lastRequest: opened.lastRequest,
    snapshots,
    phases: parts.phases,
    ...answersFor(flow, parts, gateForRun),
  });
  late.spoken = conversation;
  return {
    conversation,
    opened,
    sandbox,
    tools,
    grants,
    version: options.version,
    snapshots,
    [Symbol.asyncDispose]: async () => {
      session.log[Symbol.dispose]();
      await closeParts({ ...parts, ...steered }, options.keepOpen ? undefined : opened);
    },
  };
}

function personOf({ ask, onGrant }: StartOptions, grants: Grants): Parts["person"] {
  return { grants, ...(ask && { ask }), ...(onGrant && { onGrant }) };
}

type Lent = {
  readonly scratchDir: string;
  readonly grants: Grants;
  readonly entries: () => readonly Entry[];
  readonly opened: () => OpenedModel | undefined;
  readonly session: () => string;
  readonly stage: () => AppStage | undefined;
  /** Whether the phase or stage that is open forbids changes. */
  readonly onlyReads: () => boolean;
};

function kitFor(config: Config, options: StartOptions, lent: Lent): ToolKit {
  const { fields } = config;
  const asksAgents = fields.tools?.includes("ask_agent") ?? false;
  return {
    readFormat: fields.read_format ?? (fields.edit_format === "anchored" ? "hashline" : "numbered"),
    editFormat: fields.edit_format ?? "replace",
    ...(isOn(fields, "edit_leniency") ? {} : { exactEdits: true as const }),
    shellTimeoutMs: (fields.shell_timeout_seconds ?? defaultShellSeconds) * 1_000,
    scratchDir: lent.scratchDir,
    ...(options.askPerson && { askPerson: options.askPerson }),
    agents: asksAgents ? [...listAgents(config.folders).keys()] : [],
    plan: () => planOf(lent.entries()),
    openStage: () => lent.stage()?.id,
    askModel: async (question, signal) => {
      const opened = lent.opened();
      if (opened === undefined) throw new Error("The model is not open yet.");
      return await answerAside(opened.model, question, lent.entries(), signal);
    },
    runAgent: async (task, signal) => {
      const open = async (sub: Config) => await subConversation(config, sub, options, lent, signal);
      return await runSubAgent(open, config, task, signal);
    },
  };
}

/** The sub-agent's conversation, whose model stays open where it is the parent's. */
async function subConversation(
  parent: Config,
  config: Config,
  options: StartOptions,
  lent: Lent,
  signal: AbortSignal,
): Promise<Started> {
  const shared = config.fields.model === parent.fields.model ? lent.opened() : undefined;
  const { inbox: _inbox, opened: _opened, askPerson: _ask, permissionMode, ...rest } = options;
  const own = shared === undefined ? rest : { ...rest, opened: shared, keepOpen: true as const };
  const reading = lent.onlyReads() ? () => "plan" as const : permissionMode;
  const held = reading && { permissionMode: noMoreThan(config, reading) };
  const { grants } = lent;
  const within = lent.session();
  const sub = { ...own, ...held, grants, within, resume: { type: "new" as const } };
  return await startConversation(config, sub, signal);
}

/** A sub-agent that only plans goes on planning, whatever the person lets its parent do. */
function noMoreThan({ agent }: Config, mode: () => PermissionMode): () => PermissionMode {
  return agent.fields.permission_mode === "plan" ? () => "plan" : mode;
}
