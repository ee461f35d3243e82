import type { Command } from "../command.ts";
import { listThemes } from "../theme.ts";

export const themeCommand: Command = {
  name: "theme",
  argument: "[name]",
  help: "Choose the colours",
  whileBusy: true,
  complete: (desk) => listThemes(desk.config().folders).map(({ name }) => name),
  run: async (argument, desk) => {
    if (argument !== "") return await desk.setTheme(argument);
    const names = listThemes(desk.config().folders).map(({ name }) => name);
    const before = desk.themeName();
    const chosen = await desk.pick({
      title: "Theme",
      choices: names.map((name) => ({ value: name, label: name })),
      selected: Math.max(0, names.indexOf(before)),
      empty: "No theme has such a name.",
      onMove: (name) => void desk.setTheme(name),
    });
    await desk.setTheme(chosen ?? before);
  },
};
