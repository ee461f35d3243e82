import { z } from "zod";
import userWords from "../../tools/ask_user.json" with { type: "json" };
import {
  defineTool,
  refuse,
  type Tool,
  type ToolContext,
  type ToolResult,
  type ToolWords,
} from "../core/tool.ts";
import type { ToolKit, ToolPart } from "./kit.ts";
import { sayWith, type ToolSay } from "./say.ts";

const input = z.object({ question: z.string(), options: z.array(z.string()) });

type UserInput = z.infer<typeof input>;

const leastOptions = 2;
const mostOptions = 6;

export const askUserPart: ToolPart = { words: userWords, make: makeAskUser };

function makeAskUser(words: ToolWords, kit: ToolKit): Tool {
  const say = sayWith(words);
  return defineTool<UserInput>(words, {
    input,
    effect: "read",
    run: (wish, context) => askUser(wish, context, kit, say),
  });
}

async function askUser(
  wish: UserInput,
  { callId, signal }: ToolContext,
  kit: ToolKit,
  say: ToolSay,
): Promise<ToolResult> {
  const question = wish.question.trim();
  const options = [...new Set(wish.options.map((option) => option.trim()).filter(Boolean))];
  const count = options.length;
  if (question === "") return refuse(say("blank"));
  if (count < leastOptions) return refuse(say("few", { max: mostOptions }));
  if (count > mostOptions) return refuse(say("many", { count, max: mostOptions }));
  const answer = await kit.askPerson?.({ callId, question, options }, signal);
  if (answer === undefined || answer.type === "none") return { text: say("unanswered") };
  if (answer.type === "option") return { text: say("chosen", { answer: answer.option }) };
  const text = answer.text.trim();
  return { text: text === "" ? say("unanswered") : say("said", { answer: text }) };
}
