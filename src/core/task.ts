const changes = words(`
  add adjust allow annotate append apply bump change clean comment complete configure convert copy correct
  create cut deduplicate define delete disable drop edit enable ensure expose extend extract finish fix
  format generate get handle hardcode hook implement improve increase initialise initialize inline insert
  install integrate introduce let limit make merge migrate modify move normalise normalize optimise
  optimize patch port prepend prevent put raise reduce reformat refactor refine register remove rename
  repair replace reset resolve restore restructure return revert rewrite scaffold set simplify solve sort
  split stop store support swap switch throw tidy translate turn uncomment undo unify update upgrade
  validate wire wrap write build debug decrease deprecate document downgrade encapsulate harden`);

const lookups = words(`
  analyse analyze answer audit check compare count describe discuss display estimate evaluate examine
  explain find give identify inspect investigate list look name outline print propose quote read recommend
  report review say search show suggest summarise summarize tell think trace verify walk`);

const asked =
  /^(?:what|whats|what's|why|how|where|when|which|who|whose|is|are|am|was|were|does|do|did|has|have|should|would you say|any|can i|could i|can we|could we)\b(?!n't| not\b)/;

const polite =
  /^(?:(?:(?:please|now|then|next|first|second|third|finally|also|and|so|ok|okay|hi|hello|hey|just|simply|kindly|quickly|carefully|again|instead|afterwards|thanks|lastly|to begin|go ahead and|let's|lets|let us|help me(?: to)?|try to|try and|make sure(?: to| that you)?|be sure to|remember to|(?:can|could|would|will) you(?: also| please| now| just| help me(?: to)?)*|i(?:'d| would) like you to|i (?:want|need) you to|i want to|i need to|we (?:need|want|have) to|we should|we must|you (?:should|must|need to|have to|will|are to)|your (?:task|job|goal|assignment) is to|the (?:task|goal|aim|objective) is to|todo|step \d+)\b|task:|feat(?:ure)?:|bug(?:fix)?:|\d+[.)]|[-*+>]|#+)[\s,:!]*)+/;

const writtenWords =
  /^(?:write|create|make|generate|draft|give|add|build|get|put)\b(?: me| us| up)?(?: an?| the| some)?(?: \w+){0,2}? (?:summary|list|explanation|overview|description|review|report|plan|analysis|answer|poem|haiku|joke|table|guess|comparison|sense|suggestions?|proposals?|estimate|outline|idea|diagram)\b/;

const intoFile =
  /\b(?:in|into|to|as|called|named)\b.{0,40}?(?:\.\w{1,5}\b|\bfiles?\b|\breadme\b|\bdocs?\b|\bchangelog\b)/;

const noChange =
  /\b(?:(?:do not|don't|without|never|not) (?:chang\w*|modify\w*|edit\w*|writ\w*|touch\w*|alter\w*)(?: or \w+)? (?:anything|any (?:files?|code)\b|(?:the )?(?:files|code)(?= *(?:[.!,;)]|$)))(?! (?:else|other|except|but|in|outside)\b)|(?:make|with) no changes|no (?:code |file )?changes(?: please)?(?= *(?:[.!,;]|$))|read[- ]only task|(?:only|just) (?:answer|explain|describe|tell me|list|look|read|report)\b)/;

/** A verb's look-alike: "Build fails", "Format of the file", "Support for X". */
const notVerb =
  /^\w+(?:s|ing)? (?:is|are|was|fails?|failed|failing|breaks?|broke|does|doesn't|of|for what)\b/;

/** Whether a prompt asks for changed files. In doubt it does not: a wrong yes would fail a mere question. */
export function asksForChange(prompt: string): boolean {
  const text = withoutQuotes(prompt).replace(/[’‘]/g, "'").toLowerCase();
  if (noChange.test(text)) return false;
  if (/^#+ *(?:instructions|exercise)\b/m.test(text)) return true;
  return sentencesOf(text).some(demandsChange);
}

/** Code and attached files are material, not the request. */
function withoutQuotes(prompt: string): string {
  return prompt
    .replace(/^(```|~~~)[^\n]*\n[\s\S]*?^\1[^\n]*$/gm, "\n")
    .replace(/<(file|attachment)\b[^>]*>[\s\S]*?<\/\1>/g, "\n")
    .replace(/^>.*$/gm, "");
}

/** Full stops inside names ("main.py", "e.g.") end no sentence. */
function sentencesOf(text: string): readonly string[] {
  const joined = text.replace(/([^\n:.!?])\n(?=[a-z`("'])/g, "$1 ");
  return joined.split(/(?<=[.!?;:])\s+|\n+/).map((sentence) => sentence.trim());
}

function demandsChange(sentence: string): boolean {
  const bare = sentence.replace(polite, "");
  const isRequest =
    bare !== sentence && /^(?:.{0,30}\b(?:can|could|would|will) you|please)\b/.test(sentence);
  if (asked.test(bare)) return false;
  if (sentence.endsWith("?") && !isRequest) return false;
  const parts = clausesOf(bare);
  return parts.some((part) => isChange(part.replace(polite, "")));
}

/** The parts of an imperative; "explain how to add and remove users" has only one. */
function clausesOf(sentence: string): readonly string[] {
  if (
    lookups.has(firstWord(sentence)) &&
    /\b(?:how|what|why|where|which|whether)\b/.test(sentence)
  ) {
    return sentence.split(/,? (?:and then|then|and (?=fix|implement)|so that)\s+/).slice(1);
  }
  return sentence.split(/(?:,|;| and| then| but| so| —| -)\s+/);
}

function isChange(clause: string): boolean {
  if (/^use\b/.test(clause)) return /\binstead of\b/.test(clause) || changes.has(purpose(clause));
  if (!changes.has(firstWord(clause)) || notVerb.test(clause)) return false;
  if (/^let me\b/.test(clause) || /^get (?:the )?(?:list|status|output)\b/.test(clause))
    return false;
  return !writtenWords.test(clause) || intoFile.test(clause);
}

/** The verb of "use the instructions above to modify …". */
function purpose(clause: string): string {
  return /\bto (\w+)/.exec(clause)?.[1] ?? "";
}

function firstWord(text: string): string {
  return /^[`"'(]*([a-z]+)/.exec(text)?.[1] ?? "";
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
