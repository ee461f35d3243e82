import { type Config, loadConfig } from "../app/config.ts";
import { mergeFields } from "../app/merge.ts";
import { type OpenedModel, openModel } from "../app/open-model.ts";
import type { SettingsFile } from "../app/settings.ts";
import { type Started, type StartOptions, startConversation } from "../app/start.ts";
import { ModelError, type Progress } from "../core/model.ts";
import type { Reopening } from "./command.ts";

/** What is the same for every conversation of this terminal. */
export type HolderOptions = Omit<StartOptions, "resume" | "opened" | "keepOpen" | "onProgress">;

export type HolderEvents = {
  readonly onOpening: () => void;
  readonly onProgress: (progress: Progress) => void;
  readonly onFailed: () => void;
  /** `isOther`: it is not the one whose transcript is on the screen. */
  readonly onOpen: (started: Started, config: Config, isOther: boolean) => void;
};

/** Holds the open conversation, and opens another one in its place. */
export type Holder = {
  readonly config: () => Config;
  readonly started: () => Started | undefined;
  /** The conversation; opens it where the last attempt failed. Throws what opening throws. */
  ready(): Promise<Started>;
  /** The conversation when nothing is being opened any more; undefined where none is open. */
  settled(): Promise<Started | undefined>;
  /** Puts another conversation in its place; where that fails the old one stays. */
  reopen(change: Reopening): Promise<Started>;
  close(): Promise<void>;
};

type Held = {
  config: Config;
  resume: StartOptions["resume"];
  model: { readonly key: string; readonly opened: OpenedModel } | undefined;
  started: Started | undefined;
  opening: Promise<Started> | undefined;
};

type Wish = {
  readonly config: Config;
  readonly resume: StartOptions["resume"];
  readonly isOther: boolean;
};

export function holdConversation(
  first: Config,
  resume: StartOptions["resume"],
  options: HolderOptions,
  events: HolderEvents,
): Holder {
  const control = new AbortController();
  const held: Held = {
    config: first,
    resume,
    model: undefined,
    started: undefined,
    opening: undefined,
  };
  const open = async ({ config, resume: from, isOther }: Wish): Promise<Started> => {
    events.onOpening();
    const model = await modelFor(held, config, events, control.signal);
    const started = await startConversation(
      config,
      { ...options, resume: from, opened: model.opened, keepOpen: true },
      control.signal,
    ).catch(async (error) => {
      if (model !== held.model) await model.opened.close();
      throw error;
    });
    const old = { model: held.model, started: held.started };
    Object.assign(held, { config, model, started, resume: from });
    await old.started?.[Symbol.asyncDispose]();
    if (old.model !== undefined && old.model !== model) await old.model.opened.close();
    events.onOpen(started, config, isOther);
    return started;
  };
  const openOrSay = async (wish: Wish): Promise<Started> => {
    try {
      return await open(wish);
    } catch (error) {
      events.onFailed();
      throw error;
    }
  };
  const once = (wish: Wish): Promise<Started> => {
    const opening = openOrSay(wish).finally(() => {
      if (held.opening === opening) held.opening = undefined;
    });
    held.opening = opening;
    return opening;
  };
  return {
    config: () => held.config,
    started: () => held.started,
    ready: async () =>
      await (held.opening ??
        held.started ??
        once({ config: held.config, resume: held.resume, isOther: true })),
    async settled() {
      await held.opening?.catch(() => "It was said where it was awaited.");
      return held.started;
    },
    async reopen(change) {
      await held.opening?.catch(() => "It was said where it was awaited.");
      const config = await changed(held.config, change);
      const isOther = change.session !== undefined || held.started === undefined;
      return await once({ config, resume: resumeFor(held, change), isOther });
    },
    async close() {
      // Of a type that is told, not thrown on: whoever waits for the conversation is told it in vain.
      control.abort(
        new ModelError("unreachable", "The terminal is left before the model is open."),
      );
      await held.started?.[Symbol.asyncDispose]();
      await held.model?.opened.close();
    },
  };
}

/** The open model where the new configuration wants the same one. */
async function modelFor(held: Held, config: Config, events: HolderEvents, signal: AbortSignal) {
  const key = modelKey(config);
  if (held.model?.key === key) return held.model;
  const { onProgress } = events;
  return { key, opened: await openModel(config, { onProgress, signal }) };
}

/** What may differ without the model being another one. */
const besideTheModel: ReadonlySet<string> = new Set([
  "permission_mode",
  "permissions",
  "sandbox",
  "snapshots",
  "logs",
  "agent",
  "name",
  "description",
  "extends",
]);

function modelKey({ fields, agent }: Config): string {
  const own = Object.entries(fields).filter(([name]) => !besideTheModel.has(name));
  return JSON.stringify([agent.key, own]);
}

/** The files are read again, so that a change in them counts. */
async function changed({ cwd, env, layers }: Config, change: Reopening): Promise<Config> {
  const flags = layers.find(({ source }) => source === "command line")?.fields ?? {};
  const agent = change.agent === undefined ? {} : { agent: change.agent };
  // The values are checked with the rest of the configuration's command line layer.
  const asked = { ...change.fields, ...agent } as SettingsFile;
  return await loadConfig(cwd, env, mergeFields(flags, asked));
}

function resumeFor({ started, resume }: Held, { session }: Reopening): StartOptions["resume"] {
  if (session === "new") return { type: "new" };
  if (session !== undefined) return { type: "id", ...session };
  if (started === undefined) return resume;
  const { identity, entries } = started.conversation;
  return entries().length === 0 ? { type: "new" } : { type: "id", id: identity.session };
}
