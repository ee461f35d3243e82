import { type Block, page } from "../page.ts";
import type { Random } from "../random.ts";

export type Change = {
  readonly does: "append" | "insert" | "remove" | "extend" | "clear" | "reverse";
  readonly name: string;
  readonly params: readonly string[];
};

/** `redo` and `block` are empty where there is no such method, `most` is 0 where nothing is dropped. */
export type Rules = {
  readonly owner: string;
  readonly given: string;
  readonly optional: boolean;
  readonly content: string;
  readonly shape: "list" | "tuple";
  readonly property: boolean;
  readonly listNames: boolean;
  readonly changes: readonly Change[];
  readonly missing: "raise" | "ignore";
  readonly undo: string;
  readonly redo: string;
  readonly nothing: "bool" | "raise" | "quiet";
  readonly error: string;
  readonly message: string;
  readonly most: number;
  readonly block: string;
  readonly failed: "back" | "stays";
  readonly variable: string;
};

type Say = (template: string) => string;

export function textOf(random: Random, rules: Rules): string {
  const gone = rules.changes.find(({ does }) => does === "remove");
  const slots = {
    ...rules,
    head: rules.optional ? `${rules.given}=()` : rules.given,
    call: rules.property ? rules.content : `${rules.content}()`,
    gone: gone?.name ?? "",
    item: gone?.params[0] ?? "",
    property: "",
    optional: "",
    listNames: "",
    changes: "",
  };
  const say: Say = (template) => random.say(template, slots);
  const remembered = [
    ...stepWords(say, random, rules),
    ...(rules.redo === "" ? [] : [say(forgets)]),
    ...(rules.most === 0 ? [] : [say(limits)]),
  ];
  const bullets = [
    say(contents[rules.property ? "property" : "method"][rules.shape]),
    ...changeWords(say, random, rules),
    ...remembered,
    ...blockWords(say, random, rules),
  ].filter((one) => one !== "");
  const body: Block[] = random.chance(0.8) ? [{ bullets }] : inTwo(bullets);
  return page(random, [say(opening), ...body]);
}

function inTwo(sentences: readonly string[]): string[] {
  const half = Math.ceil(sentences.length / 2);
  return [sentences.slice(0, half).join(" "), sentences.slice(half).join(" ")];
}

const opening =
  "[Write|Implement|Make|Build|Create] [a|the] class `{owner}({head})`[|, please]. [It is a list that can take its changes back|It keeps a list together with its history|It holds some things and knows how they were before|It wraps a list and can go back in time|It stores things in order and every change can be undone|Its changes can be taken back|It is like a list, but what was done can be undone|It remembers each change, so that one can step back].";

const contents = {
  property: {
    list: "[`{call}` is a property that gives [what is in it now|the content] as a new list.|The property `{call}` [is|gives|returns|holds] [a new list of what is in it now|a copy of the list as it is now|the current content, as a fresh list].|The property `{call}`: [a list of what there is now, made anew each time|the things as they are now, in a new list].]",
    tuple:
      "[`{call}` is a property that gives [what is in it now|the content] as a tuple.|The property `{call}` [is|gives|returns|holds] [a tuple of what is in it now|the current content, as a tuple].|The property `{call}`: [a tuple of what there is now|the things as they are now, in a tuple].]",
  },
  method: {
    list: "[`{call}` [gives|returns|hands out|yields] [what is in it now|the content] as a new list.|The method `{call}` [gives|returns] [a new list of what is in it now|a copy of the list as it is now|the current content, as a fresh list].]",
    tuple:
      "[`{call}` [gives|returns|hands out|yields] [what is in it now|the content] as a tuple.|The method `{call}` [gives|returns] [a tuple of what is in it now|the current content, as a tuple].]",
  },
};

const ownChanges = {
  append:
    "[puts|adds|sets|places] `{item}` [at the end|behind all others|last|after everything else]",
  insert:
    "[puts|adds|sets|inserts] `{item}` [before the place|at the position|at the index|at the place] `{at}`",
  remove:
    "[takes out|removes|drops|deletes] the first [thing|one|element] [equal to|that equals|that is] `{item}`",
  extend:
    "[puts|adds|appends] [all of `{item}`|everything in `{item}`|each one of `{item}`] [at the end|in its order|one after the other]",
  clear: "[takes everything out|removes all|empties it|drops everything]",
  reverse: "[turns the order round|reverses the order|puts the last first and the first last]",
};

