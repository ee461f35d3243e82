const knownEnds = /\/(v1\/)?(chat\/completions|completions|models|responses|embeddings)$/;
const versionEnd = /\/v1$/;
const versionInside = /\/v\d[^/]*(\/|$)/;

/** An address as people write it, as one with a scheme and without a slash at its end. */
export function fullUrl(written: string): string {
  const trimmed = written.trim().replace(/\/+$/, "");
  return /^https?:/i.test(trimmed) ? trimmed : `http://${trimmed}`;
}

/** The server's root: `/v1`, `/v1/chat/completions` and `/api/chat` are taken off. */
export function serverRoot(written: string): string {
  return fullUrl(written)
    .replace(knownEnds, "")
    .replace(/\/api\/(chat|generate|tags)$/, "")
    .replace(versionEnd, "");
}

/** The base of the OpenAI-compatible API: the root plus `/v1`, unless the address has its own version. */
export function openaiBase(written: string): string {
  const full = fullUrl(written);
  const bare = full.replace(/\/(chat\/completions|completions|models|responses)$/, "");
  return versionInside.test(new URL(bare).pathname) ? bare : `${serverRoot(bare)}/v1`;
}

/** True for this machine and for addresses that only a private network has: no key is needed there. */
export function isLocalUrl(written: string): boolean {
  const host = new URL(fullUrl(written)).hostname.replace(/^\[|\]$/g, "");
  if (host === "localhost" || host === "::1" || host === "0.0.0.0") return true;
  if (/^(127|10)\./.test(host) || /^192\.168\./.test(host)) return true;
  if (/^172\.(1[6-9]|2\d|3[01])\./.test(host)) return true;
  return /\.(local|lan|internal|home\.arpa)$/.test(host) || !/[.:]/.test(host);
}

/** True where the text can be an address at all. */
export function isUrl(written: string): boolean {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(written.trim())?.[1]?.toLowerCase() ?? "http";
  return /^https?$/.test(scheme) && URL.canParse(fullUrl(written));
}

/** What to say of a text that cannot be an address. */
export function noAddress(written: string): string {
  return `"${written}" is no address. An address is like http://localhost:8080/v1.`;
}
