import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { z } from "zod";

export type FileIdentity = {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
};

const cacheSchema = z.record(
  z.string(),
  z.object({ mtimeMs: z.number(), bytes: z.number(), sha256: z.string() }),
);

type Cache = z.infer<typeof cacheSchema>;

const pieceBytes = 4 * 2 ** 20;

/**
 * A model file's SHA-256, read in pieces: it may be larger than the memory. Reading one takes minutes,
 * so it is remembered in `cacheFile` by path, size and time of change.
 */
export async function fileIdentity(
  path: string,
  cacheFile: string,
  signal: AbortSignal,
): Promise<FileIdentity> {
  const { mtimeMs, size: bytes } = statSync(path);
  const known = readCache(cacheFile)[path];
  if (known !== undefined && known.mtimeMs === mtimeMs && known.bytes === bytes) {
    return { name: basename(path), bytes, sha256: known.sha256 };
  }
  const sha256 = await hashOf(path, signal);
  writeCache(cacheFile, { ...readCache(cacheFile), [path]: { mtimeMs, bytes, sha256 } });
  return { name: basename(path), bytes, sha256 };
}

async function hashOf(path: string, signal: AbortSignal): Promise<string> {
  const hasher = new Bun.CryptoHasher("sha256");
  const file = await open(path);
  try {
    const piece = new Uint8Array(pieceBytes);
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(piece, 0, pieceBytes);
      if (bytesRead === 0) return hasher.digest("hex");
      hasher.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

function readCache(cacheFile: string): Cache {
  if (!existsSync(cacheFile)) return {};
  try {
    return cacheSchema.parse(JSON.parse(readFileSync(cacheFile, "utf8")));
  } catch {
    // A cache that cannot be read costs only the time to fill it again.
    return {};
  }
}

/** As a whole or not at all: two runs may write it at once. */
function writeCache(cacheFile: string, cache: Cache): void {
  mkdirSync(dirname(cacheFile), { recursive: true });
  const unfinished = `${cacheFile}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(cache, null, 2)}\n`);
  renameSync(unfinished, cacheFile);
}

export function sha256Of(text: string): string {
  return new Bun.CryptoHasher("sha256").update(text).digest("hex");
}
