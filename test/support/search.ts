import { findByRipgrep, findByWalk } from "../../src/lib/find-files.ts";
import { rulesAbove } from "../../src/lib/ignore-rules.ts";
import { ripgrepProgram } from "../../src/lib/ripgrep.ts";
import { searchByRipgrep } from "../../src/lib/search-ripgrep.ts";
import type { Hit, TextQuery } from "../../src/lib/search-text.ts";
import { searchByWalk } from "../../src/lib/search-walk.ts";

/** What a question to both ways of searching came to. */
export type Both<Answer> = { readonly ripgrep: Answer; readonly walk: Answer };

export const ripgrep = (await ripgrepProgram()) ?? "";

const { signal } = new AbortController();

export async function findBoth(root: string, path = ""): Promise<Both<readonly string[]>> {
  const place = { root, path, rules: await rulesAbove(root, path) };
  return {
    ripgrep: await Array.fromAsync(findByRipgrep(ripgrep, place, signal)),
    walk: await Array.fromAsync(findByWalk(place, signal)),
  };
}

export async function searchBoth(
  root: string,
  wish: Partial<TextQuery>,
): Promise<Both<readonly Hit[] | string>> {
  const query = { path: "", pattern: "hit", literal: false, includes: () => true, ...wish, root };
  const rules = await rulesAbove(root, query.path);
  return {
    ripgrep: await answers(searchByRipgrep(ripgrep, query, rules, signal)),
    walk: await answers(searchByWalk(query, rules, signal)),
  };
}

/** The hits, or the name of the error. */
async function answers(hits: AsyncIterable<Hit>): Promise<readonly Hit[] | string> {
  try {
    return await Array.fromAsync(hits);
  } catch (error) {
    if (error instanceof Error) return error.name;
    throw error;
  }
}
