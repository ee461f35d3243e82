import { ModelError } from "../core/model.ts";

/** No server that was looked for has a model; nothing was named that could be wrong. */
export class NothingServedError extends ModelError {}
