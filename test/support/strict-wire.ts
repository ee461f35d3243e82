import { z } from "zod";

const wellFormed = z.string().refine((text) => text.isWellFormed(), "holds half of a character");
const name = wellFormed.regex(/^[\w.-]{1,64}$/);

const argumentsText = wellFormed.refine((text) => {
  const value: unknown = JSON.parse(text);
  return typeof value === "object" && value !== null && !Array.isArray(value);
}, "is not a JSON object");

const call = z.strictObject({
  id: wellFormed.min(1),
  type: z.literal("function"),
  function: z.strictObject({ name, arguments: argumentsText }),
});

const part = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: wellFormed.min(1) }),
  z.strictObject({
    type: z.literal("image_url"),
    image_url: z.strictObject({
      url: z.string().regex(/^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*$/),
    }),
  }),
]);

const message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("system"), content: wellFormed.min(1) }),
  z.strictObject({ role: z.literal("user"), content: z.union([wellFormed, z.array(part).min(1)]) }),
  z.looseObject({
    role: z.literal("assistant"),
    content: wellFormed,
    tool_calls: z.array(call).min(1).optional(),
  }),
  z.strictObject({ role: z.literal("tool"), tool_call_id: wellFormed, name, content: wellFormed }),
]);

/** What every server can make a grammar of. */
const schema: z.ZodType = z.lazy(() =>
  z.strictObject({
    type: z.enum(["object", "array", "string", "number", "integer", "boolean"]),
    description: wellFormed.optional(),
    enum: z.array(z.union([z.string(), z.number()])).optional(),
    items: schema.optional(),
    properties: z.record(z.string(), schema).optional(),
    required: z.array(z.string()).optional(),
  }),
);

const tool = z.strictObject({
  type: z.literal("function"),
  function: z.strictObject({ name, description: wellFormed, parameters: schema }),
});

const body = z.looseObject({
  messages: z.array(message).min(1),
  tools: z.array(tool).min(1).optional(),
  stream: z.literal(true),
  stop: z.undefined().optional(),
});

type Sent = z.infer<typeof message>;

export type StrictOptions = {
  /** Also refuse a user message right after a result, as Mistral's templates do. */
  readonly bridged?: boolean;
};

/** Throws where the strictest server or template would refuse a request; says why. */
export function checkWire(sent: unknown, { bridged = false }: StrictOptions = {}): void {
  const { messages, tools = [], tool_choice } = body.parse(sent);
  const turns = messages[0]?.role === "system" ? messages.slice(1) : messages;
  demand(turns[0]?.role === "user", "The first turn is not the user's.");
  const names = tools.map((one) => one.function.name);
  demand(new Set(names).size === names.length, "Two tools have one name.");
  demand(tools.length > 0 || tool_choice === undefined, "There is a tool_choice and no tool.");
  const ids = new Set<string>();
  let open: readonly string[] = [];
  for (const [index, turn] of turns.entries()) {
    if (turn.role === "tool") open = answered(open, turn.tool_call_id);
    else {
      demand(open.length === 0, `The calls ${open.join(", ")} have no answer.`);
      checkTurn(turn, turns[index - 1], bridged);
      open = turn.role === "assistant" ? openedBy(turn, ids) : [];
    }
  }
  demand(open.length === 0, `The calls ${open.join(", ")} have no answer.`);
  demand(turns.at(-1)?.role !== "assistant", "The last turn is the assistant's.");
}

function checkTurn(turn: Sent, before: Sent | undefined, bridged: boolean): void {
  demand(turn.role !== "system", "There is a second system message.");
  demand(turn.role !== before?.role, `Two ${turn.role} messages follow each other.`);
  const afterResult = turn.role === "user" && before?.role === "tool";
  demand(!bridged || !afterResult, "A user message follows a result.");
  if (turn.role !== "assistant") return;
  const silent = turn.content.trim() === "" && turn.tool_calls === undefined;
  demand(!silent, "An assistant message has neither text nor calls.");
}

/** The ids a message opens; each is new in the whole conversation. */
function openedBy(
  { tool_calls = [] }: Extract<Sent, { role: "assistant" }>,
  ids: Set<string>,
): readonly string[] {
  for (const { id } of tool_calls) {
    demand(!ids.has(id), `The id ${id} is used twice.`);
    ids.add(id);
  }
  return tool_calls.map(({ id }) => id);
}

function answered(open: readonly string[], id: string): readonly string[] {
  demand(open[0] === id, `The answer to ${id} comes where ${open[0] ?? "none"} is expected.`);
  return open.slice(1);
}

function demand(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence);
}
