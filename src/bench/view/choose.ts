import { ConfigError, MissingError } from "../../app/config-error.ts";
import { nearest } from "../../lib/near.ts";
import type { ViewedTrial } from "./trials.ts";

const namesShown = 8;
const namesNear = 3;

/**
 * The trial that is meant: a task with or without its language, with "#2" for its second repeat, or the
 * beginning of one. Throws MissingError where there is none, ConfigError where there are several.
 */
export function trialNamed(trials: readonly ViewedTrial[], wanted: string): ViewedTrial {
  const [, task = wanted, repeat] = /^(.*?)(?:#(\d+))?$/.exec(wanted) ?? [];
  const own = trials.filter((one) => repeat === undefined || one.repeat === Number(repeat));
  const whole = own.filter(({ key }) => key === task || taskOf(key) === task);
  const begun = own.filter(({ key }) => key.startsWith(task) || taskOf(key).startsWith(task));
  const found = whole.length > 0 ? whole : begun;
  const keys = [...new Set(found.map(({ key }) => key))];
  const [first] = found;
  if (first !== undefined && keys.length === 1) return first;
  if (first === undefined)
    throw new MissingError(`There is no trial "${wanted}". ${nearTo(wanted, trials)}`);
  const more = keys.length > namesShown ? ` and ${keys.length - namesShown} more` : "";
  const names = keys.slice(0, namesShown).join(", ");
  throw new ConfigError(`"${wanted}" may be ${names}${more}. Write more of the name.`);
}

function taskOf(key: string): string {
  return key.slice(key.indexOf("/") + 1);
}

function nearTo(wanted: string, trials: readonly ViewedTrial[]): string {
  const names = [...new Set(trials.map(({ name }) => name))];
  if (names.length === 0) return "This run has none yet.";
  // What was meant may be a whole name, a task, or the beginning of one.
  const forms = [
    names.map((name) => [name, name] as const),
    names.map((name) => [taskOf(name), name] as const),
    names.map((name) => [taskOf(name).slice(0, wanted.length), name] as const),
  ];
  const near = forms
    .flatMap((form) => {
      const found = nearest(wanted, [...new Set(form.map(([text]) => text))]);
      return found.flatMap((text) => form.filter((one) => one[0] === text).map(([, name]) => name));
    })
    .filter((name, at, all) => all.indexOf(name) === at)
    .slice(0, namesNear);
  if (near.length > 0) return `Near: ${near.join(", ")}.`;
  const more = names.length > namesShown ? " …" : "";
  return `Trials: ${names.slice(0, namesShown).join(", ")}${more}.`;
}
