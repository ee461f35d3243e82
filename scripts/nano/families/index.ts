import type { Family } from "../task.ts";
import { bellTower } from "./bell-tower.ts";
import { columnPrint } from "./column-print.ts";
import { confLines } from "./conf-lines.ts";
import { ferryPlan } from "./ferry-plan.ts";
import { filterLine } from "./filter-line.ts";
import { formCheck } from "./form-check.ts";
import { groupSums } from "./group-sums.ts";
import { journalReport } from "./journal-report.ts";
import { kitchenAmounts } from "./kitchen-amounts.ts";
import { levelBands } from "./level-bands.ts";
import { levelGauge } from "./level-gauge.ts";
import { lineBreaking } from "./line-breaking.ts";
import { linkNames } from "./link-names.ts";
import { listSteps } from "./list-steps.ts";
import { madeMeasures } from "./made-measures.ts";
import { nameTally } from "./name-tally.ts";
import { neatText } from "./neat-text.ts";
import { nestedBoxes } from "./nested-boxes.ts";
import { numberChain } from "./number-chain.ts";
import { recordSteps } from "./record-steps.ts";
import { releaseRank } from "./release-rank.ts";
import { rowQuery } from "./row-query.ts";
import { runTimes } from "./run-times.ts";
import { secondChance } from "./second-chance.ts";
import { shelfKeeper } from "./shelf-keeper.ts";
import { sideBySide } from "./side-by-side.ts";
import { slidingFrame } from "./sliding-frame.ts";
import { sortedHeaps } from "./sorted-heaps.ts";
import { stepTable } from "./step-table.ts";
import { takenBack } from "./taken-back.ts";
import { tallyGrid } from "./tally-grid.ts";
import { textSteps } from "./text-steps.ts";
import { ticketPrice } from "./ticket-price.ts";
import { tillSlip } from "./till-slip.ts";
import { toolRoom } from "./tool-room.ts";
import { treeKeys } from "./tree-keys.ts";
import { wallMonth } from "./wall-month.ts";
import { whatChanged } from "./what-changed.ts";

/** Every kind of task the model is trained on; a new one is one file and one line. */
export const families: readonly Family[] = [
  bellTower,
  columnPrint,
  confLines,
  ferryPlan,
  filterLine,
  formCheck,
  groupSums,
  journalReport,
  kitchenAmounts,
  levelBands,
  levelGauge,
  lineBreaking,
  linkNames,
  listSteps,
  madeMeasures,
  nameTally,
  neatText,
  nestedBoxes,
  numberChain,
  recordSteps,
  releaseRank,
  rowQuery,
  runTimes,
  secondChance,
  shelfKeeper,
  sideBySide,
  slidingFrame,
  sortedHeaps,
  stepTable,
  takenBack,
  tallyGrid,
  textSteps,
  ticketPrice,
  tillSlip,
  toolRoom,
  treeKeys,
  wallMonth,
  whatChanged,
];
