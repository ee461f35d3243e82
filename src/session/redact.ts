const maskedText = "[masked]";

const secretName = /(^|[-_.])(api-?key|key|token|secret|password|authorization|cookie)$/i;
const humpedName = /[a-z](Key|Token|Secret|Password)$/;

/** Keys as the services hand them out, and the places where keys stand in text. */
const secretShapes: readonly (readonly [shape: RegExp, replacement: string])[] = [
  [/\b(sk|pk|rk)-[A-Za-z0-9_-]{16,}/g, maskedText],
  [/\b(hf|ghp|gho|ghs|glpat|xox[abp])[_-][A-Za-z0-9_-]{16,}/g, maskedText],
  [/\bAKIA[A-Z0-9]{16}\b/g, maskedText],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/g, `$1 ${maskedText}`],
  [/(:\/\/[^\s:/@]+):[^\s/@]+@/g, `$1:${maskedText}@`],
];

// Shorter "keys" are placeholders such as "none" or "lm-studio", which also stand in ordinary text.
const shortestSecret = 16;

/** The text without these keys, word for word; nothing else of it changes. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= shortestSecret)
    .reduce((clean, secret) => clean.replaceAll(secret, maskedText), text);
}

/** The text without these keys and without anything that looks like a key. */
export function redactText(text: string, secrets: readonly string[]): string {
  return secretShapes.reduce(
    (clean, [shape, replacement]) => clean.replace(shape, replacement),
    withoutSecrets(text, secrets),
  );
}

/** The value with masked keys: what is named like a key, what looks like one, and these. */
export function redactValue(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string") return redactText(value, secrets);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, secrets));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, item]) => {
    const isSecret = typeof item === "string" && (secretName.test(name) || humpedName.test(name));
    return [name, isSecret ? maskedText : redactValue(item, secrets)];
  });
  return Object.fromEntries(entries);
}
