const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"] as const;

export function spinnerAt(frame: number): string {
  return frames[frame % frames.length] ?? frames[0];
}