function changeWords(say: Say, random: Random, rules: Rules): string[] {
  const written = rules.changes.map((one) => `\`${one.name}(${one.params.join(", ")})\``);
  const gone = rules.changes.some(({ does }) => does === "remove");
  const missing = gone ? say(missings[rules.missing]) : "";
  if (rules.listNames) {
    const all = `${written.slice(0, -1).join(", ")} and ${written.at(-1)}`;
    const what = random.say(
      "[{all} [do|change it like|are] what [they do in|they are for] [a list|any list|Python's lists].|{all} [do the same as|behave like|change it like|have the meaning of] [the methods of a list|those of Python's lists|the same methods of `list`].|[Like a list it has|Its changes are those of a list:|It is changed as a list is, by] {all}.]",
      { all },
    );
    return missing === "" || random.chance(0.4) ? [what, missing] : [`${what} ${missing}`];
  }
  const parts = rules.changes.map(({ does, params }, index) => {
    const slots = { item: params.at(-1) ?? "", at: params[0] ?? "" };
    return `${written[index]} ${random.say(ownChanges[does], slots)}`;
  });
  return random.chance(0.5)
    ? [...parts.map((part) => `${part}.`), missing]
    : [`${parts.join(", ")}.`, missing];
}

const missings = {
  raise:
    "[`{gone}` raises [a |]`ValueError` [for a thing|for something|when it is given what|where the thing] [that is not in it|that it does not hold|it has not], and [that counts as no change|then there is nothing to take back for it|this leaves no trace|then the history stays as it was].|[If|Where|When] `{item}` is not [there|in it|found], `{gone}` raises [a |]`ValueError`, [which is not a change|and nothing is kept of that|and the history stays the same].|A `{gone}` of what is not there raises [a |]`ValueError` and [is no change|is forgotten at once].]",
  ignore:
    "[`{gone}` does nothing [for a thing|for something|when it is given what] [that is not in it|that it does not hold|it has not], and [that counts as no change|this leaves no trace|then the history stays as it was].|[If|Where|When] `{item}` is not [there|in it|found], `{gone}` [does nothing|leaves all as it is|just returns], [which is not a change|and nothing is kept of that|without an error].|A `{gone}` of what is not there [is simply ignored|has no effect] and [is no change|cannot be undone].]",
};

const undoOnly =
  "`{undo}()` [takes back the latest change|undoes the last change|makes the last change undone|returns to what was there before the latest change|goes one change back|brings back the content before the last change].";
const both =
  "`{undo}()` [takes back the latest change|undoes the last change|returns to the state before the latest change|goes one change back], `{redo}()` [repeats what was taken back|does once more what was undone|goes one change forward again|brings the undone change back].";
const redoOnly =
  "`{redo}()` [repeats what was taken back|does once more what was undone|goes one change forward again|brings the undone change back|makes the last undo undone].";

const nothings = {
  bool: "[{They} [return|give|answer with] `True` [where|when|if] [something was done|something could be done|there was something to take|there was a change for it], [else|otherwise|and if not] `False`.|{They} [return|give] `True`, or `False` [where|when|if] there is [nothing to do|nothing left|no such change].|[The result is|{They} give back] `False` [where|when|if] there is [nothing to do|nothing left], and `True` [otherwise|else].|[Where|When|If] something was done, {they} [return|give] `True`, [else|otherwise] `False`.|[Where|When|If] there is nothing to do, {they} [return|give] `False`, [else|otherwise] `True`.]",
  raise:
    "[{They} raise [a |an |]`{error}` with the message `{message}` [where|when|if] there is [nothing to do|nothing left|no such change].|Raise [a |an |]`{error}` with the message `{message}` [where|when|if] there is [nothing to do|nothing left|no such change].|[Where|When|If] there is [nothing to do|no change], {they} raise `{error}` with the text `{message}`.]",
  quiet:
    "[{They} do nothing [where|when|if] there is [nothing to do|nothing left|no such change].|[Where|When|If] there is [no such change|nothing left], {they} [leave all as it is|do nothing|just return].|Without such a change nothing happens[|, and there is no result].]",
};

