import { applyPatchPart } from "./apply-patch.ts";
import { askAgentPart } from "./ask-agent.ts";
import { askQuestionsPart } from "./ask-questions.ts";
import { batchReadPart } from "./batch-read.ts";
import { editPart } from "./edit.ts";
import { finishPart } from "./finish.ts";
import { gitCommitPart } from "./git-commit.ts";
import { gitDiffPart } from "./git-diff.ts";
import { gitLogPart } from "./git-log.ts";
import { gitStatusPart } from "./git-status.ts";
import { globPart } from "./glob.ts";
import { grepPart } from "./grep.ts";
import type { ToolPart } from "./kit.ts";
import { lsPart } from "./ls.ts";
import { planSolutionPart } from "./plan-solution.ts";
import { readPart } from "./read.ts";
import { searchPart } from "./search.ts";
import { shellPart } from "./shell.ts";
import { shellJobPart } from "./shell-job.ts";
import { thinkPart } from "./think.ts";
import { writePart } from "./write.ts";

/** Every tool there is; the order is the order in which tables show them. */
export const toolParts: readonly ToolPart[] = [
  lsPart,
  readPart,
  batchReadPart,
  writePart,
  editPart,
  applyPatchPart,
  globPart,
  grepPart,
  searchPart,
  shellPart,
  shellJobPart,
  gitStatusPart,
  gitDiffPart,
  gitLogPart,
  gitCommitPart,
  thinkPart,
  askAgentPart,
  askQuestionsPart,
  planSolutionPart,
  finishPart,
];
