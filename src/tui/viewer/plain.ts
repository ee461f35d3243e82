import type { Pen } from "../paint.ts";
import { layoutOf } from "./layout.ts";
import { plainList } from "./list-lines.ts";
import { markOf } from "./parts.ts";
import type { Pane, TrajectorySource } from "./trajectory.ts";

/** One trajectory, or the list of all, as lines without colours; nothing of it is folded. */
export function plainLines(
  source: TrajectorySource,
  id: string | undefined,
  pane: Pane,
  width: number,
): readonly string[] {
  const pen: Pen = { paint: (_role, text) => text, width };
  const trajectory = id === undefined ? undefined : source.open(id);
  if (trajectory === undefined) return plainList(source.list(), pen);
  const { name, mark, facts } = trajectory;
  const { lines } = layoutOf(trajectory, pane, pen, { unfolded: true, thinking: true });
  return [`${markOf(mark, pen)} ${name}  ${facts}`.trimEnd(), "", ...lines];
}
