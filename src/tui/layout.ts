import * as yoga from "yoga-layout";

/**
 * Resolves when Ink can lay out; nothing may be drawn before. In the bundle Yoga gets ready after it was
 * loaded, because CommonJS cannot wait; run from source it is ready when this module runs.
 */
export async function layoutReady(): Promise<void> {
  if ("ready" in yoga) await yoga.ready;
}
