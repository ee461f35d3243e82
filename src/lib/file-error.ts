/** A file that cannot be read or written; the message is a sentence without its path. */
export class FileError extends Error {
  override readonly name = "FileError";
}

const sentences: Readonly<Record<string, string>> = {
  EACCES: "Permission denied.",
  EPERM: "Permission denied.",
  EROFS: "The file system is read-only.",
  ENOENT: "It does not exist.",
  EISDIR: "It is a folder.",
  ENOTDIR: "A part of its path is not a folder.",
  ELOOP: "It is a link that was put there meanwhile.",
  ENOSPC: "The disk is full.",
  EMFILE: "Too many files are open.",
  ENAMETOOLONG: "Its name is too long.",
  EEXIST: "A part of its path is a file.",
};

/** Does file work; what the system says becomes a sentence without the absolute path it likes to quote. */
export async function onFile<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new FileError(sentences[code] ?? `The system says ${code}.`, { cause: error });
  }
}

/** The system's word for a failure, such as ENOENT; undefined for any other error. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
