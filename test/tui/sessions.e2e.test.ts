import { expect, test } from "bun:test";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { scrollbackWipes } from "../support/frames.ts";
import type { TestTerminal } from "../support/terminal.ts";
import { answer, calling, emptyEditor, openPlace, type Place, send } from "../support/ui.ts";

const messagesKept = 10_000;
const mostMb = 250;

/** One question and its answer in a session of its own. */
async function talked(place: Place, question: string, reply: string): Promise<void> {
  const terminal = place.start();
  await send(terminal, question);
  await terminal.waitFor(reply);
  await leave(terminal);
}

async function leave(terminal: TestTerminal): Promise<void> {
  await terminal.waitFor(emptyEditor);
  terminal.press("ctrl+d");
  expect(await terminal.exited).toBe(0);
}

function logFile({ logs }: Place): string {
  const [found] = new Bun.Glob("*.jsonl").scanSync(logs);
  return join(logs, found ?? "");
}

test("-c shows the end of the newest session and goes on with it", async () => {
  const wires = [answer("Blue, I think."), answer("Still blue.")];
  await using place = await openPlace({ wires });
  await talked(place, "Which colour?", "Blue, I think.");
  const terminal = place.start(["-c"]);
  await terminal.waitFor(/Which colour\?[\s\S]*Blue, I think\./);
  await send(terminal, "Sure?");
  await terminal.waitFor("Still blue.");
  expect(place.server.requests[1]?.text).toMatch(/Which colour\?.*Blue, I think\..*Sure\?/);
});

test("-r lists the sessions, searches them, and goes on with the one chosen", async () => {
  const wires = [answer("About alpha."), answer("About beta."), answer("More of alpha.")];
  await using place = await openPlace({ wires });
  await talked(place, "Tell me of alpha", "About alpha.");
  await talked(place, "Tell me of beta", "About beta.");
  const terminal = place.start(["-r"]);
  await terminal.waitFor(/of beta[\s\S]*of alpha/);
  terminal.write("alpha");
  await terminal.waitFor(() => !terminal.screen().includes("of beta"));
  terminal.press("enter");
  await terminal.waitFor("About alpha.");
  await send(terminal, "And more?");
  await terminal.waitFor("More of alpha.");
  expect(place.server.requests[2]?.text).toMatch(/of alpha.*About alpha\..*And more\?/);
});

test("/rewind brings back the conversation and the files of before a prompt", async () => {
  const read = calling("read", { path: "a.txt" });
  const write = calling("write", { path: "a.txt", content: "changed\n" });
  const wires = [answer("Hello."), read, write, answer("Changed it."), answer("As it was.")];
  await using place = await openPlace({ wires, files: { "a.txt": "original\n" } });
  const file = join(place.folder, "a.txt");
  const terminal = place.start(["--permission-mode", "yolo"]);
  await send(terminal, "Say hello.");
  await terminal.waitFor("Hello.");
  await send(terminal, "Change the file.");
  await terminal.waitFor("Changed it.");
  expect(readFileSync(file, "utf8")).toBe("changed\n");
  await send(terminal, "/rewind");
  await terminal.waitFor("─ Go back to before ─");
  terminal.press("enter");
  await terminal.waitFor("Conversation and files");
  terminal.press("down");
  await terminal.waitFor("❯ Conversation and files");
  terminal.press("enter");
  await terminal.waitFor(/The conversation until now is session[\s\S]*> Change the file\./);
  expect(readFileSync(file, "utf8")).toBe("original\n");
  terminal.press("enter");
  await terminal.waitFor("As it was.");
  const last = place.server.requests.at(-1)?.text ?? "";
  expect(last).toContain("Hello.");
  expect(last).not.toContain("Changed it.");
});

test("a session of ten thousand messages opens and goes on within 250 MB", async () => {
  const wires = [answer("A word in return, and a few more of them."), answer("The last one.")];
  await using place = await openPlace({ wires, window: 4_000_000 });
  await talked(place, "A question of some length about the parser?", "more of them.");
  const file = logFile(place);
  expect(existsSync(file)).toBe(true);
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").slice(1);
  const turns = messagesKept / 2 - 1;
  appendFileSync(file, `${lines.join("\n")}\n`.repeat(turns));
  const terminal = place.start(["-c"], { kept: 20_000 });
  await terminal.waitFor(/about the parser\?[\s\S]*more of them\./);
  await send(terminal, "Go on.");
  await terminal.waitFor("The last one.");
  const body = place.server.requests.at(-1)?.body as { readonly messages: readonly unknown[] };
  expect(body.messages.length).toBeGreaterThan(messagesKept);
  expect(terminal.memoryMb()).toBeLessThan(mostMb);
  expect(terminal.frames()).toMatchObject({ overreached: 0, homed: 0 });
  expect(scrollbackWipes(terminal.bytes())).toBe(0);
});
