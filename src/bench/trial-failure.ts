import { ModelError } from "../core/model.ts";
import { codeOf } from "../lib/file-error.ts";
import { SandboxError } from "../sandbox/error.ts";
import type { InfrastructureKind, Row } from "./results.ts";
import type { TryTally } from "./results-tally.ts";

type Infrastructure = NonNullable<Row["infrastructure"]>;

const diskCodes: readonly string[] = ["ENOSPC", "EDQUOT", "EIO", "EROFS", "EMFILE", "ENFILE"];
const detailChars = 500;

/** What a thrown error says of the machine; nothing of it counts against the model. */
export function infrastructureOf(error: unknown, otherwise: InfrastructureKind): Infrastructure {
  const text = error instanceof Error ? error.message : String(error);
  return { kind: kindOf(error) ?? otherwise, detail: text.slice(0, detailChars) };
}

function kindOf(error: unknown): InfrastructureKind | undefined {
  if (error instanceof ModelError) return "server";
  if (error instanceof SandboxError) return "sandbox";
  return diskCodes.includes(codeOf(error) ?? "") ? "disk" : undefined;
}

/** A try that ended because nobody answered: not the model's failure either. */
export function unanswered({ end, detail }: TryTally): Infrastructure | undefined {
  return end === "unreachable" || end === "missing" ? { kind: "server", detail } : undefined;
}
