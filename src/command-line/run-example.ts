import { loadConfig } from "../app/config.ts";
import { ConfigError } from "../app/config-error.ts";
import {
  demonstrationLine,
  demonstrationOf,
  isNothingServed,
  namesNothing,
} from "../app/demonstration.ts";
import { copyExample, exampleFields, examplePrompt, exampleTitle } from "../app/example.ts";
import { gitLine } from "../app/git-line.ts";
import { mergeFields } from "../app/merge.ts";
import { type HeadlessRun, noPrompt, runHeadless } from "./run-headless.ts";

/**
 * Nothing was asked and nobody is there to ask: where no model is named and none is served, the
 * example shows what localcode does, on the model that ships. Anywhere else a prompt is missing.
 */
export async function runExample(run: HeadlessRun): Promise<number> {
  const { config, options } = run;
  const isFirst =
    namesNothing(config) && (await isNothingServed(config, new AbortController().signal));
  if (!isFirst) throw new ConfigError(noPrompt);
  const { notice } = options;
  const { layers, env, folders } = await demonstrationOf(config);
  const flags = layers.find(({ source }) => source === "command line")?.fields ?? {};
  const cwd = await copyExample(folders);
  notice(await demonstrationLine(config));
  notice(`There is no prompt, so it does an example (${exampleTitle}) in ${cwd}`);
  const code = await runHeadless({
    ...run,
    config: await loadConfig(cwd, env, mergeFields(flags, exampleFields)),
    options: { ...options, git: gitLine(cwd) },
    prompt: examplePrompt(folders),
  });
  notice(`What it wrote is in ${cwd}. Next: localcode in a terminal, or localcode --help.`);
  return code;
}
