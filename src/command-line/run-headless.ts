import type { Config } from "../app/config.ts";
import { ConfigError } from "../app/config-error.ts";
import { demonstrationLine, startOrDemonstrate } from "../app/demonstration.ts";
import { phaseLogOf } from "../app/phase-log.ts";
import type { Started, StartOptions } from "../app/start.ts";
import type { OutputFormat } from "../headless/print.ts";
import { writeOut } from "../lib/write-out.ts";
import { onInterrupt } from "./interrupt.ts";
import { openingLimit } from "./opening-limit.ts";

export type HeadlessRun = {
  readonly config: Config;
  readonly options: StartOptions;
  /** "" goes on with the run that the session broke off in. */
  readonly prompt: string;
  readonly format: OutputFormat;
};

export const noPrompt =
  'There is no prompt. Give one: localcode -p "…", -f FILE, or pipe it in. -c alone goes on with a run that was broken off.';

/** One prompt without a terminal; returns the exit code. */
export async function runHeadless(run: HeadlessRun): Promise<number> {
  const { config, options, prompt, format } = run;
  const { signal } = onInterrupt();
  const opening = openingLimit(config.fields.limits?.timeout_seconds, signal);
  await using started = await opening.within(startedFor(run, opening.signal));
  if (prompt === "" && !started.conversation.isLeftOpen()) throw new ConfigError(noPrompt);
  const { printRun } = await import("../headless/print.ts");
  const result = await printRun(started.conversation, {
    format,
    prompt: prompt === "" ? undefined : prompt,
    signal,
    out: (text) => writeOut(1, text),
    progress: options.notice,
    showPhases: phaseLogOf(config).shown,
  });
  return result.exitCode;
}

async function startedFor({ config, options }: HeadlessRun, signal: AbortSignal): Promise<Started> {
  const { resume, notice } = options;
  const onProgress = sayOnce(notice);
  // The server is asked first; all that is not needed for that is loaded while it answers.
  const { openModel } = await import("../app/open-model.ts");
  return await startOrDemonstrate(config, resume, async (wanted) => {
    if (wanted !== config) notice(await demonstrationLine(wanted));
    const opened = openModel(wanted, { onProgress, signal });
    opened.catch(() => "Its failure is thrown where it is awaited.");
    const { startConversation } = await import("../app/start.ts");
    return await startConversation(wanted, { ...options, opened }, signal);
  });
}

/** A model that loads for minutes is told of once. */
function sayOnce(notice: (text: string) => void): () => void {
  let said = false;
  return () => {
    if (!said) notice("Waiting for the model to load.");
    said = true;
  };
}