function stepWords(say: Say, random: Random, rules: Rules): string[] {
  const one = rules.redo === "";
  const they = one ? "it" : random.option(["both", "both", "they"]);
  const template = nothings[rules.nothing]
    .replaceAll("{they}", they)
    .replaceAll("{They}", they.slice(0, 1).toUpperCase() + they.slice(1));
  const nothing = one ? singular(say(template)) : say(template);
  const steps = one
    ? [say(undoOnly)]
    : random.chance(0.6)
      ? [say(both)]
      : [say(undoOnly), say(redoOnly)];
  return random.chance(0.7)
    ? [...steps.slice(0, -1), `${steps.at(-1)} ${nothing}`]
    : [...steps, nothing];
}

function singular(sentence: string): string {
  return sentence.replace(
    /\b(it) (return|give|raise|leave|do|just return)\b/gi,
    (_, it: string, verb: string) => `${it} ${verb}${verb === "do" ? "es" : "s"}`,
  );
}

const forgets =
  "[[Each|Every|A new|Any] change [makes `{redo}` impossible|empties what `{redo}` could do|ends what `{redo}` could repeat].|[After|With] a new change there is nothing [to redo|for `{redo}`] any more.|[What was undone is lost|Undone changes are gone|Undone changes cannot come back] [as soon as something else is changed|after a new change|once there is a new change].|Whoever changes something after `{undo}` cannot `{redo}` [any more|what was before].]";

const limits =
  "[[Only|At most|No more than] the last {most} changes [are remembered|are kept|can be undone|can be taken back].|It [remembers|keeps] [only the last {most}|at most {most}|no more than {most}] changes[|, older ones are forgotten|, and forgets the oldest].|The history has room for {most} changes[|; the oldest is dropped first|, then the oldest goes].]";

const blocks =
  "[[What is changed inside|All changes in|Changes made in|Everything done in] [the block |]`with {variable}.{block}():` [counts as one change|is a single change|is undone as one step|becomes one step].|[`{block}()` is for a `with` block|`{block}()` is a context manager]: [what is changed inside|what changes in the block] `with {variable}.{block}():` [is one change only|counts as one|are one step].|[In|After] `with {variable}.{block}():` [the whole block|all that happens inside] is [undone|taken back] [as one|at once|by one step].]";

const failures = {
  back: "[[If|When|Where] [an error|an exception|something raised] [ends|leaves|breaks] [the block|it], [everything in it is undone|the content from before is back|all is as before it|it has changed nothing] [without a trace|and nothing is kept of it|and it is no change], and [the error is raised further|the error is passed on|the exception is not swallowed|it is raised again].|[An error|An exception] in [the block|it] [undoes all of it|brings back what was there before it|takes everything in it back], [is not remembered|leaves no change behind] and [is passed on|is raised further|goes on outwards].]",
  stays:
    "[[If|When|Where] [an error|an exception|something raised] [ends|leaves|breaks] [the block|it], [what was done so far stays|the changes up to there stay|what is done is kept] [and is the one change|and counts as one change|as one change], and [the error is raised further|the error is passed on|the exception is not swallowed|it is raised again].|[An error|An exception] in [the block|it] [takes nothing back|undoes nothing]: [what was done until then|what came before it] [is the one change|stays and is one change]; [the error is passed on|it is raised further|it goes on outwards].]",
};

const empties =
  "[A block [that changes nothing|in which nothing is changed|with nothing in it] [is no change|does not count|leaves no step|cannot be undone].|[If|Where|When] nothing [was changed in it|is different after it|happened inside], [there is nothing to undo|it is no change|it does not count].]";

function blockWords(say: Say, random: Random, { block, failed }: Rules): string[] {
  if (block === "") return [];
  const sentences = [say(blocks), say(failures[failed]), say(empties)];
  return random.chance(0.7) ? [sentences.join(" ")] : sentences;
}
