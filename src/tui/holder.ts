import { type Config, loadConfig } from "../app/config.ts";
import { startOrDemonstrate } from "../app/demonstration.ts";
import { mergeFields } from "../app/merge.ts";
import { type OpenedModel, openModel } from "../app/open-model.ts";
import type { SettingsFile } from "../app/settings.ts";
import { type Started, type StartOptions, startConversation } from "../app/start.ts";
import { ModelError, type Progress } from "../core/model.ts";
import type { Place, Reopening } from "./command.ts";

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
  /** What was asked for on the command line and since then. */
  flags: SettingsFile;
  place: Place | undefined;
  resume: StartOptions["resume"];
  model: { readonly key: string; readonly opened: OpenedModel } | undefined;
  started: Started | undefined;
  opening: Promise<Started> | undefined;
};

type Wish = Pick<Held, "flags" | "place"> & {
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
    flags: flagsOf(first),
    place: undefined,
    resume,
    model: undefined,
    started: undefined,
    opening: undefined,
  };
  const start = starter({ held, first, options, events, signal: control.signal });
  const open = async (wish: Wish): Promise<Started> => {
    events.onOpening();
    const { resume: from, place, isOther } = wish;
    const { config, model, started } = await startOrDemonstrate(wish.config, from, start(from));
    // A model that stands in stays until another one is chosen.
    const flags = config === wish.config ? wish.flags : { ...wish.flags, agent: config.agent.key };
    const old = { model: held.model, started: held.started };
    Object.assign(held, { config, flags, place, model, started, resume: from });
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
    ready: async () => await (held.opening ?? held.started ?? once({ ...held, isOther: true })),
    async settled() {
      await held.opening?.catch(() => "It was said where it was awaited.");
      return held.started;
    },
    async reopen(change) {
      await held.opening?.catch(() => "It was said where it was awaited.");
      const wanted = await changed(first, held, change);
      const isOther = change.session !== undefined || held.started === undefined;
      return await once({ ...wanted, resume: resumeFor(held, change), isOther });
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

type Starting = Pick<Held, "model"> & {
  readonly config: Config;
  readonly started: Started;
};

/** Opens a conversation, on the model that is open where that is the one it wants. */
function starter({ held, first, options, events, signal }: StarterNeeds) {
  return (resume: StartOptions["resume"]) =>
    async (config: Config): Promise<Starting> => {
      const model = await modelFor(held, config, events, signal);
      const { git, ...others } = options;
      // What git says was asked of the first folder.
      const asked = config.cwd === first.cwd && git !== undefined ? options : others;
      const started = await startConversation(
        config,
        { ...asked, resume, opened: model.opened, keepOpen: true },
        signal,
      ).catch(async (error) => {
        if (model !== held.model) await model.opened.close();
        throw error;
      });
      return { config, model, started };
    };
}

type StarterNeeds = {
  readonly held: Held;
  readonly first: Config;
  readonly options: HolderOptions;
  readonly events: HolderEvents;
  readonly signal: AbortSignal;
};

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

function flagsOf({ layers }: Config): SettingsFile {
  return layers.find(({ source }) => source === "command line")?.fields ?? {};
}

/** The files are read again, so that a change in them counts. */
async function changed(
  { cwd, env }: Config,
  held: Held,
  change: Reopening,
): Promise<Pick<Wish, "config" | "flags" | "place">> {
  // Another session is one of the first folder again.
  const place = change.place ?? (change.session === undefined ? held.place : undefined);
  const agent = change.agent === undefined ? {} : { agent: change.agent };
  // The values are checked with the rest of the configuration's command line layer.
  const asked = { ...change.fields, ...agent } as SettingsFile;
  const flags = mergeFields(held.flags, asked);
  const fields = mergeFields(flags, place?.fields ?? {});
  return { config: await loadConfig(place?.cwd ?? cwd, env, fields), flags, place };
}

function resumeFor({ started, resume }: Held, { session }: Reopening): StartOptions["resume"] {
  if (session === "new") return { type: "new" };
  if (session !== undefined) return { type: "id", ...session };
  if (started === undefined) return resume;
  const { identity, entries } = started.conversation;
  return entries().length === 0 ? { type: "new" } : { type: "id", id: identity.session };
}
