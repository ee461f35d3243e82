import applyPatch from "../../tools/apply_patch.json" with { type: "json" };
import askAgent from "../../tools/ask_agent.json" with { type: "json" };
import askQuestions from "../../tools/ask_questions.json" with { type: "json" };
import askUser from "../../tools/ask_user.json" with { type: "json" };
import batchRead from "../../tools/batch_read.json" with { type: "json" };
import edit from "../../tools/edit.json" with { type: "json" };
import finish from "../../tools/finish.json" with { type: "json" };
import flowStageDone from "../../tools/flow_stage_done.json" with { type: "json" };
import gitCommit from "../../tools/git_commit.json" with { type: "json" };
import gitDiff from "../../tools/git_diff.json" with { type: "json" };
import gitLog from "../../tools/git_log.json" with { type: "json" };
import gitStatus from "../../tools/git_status.json" with { type: "json" };
import glob from "../../tools/glob.json" with { type: "json" };
import grep from "../../tools/grep.json" with { type: "json" };
import ls from "../../tools/ls.json" with { type: "json" };
import planSolution from "../../tools/plan_solution.json" with { type: "json" };
import planTasks from "../../tools/plan_tasks.json" with { type: "json" };
import read from "../../tools/read.json" with { type: "json" };
import search from "../../tools/search.json" with { type: "json" };
import shell from "../../tools/shell.json" with { type: "json" };
import shellJob from "../../tools/shell_job.json" with { type: "json" };
import think from "../../tools/think.json" with { type: "json" };
import write from "../../tools/write.json" with { type: "json" };
import { type LazyPart, lazyPart } from "./lazy.ts";

/** Every tool there is; the order is the order in which tables show them. */
export const toolParts: readonly LazyPart[] = [
  lazyPart(ls, "read", async () => (await import("./ls.ts")).lsPart),
  lazyPart(read, "read", async () => (await import("./read.ts")).readPart),
  lazyPart(batchRead, "read", async () => (await import("./batch-read.ts")).batchReadPart),
  lazyPart(write, "write", async () => (await import("./write.ts")).writePart),
  lazyPart(edit, "write", async () => (await import("./edit.ts")).editPart),
  lazyPart(applyPatch, "write", async () => (await import("./apply-patch.ts")).applyPatchPart),
  lazyPart(glob, "read", async () => (await import("./glob.ts")).globPart),
  lazyPart(grep, "read", async () => (await import("./grep.ts")).grepPart),
  lazyPart(search, "read", async () => (await import("./search.ts")).searchPart),
  lazyPart(shell, "execute", async () => (await import("./shell.ts")).shellPart),
  lazyPart(shellJob, "read", async () => (await import("./shell-job.ts")).shellJobPart),
  lazyPart(gitStatus, "read", async () => (await import("./git-status.ts")).gitStatusPart),
  lazyPart(gitDiff, "read", async () => (await import("./git-diff.ts")).gitDiffPart),
  lazyPart(gitLog, "read", async () => (await import("./git-log.ts")).gitLogPart),
  lazyPart(gitCommit, "execute", async () => (await import("./git-commit.ts")).gitCommitPart),
  lazyPart(think, "read", async () => (await import("./think.ts")).thinkPart),
  lazyPart(askAgent, "read", async () => (await import("./ask-agent.ts")).askAgentPart),
  lazyPart(askQuestions, "read", async () => (await import("./ask-questions.ts")).askQuestionsPart),
  lazyPart(askUser, "read", async () => (await import("./ask-user.ts")).askUserPart),
  lazyPart(planSolution, "read", async () => (await import("./plan-solution.ts")).planSolutionPart),
  lazyPart(planTasks, "read", async () => (await import("./plan-tasks.ts")).planTasksPart),
  lazyPart(
    flowStageDone,
    "read",
    async () => (await import("./flow-stage-done.ts")).flowStageDonePart,
  ),
  lazyPart(finish, "read", async () => (await import("./finish.ts")).finishPart),
];
