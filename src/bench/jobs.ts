import { availableParallelism } from "node:os";
import type { OpenedModel } from "../app/open-model.ts";

/** How many trials run at once: as many as the server has slots, and without a model as there are cores. */
export function jobsFor(
  wanted: number | "auto",
  opened: Pick<OpenedModel, "slots"> | undefined,
  hasOwnModel: boolean,
): number {
  if (wanted !== "auto") return wanted;
  if (opened !== undefined) return Math.max(1, opened.slots ?? 1);
  // Nobody can tell how much another agent's server takes at once.
  return hasOwnModel ? 1 : availableParallelism();
}

/** Works through the items in their order, so many at once; the first that throws ends all. */
export async function inParallel<Item>(
  items: readonly Item[],
  jobs: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  let failed = false;
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined && !failed; item = waiting.shift()) {
      try {
        await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: jobs }, worker));
  const broken = workers.find((one) => one.status === "rejected");
  if (broken !== undefined) throw broken.reason;
}
