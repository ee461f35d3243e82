/** No such session; a place that can hold none; or the disk refuses. */
export type SessionFailure = "missing" | "misplaced" | "refused";

/** A session that cannot be written, read or found; its message is one sentence that says what to do. */
export class SessionError extends Error {
  readonly kind: SessionFailure;

  constructor(message: string, options: ErrorOptions & { readonly kind?: SessionFailure } = {}) {
    super(message, options);
    this.name = "SessionError";
    this.kind = options.kind ?? "refused";
  }
}

/** Whether a file stands where a folder is wanted. */
export function isInTheWay(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : "";
  return code === "ENOTDIR" || code === "EEXIST";
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "your disk quota is used up",
  EACCES: "writing there is not permitted",
  EPERM: "writing there is not permitted",
  EROFS: "it is on a read-only disk",
  ENOTDIR: "a part of its path is a file",
  EEXIST: "a file of that name is in the way",
  ENOENT: "it does not exist",
  EFBIG: "the file may not grow any further",
  EIO: "the disk reports an error",
};

/** Why a file could not be written or read, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
