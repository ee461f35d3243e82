import type { MarkedToken, Tokens } from "marked";
import type { Role } from "../paint.ts";
import { known } from "./lexer.ts";
import type { Line, Span } from "./span.ts";

type Roles = readonly Role[];

/** The text of a paragraph, each part with all the roles that hold for it; a line's end is "\n". */
export function inlineSpans(tokens: readonly MarkedToken[], roles: Roles): Line {
  return tokens.flatMap((token) => spansOf(token, roles));
}

/** A text token of a list item or a table has inline tokens; a bare one is what it says. */
export function spansIn(token: { tokens?: unknown; text: string }, roles: Roles): Line {
  const { tokens } = token as { tokens?: readonly { readonly type: string }[] };
  return tokens === undefined ? plain(token.text, roles) : inlineSpans(known(tokens), roles);
}

function spansOf(token: MarkedToken, roles: Roles): Line {
  switch (token.type) {
    case "strong":
      return spansIn(token, [...roles, "strong"]);
    case "em":
      return spansIn(token, [...roles, "emphasis"]);
    case "del":
      return spansIn(token, [...roles, "struck"]);
    case "codespan":
      return [{ text: token.text.replaceAll("\n", " "), roles: [...roles, "code"] }];
    case "link":
      return linkSpans(token, roles);
    case "image":
      return [...plain(token.text, roles), aside(token.href, roles)];
    case "br":
      return [{ text: "\n", roles }];
    case "escape":
      return [{ text: token.text, roles }];
    case "html":
      return /^<br\s*\/?>$/i.test(token.text)
        ? [{ text: "\n", roles }]
        : [{ text: token.text, roles: [...roles, "dim"] }];
    case "checkbox":
      return [];
    default:
      return "text" in token ? spansIn(token, roles) : [];
  }
}

function linkSpans(link: Tokens.Link, roles: Roles): Line {
  const shown = spansIn(link, [...roles, "link"]);
  const isSame = [link.href, `mailto:${link.href}`].includes(link.text);
  const isMail = link.href === `mailto:${link.text}`;
  return isSame || isMail ? shown : [...shown, aside(link.href, roles)];
}

function aside(href: string, roles: Roles): Span {
  return { text: ` (${href})`, roles: [...roles, "dim"] };
}

const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&#39;": "'",
  "&apos;": "'",
  "&nbsp;": " ",
};

function plain(text: string, roles: Roles): Line {
  const decoded = text.replace(
    /&(?:lt|gt|amp|quot|apos|nbsp|#39);/g,
    (one) => entities[one] ?? one,
  );
  return [{ text: decoded.replace(/[ \n]+/g, " "), roles }];
}
