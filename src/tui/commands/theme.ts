import { ConfigError } from "../../app/config-error.ts";
import { nearest } from "../../lib/near.ts";
import type { Command } from "../command.ts";
import { listThemes } from "../theme.ts";

export const themeCommand: Command = {
  name: "theme",
  argument: "[name]",
  help: "Choose the colours",
  whileBusy: true,
  complete: (desk) => listThemes(desk.config().folders).map(({ name }) => name),
  run: async (argument, desk) => {
    const names = listThemes(desk.config().folders).map(({ name }) => name);
    if (argument !== "" && !names.includes(argument)) {
      const near = nearest(argument, names, 1);
      throw new ConfigError(
        `No theme "${argument}". Themes: ${[...near, ...names.filter((name) => !near.includes(name))].join(", ")}.`,
      );
    }
    if (argument !== "") return await desk.setTheme(argument);
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
