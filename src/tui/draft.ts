import type { Env } from "../app/folders.ts";
import type { Board } from "./board.ts";
import { promptOf } from "./editor.ts";
import { editOutside, type Suspend } from "./external-editor.ts";

/** The draft goes into the person's own editor and comes back as it was left there. */
export async function editDraft(board: Board, env: Env, suspend: Suspend): Promise<void> {
  const text = promptOf(board.get().editor);
  const written = await editOutside(text, env, suspend);
  if (typeof written === "string") board.edit({ type: "set", text: written });
  else board.notice(written.failed, "error");
}
