import { z } from "zod";
import questionsWords from "../../tools/ask_questions.json" with { type: "json" };
import { ModelError } from "../core/model.ts";
import {
  defineTool,
  refuse,
  type Tool,
  type ToolContext,
  type ToolResult,
  type ToolWords,
} from "../core/tool.ts";
import { clip } from "../lib/text.ts";
import type { ToolKit, ToolPart } from "./kit.ts";
import { sayWith, type ToolSay } from "./say.ts";

const input = z.object({ questions: z.array(z.string()) });
const maxQuestions = 4;
const maxAnswerTokens = 2_000;
const headerChars = 200;

export const askQuestionsPart: ToolPart = { words: questionsWords, make: makeAskQuestions };

function makeAskQuestions(words: ToolWords, kit: ToolKit): Tool {
  const say = sayWith(words);
  return defineTool<z.infer<typeof input>>(words, {
    input,
    effect: "read",
    run: ({ questions }, context) => askAll(questions, context, kit, say),
  });
}

/** One after the other: most local servers have one slot, and the order of answers is the asked one. */
async function askAll(
  asked: readonly string[],
  { signal }: ToolContext,
  kit: ToolKit,
  say: ToolSay,
): Promise<ToolResult> {
  const questions = asked.map((question) => question.trim()).filter(Boolean);
  const count = questions.length;
  if (count === 0) return refuse(say("blank", { max: maxQuestions }));
  if (count > maxQuestions) return refuse(say("too_many", { count, max: maxQuestions }));
  const blocks: string[] = [];
  for (const [index, question] of questions.entries()) {
    const number = index + 1;
    try {
      const answer = await ask(question, kit, say, signal);
      if (answer === "") return refuse(say("failed", { number, why: say("empty") }));
      const header = say("header", { number, question: clip(question, headerChars) });
      blocks.push(`${header}\n${answer}`);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      return refuse(say("failed", { number, why: error.message }));
    }
  }
  return { text: blocks.join(say("separator")) };
}

async function ask(
  question: string,
  kit: ToolKit,
  say: ToolSay,
  signal: AbortSignal,
): Promise<string> {
  const side = {
    system: say("side_system"),
    prompt: say("side_prompt", { question }),
    history: true,
    maxTokens: maxAnswerTokens,
  };
  return (await kit.askModel(side, signal)).trim();
}
