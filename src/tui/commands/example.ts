import { copyExample, exampleFields, examplePrompt } from "../../app/example.ts";
import type { Command } from "../command.ts";
import { shortPath } from "../short-path.ts";

export const exampleCommand: Command = {
  name: "example",
  help: "Watch the model do a small exercise in a folder of its own",
  run: async (_argument, desk) => {
    const { folders, env } = desk.config();
    const cwd = await copyExample(folders);
    await desk.reopen({ session: "new", place: { cwd, fields: exampleFields } });
    const folder = shortPath(cwd, env);
    desk.notice(
      `An example: ${folder} has the exercise; its files may be changed without a question.`,
    );
    await desk.prompt(examplePrompt(folders));
    desk.notice(
      `This conversation works in ${folder}: /diff shows what changed, !node --test tests it again. /clear goes back to your folder.`,
    );
  },
};
