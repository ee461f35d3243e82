import type { PermissionRule } from "../gates/rules.ts";
import type { Config } from "./config.ts";

type Written = NonNullable<Config["fields"]["permissions"]>[number];

/** Without the fields that are there and undefined. */
export function bareRule({ tool, effect, match, action }: Written): PermissionRule {
  return {
    ...(tool === undefined ? {} : { tool }),
    ...(effect === undefined ? {} : { effect }),
    ...(match === undefined ? {} : { match }),
    action,
  };
}
