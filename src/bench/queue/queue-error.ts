/** Redis cannot be reached or does not do what is asked of it; its message says what to do. */
export class QueueError extends Error {
  override readonly name = "QueueError";
}
