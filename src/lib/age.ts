const steps = [
  { ms: 86_400_000, name: "d" },
  { ms: 3_600_000, name: "h" },
  { ms: 60_000, name: "min" },
] as const;

const daysWithAge = 30;

/** How long ago something was: "now", "5 min ago", "3 d ago"; the date where that is long. */
export function ageText(then: Date, now: Date): string {
  const ms = Math.max(0, now.getTime() - then.getTime());
  if (ms >= daysWithAge * steps[0].ms) return then.toISOString().slice(0, 10);
  const step = steps.find((one) => ms >= one.ms);
  return step === undefined ? "now" : `${Math.floor(ms / step.ms)} ${step.name} ago`;
}
