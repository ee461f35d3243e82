/** Names a content: the same bytes have the same name. */
export function contentHash(content: Uint8Array): string {
  return Bun.hash(content).toString(16);
}
