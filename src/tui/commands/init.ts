import { promptText } from "../../app/words.ts";
import type { Command } from "../command.ts";
import { notOpen } from "./not-open.ts";

export const initCommand: Command = {
  name: "init",
  argument: "[what matters to you]",
  help: "Have the model write AGENTS.md, the notes on this project that every task begins with",
  run: async (argument, desk) => {
    const started = await desk.opened();
    if (started === undefined) return notOpen(desk);
    if (!started.tools.some((tool) => tool.effect === "write")) {
      desk.notice("This agent cannot write files. Take another one with /agent.", "error");
      return;
    }
    const prompt = promptText(desk.config().folders, "init.md");
    desk.send(argument === "" ? prompt : `${prompt}\n\n${argument}`);
  },
};
