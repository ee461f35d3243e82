/** A sandbox that cannot run commands; its message is one sentence that says what to do. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}
