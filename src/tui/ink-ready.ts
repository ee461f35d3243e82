import * as yoga from "yoga-layout";

/**
 * Resolves when Ink can lay out. In the bundle the layout engine is loaded late, because byte code
 * cannot wait while it is loaded; from source it is there at once.
 */
export const inkReady: Promise<unknown> =
  "ready" in yoga ? Promise.resolve(yoga.ready) : Promise.resolve();
