import type { AgentFile } from "./agent-file.ts";

const sideSlot = 0;

/**
 * Which slots of a llama.cpp server are spoken with: small questions have the first, a conversation that
 * asks them any of the others, and stays there. Left to itself the server might put both on one, and
 * then each question costs the conversation all that was read of it.
 */
export function slotFor(
  who: "conversation" | "aside",
  { phase_control }: AgentFile,
  slots = 1,
): number | undefined {
  const mode = phase_control?.mode ?? "off";
  if (slots < 2 || mode === "off" || mode === "rules") return undefined;
  if (who === "aside") return sideSlot;
  return sideSlot + 1 + Math.floor(Math.random() * (slots - 1));
}
