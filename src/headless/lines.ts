import { createInterface, type Interface } from "node:readline/promises";
import type { Config } from "../app/config.ts";
import type { Conversation } from "../app/conversation.ts";
import { demonstrationLine, startOrDemonstrate } from "../app/demonstration.ts";
import { type Started, type StartOptions, startConversation } from "../app/start.ts";
import type { AgentEvent } from "../core/event.ts";
import { isEntry } from "../core/event.ts";
import type { PermissionAnswer, PermissionQuestion } from "../gates/permission.ts";
import { askInLines } from "./ask-person.ts";
import { progressLine } from "./progress.ts";

/** Talks in plain lines: what is typed is a prompt, what comes back is printed as it comes. */
export async function talk(config: Config, options: StartOptions, prompt: string): Promise<number> {
  const lines = openLines(config.env.TERM === "dumb");
  const screen = { lines, wroteText: false };
  const ask = async (question: PermissionQuestion, signal: AbortSignal) =>
    await answerOf(lines, question, signal);
  const askPerson: StartOptions["askPerson"] = async (question, signal) =>
    await askInLines(lines, question, signal);
  const opening = new AbortController();
  lines.once("SIGINT", () => opening.abort(new Error("Interrupted.")));
  try {
    const person = { ...options, ask, askPerson };
    let opened = config;
    await using started = await startOrDemonstrate(config, options.resume, async (wanted) => {
      if (wanted !== config) write(`${await demonstrationLine(wanted)}\n`);
      opened = wanted;
      return await startConversation(wanted, person, opening.signal);
    });
    lines.removeAllListeners("SIGINT");
    await greet(started, opened);
    let next = prompt === "" ? await question(lines) : prompt;
    while (next !== undefined) {
      if (next !== "") await turn(started.conversation, next, screen);
      next = await question(lines);
    }
    return 0;
  } finally {
    lines.close();
  }
}

/** A dumb terminal edits its lines itself and would show the marks that move a cursor. */
function openLines(isDumb: boolean): Interface {
  const { stdin: input, stdout: output } = process;
  if (!isDumb) return createInterface({ input, output });
  const lines = createInterface({ input, output, terminal: false });
  const onInterrupt = (): void => {
    if (!lines.emit("SIGINT")) lines.close();
  };
  process.on("SIGINT", onInterrupt);
  lines.once("close", () => process.off("SIGINT", onInterrupt));
  return lines;
}

type Screen = { readonly lines: Interface; wroteText: boolean };

const leaving: ReadonlySet<string> = new Set(["/quit", "/q", "/exit", "exit", "quit"]);

async function greet({ conversation, opened, sandbox }: Started, config: Config): Promise<void> {
  const { identity, window } = conversation;
  const mode = config.fields.permission_mode ?? "ask";
  write(
    `localcode · ${identity.model} (${opened.runtime}) · window ${window} (${opened.windowSource})\n`,
  );
  write(`agent ${identity.agent} · permissions ${mode} · sandbox ${(await sandbox.open()).name}\n`);
  write("Type a task. Ctrl-C stops the model, Ctrl-D or /quit leaves.\n");
}

/** The next line; undefined where there is none any more. */
async function question(lines: Interface): Promise<string | undefined> {
  const closed = new Promise<undefined>((resolve) => lines.once("close", () => resolve(undefined)));
  const interrupted = new Promise<undefined>((resolve) =>
    lines.once("SIGINT", () => resolve(undefined)),
  );
  const line = await Promise.race([lines.question("\n> "), closed, interrupted]);
  lines.removeAllListeners("SIGINT");
  if (line === undefined || leaving.has(line.trim())) return undefined;
  return line.trim();
}

async function turn(conversation: Conversation, prompt: string, screen: Screen): Promise<void> {
  const control = new AbortController();
  screen.lines.on("SIGINT", () => control.abort(new Error("Interrupted.")));
  for await (const event of conversation.send(prompt, control.signal)) show(event, screen);
  screen.lines.removeAllListeners("SIGINT");
}

function show(event: AgentEvent, screen: Screen): void {
  if (event.type === "text") {
    write(event.delta);
    screen.wroteText = true;
    return;
  }
  if (!isEntry(event)) return;
  if (screen.wroteText) write("\n");
  screen.wroteText = false;
  const line = progressLine(event);
  if (line !== undefined) write(`· ${line}\n`);
}

async function answerOf(
  lines: Interface,
  { tool, about, why, grants }: PermissionQuestion,
  signal: AbortSignal,
): Promise<PermissionAnswer> {
  write(`\n${why}\n${about.map((one) => `  ${tool}: ${one}`).join("\n")}\n`);
  const always =
    grants.length === 0
      ? ""
      : `, a = always (${grants.map((rule) => rule.match ?? rule.tool).join(", ")})`;
  const said = (
    await lines.question(`y = once${always}, n or a sentence = no: `, { signal })
  ).trim();
  const word = said.toLowerCase();
  if (["y", "yes"].includes(word)) return { type: "once" };
  if (word === "a" && grants.length > 0) return { type: "always" };
  return ["", "n", "no"].includes(word) ? { type: "no" } : { type: "no", text: said };
}

function write(text: string): void {
  process.stdout.write(text);
}
