import type { Message } from "../core/message.ts";

const digits = 5;

/**
 * Gives each call an id that no other call of the conversation has: the server's own where it is new and
 * plain, else one made from the count of calls. Nine letters and digits, since Mistral's templates insist on it.
 */
export function callIds(messages: readonly Message[]): (given?: string) => string {
  const taken = new Set(
    messages.flatMap((message) =>
      message.role === "assistant" ? message.calls.map((call) => call.id) : [],
    ),
  );
  let made = taken.size;
  return (given = "") => {
    let id = /^[\w-]{1,64}$/.test(given) ? given : "";
    while (id === "" || taken.has(id)) {
      made += 1;
      id = `call${String(made).padStart(digits, "0")}`;
    }
    taken.add(id);
    return id;
  };
}
