import { lstatSync } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Redis } from "ioredis";
import { z } from "zod";
import { plainFiles } from "../../lib/plain-files.ts";
import { QueueError } from "./queue-error.ts";

const pieceBytes = 2 ** 20;
/** A larger file does not come along. */
export const maxFileBytes = 16 * pieceBytes;
/** Beyond it what is left of a trial does not come along. */
const maxTrialBytes = 64 * pieceBytes;
const maxFiles = 2_000;
/** A run that nobody goes on with leaves nothing in Redis for longer. */
const keptSeconds = 7 * 24 * 3_600;
/** How many files that did not come along are named. */
const namedFiles = 20;

/** What programs build or fetch, and can build or fetch again. */
const rebuilt = /(^|\/)(node_modules|\.git|__pycache__|\.pytest_cache|target|\.gradle)\//;

const listSchema = z.array(z.strictObject({ path: z.string(), pieces: z.number().int().min(0) }));

type Listed = z.infer<typeof listSchema>[number];
type Found = { readonly path: string; readonly bytes: number };

const listField = "list";

/**
 * Puts a folder's plain files into Redis in pieces of a bounded size, and returns the names of those
 * that are left out. Links, modes and empty folders do not come along.
 */
export async function uploadFolder(
  redis: Redis,
  key: string,
  folder: string,
): Promise<readonly string[]> {
  const { sent, leftOut } = chosen(filesIn(folder));
  const list: Listed[] = [];
  for (const { path } of sent) {
    const pieces = await uploadFile(redis, key, join(folder, path), list.length);
    list.push({ path, pieces });
  }
  await redis.hset(key, listField, JSON.stringify(list));
  await redis.expire(key, keptSeconds);
  const more = leftOut.length - namedFiles;
  const names = leftOut.slice(0, namedFiles).map(({ path }) => path);
  return more > 0 ? [...names, `and ${more} more`] : names;
}

async function uploadFile(redis: Redis, key: string, path: string, index: number): Promise<number> {
  await using file = await open(path);
  const buffer = Buffer.alloc(pieceBytes);
  for (let pieces = 0; ; pieces += 1) {
    const { bytesRead } = await file.read(buffer, 0, pieceBytes);
    if (bytesRead === 0) return pieces;
    await redis.hset(key, `${index}.${pieces}`, gzipSync(buffer.subarray(0, bytesRead)));
    await redis.expire(key, keptSeconds);
  }
}

function filesIn(folder: string): readonly Found[] {
  return plainFiles(folder).map((path) => ({ path, bytes: lstatSync(join(folder, path)).size }));
}

/** What tells most comes first: results and logs, then the workspace from its smallest file on. */
function chosen(found: readonly Found[]): { sent: readonly Found[]; leftOut: readonly Found[] } {
  const isWork = ({ path }: Found) => path.startsWith("workspace/");
  const inOrder = [...found].sort((one, other) =>
    isWork(one) === isWork(other) ? one.bytes - other.bytes : Number(isWork(one)) - 1,
  );
  const sent: Found[] = [];
  let bytes = 0;
  for (const file of inOrder) {
    const fits = bytes + file.bytes <= maxTrialBytes && sent.length < maxFiles;
    if (!fits || file.bytes > maxFileBytes || rebuilt.test(file.path)) continue;
    bytes += file.bytes;
    sent.push(file);
  }
  return { sent, leftOut: inOrder.filter((file) => !sent.includes(file)) };
}

/** Writes what was uploaded below `folder`; false where it is not there any more. */
export async function downloadFolder(redis: Redis, key: string, folder: string): Promise<boolean> {
  const text = await redis.hget(key, listField);
  if (text === null) return false;
  for (const [index, { path, pieces }] of listSchema.parse(JSON.parse(text)).entries()) {
    const target = join(folder, insidePath(path));
    await mkdir(dirname(target), { recursive: true });
    await using file = await open(target, "w");
    for (let piece = 0; piece < pieces; piece += 1) {
      const packed = await redis.hgetBuffer(key, `${index}.${piece}`);
      if (packed === null) return false;
      await file.write(gunzipSync(packed, { maxOutputLength: pieceBytes }));
    }
  }
  return true;
}

/** What comes from elsewhere is written below its folder or not at all. */
function insidePath(path: string): string {
  const isInside = path !== "" && !path.startsWith("/") && !path.split(/[\\/]/).includes("..");
  if (isInside) return path;
  throw new QueueError(`A worker sent a file for "${path}", which lies outside of its task.`);
}
