import type { Theme } from "../theme.ts";

/** No colour and no weight at all. */
export const none: Theme = { name: "none", looks: {} };
