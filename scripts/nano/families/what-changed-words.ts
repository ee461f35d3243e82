import { nouns } from "../names.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";

/** `apply` is empty where only the report is wanted, `join` where inner dicts are no paths. */
export type Rules = {
  readonly report: string;
  readonly apply: string;
  readonly before: string;
  readonly after: string;
  readonly lines: string;
  readonly added: string;
  readonly removed: string;
  readonly changed: string;
  readonly sign: string;
  readonly mid: string;
  readonly arrow: string;
  readonly join: string;
  readonly same: "kinds" | "equal" | "written";
  readonly order: "path" | "line";
};

export function textOf(random: Random, rules: Rules): string {
  const slots = { ...rules, join: joints[rules.join] ?? `\`${rules.join}\`` };
  const say = (template: string): string => random.say(template, slots);
  const bullets = [
    say(marks),
    say(rules.join === "" ? flat : paths),
    `${say(wholes)} ${say(sames[rules.same])}`,
    say(written),
  ];
  const laid = random.chance(0.8)
    ? [{ bullets: random.chance(0.7) ? bullets : random.shuffle(bullets) }]
    : [bullets.slice(0, 2).join(" "), bullets.slice(2).join(" ")];
  const none = rules.join === "" ? [] : [say(noMarks)];
  const last = rules.apply === "" ? [] : [`${say(applies)} ${say(errors)}`];
  return page(random, [
    `${say(opening)} ${say(orders[rules.order])} ${say(shown)}`.trim(),
    { code: example(random, rules) },
    ...laid,
    [...last, ...none].join(" "),
  ]);
}

const joints: Readonly<Record<string, string>> = { ".": "dots", "/": "slashes" };

function example(random: Random, rules: Rules): string {
  const { added, removed, changed, sign, mid, arrow, join, order } = rules;
  const [one, two, three, four, five, six] = random.sample(nouns, 6);
  const path = (key: string | undefined): string =>
    join === "" ? `${key}` : `${one}${join}${key}`;
  const lines = [
    `${added} ${path(two)}${sign}${random.option([`"${six}"`, "true", "[1, 2]"])}`,
    `${removed} ${path(three)}${sign}${random.int(2, 99)}`,
    `${changed} ${four}${mid}"${five}"${arrow}"${six}"`,
  ];
  // In the order that the text asks for.
  const place = (line: string): string => (order === "line" ? line : line.slice(line.indexOf(" ")));
  return lines.sort((a, b) => (place(a) < place(b) ? -1 : 1)).join("\n");
}

const opening =
  "[[Write|Implement|Make] `{report}({before}, {after})`[, which compares|. It compares| to compare] two [records|dicts][, made of what JSON can hold| as JSON knows them| of JSON values| read from JSON]. [It gives|It returns|The result is] [a list of texts, one|a list with one line] [for every|for each] [change|difference].|`{report}({before}, {after})` [tells|says|lists] what is different [between|in] two [records|dicts] [of JSON values|read from JSON|as JSON knows them], as a list of [lines|texts].]";
const shown = "[Such lines are:|Like this:|For example:|Three lines:|]";
const orders = {
  path: "[Sort [it|them] by the path|Their order is that of the paths|The paths give the order|They are in the order of their paths].",
  line: "[Sort [it|them] as texts|The lines are sorted as texts|They are in the order of the alphabet, marks included|The finished lines are sorted].",
};

const marks =
  "[`{added}` [stands for|marks|means|is for] what [is only in|was added in|only appears in] `{after}`, `{removed}` for what [is only in|is only to be found in|was only in] `{before}`, `{changed}` for [what has another value|changed values|another value].|What [only `{after}` holds|is new in `{after}`] [gets|has|is marked] `{added}`, what [only `{before}` holds|is missing in `{after}`] `{removed}`, and [what is not the same|a changed value] `{changed}`.|The marks: `{added}` for a new key, `{removed}` for [one that is gone|a missing one], `{changed}` for [one with another value|a changed one].]";
const paths =
  "[[Where|If|When] both [values are dicts|have a dict at a key|sides hold a dict], [look inside|go into them|they are compared by their keys], and {join} [join the keys of the path|stand between the keys|connect the keys]. [A dict that only one [has|holds] is [shown|given] [in one line|whole|in full]|If only one side has a dict, it is one value].|[The keys on the way to a value|The keys of inner dicts] make a path, joined by {join}: [dicts that both have are compared inside|inner dicts of both are compared in turn]. [A new or missing dict|A dict of one side alone] is [one line|a single line|shown in full].]";
const flat =
  "[The path is [just the key|the key alone|simply the key]: [inner dicts are not looked into|dicts inside count as single values|a dict inside is one value].|[Only the outer keys are compared|Only keys of the outer dict count], [an inner dict is one value|what is inside a dict is not looked at separately], [and the key is the path|so that paths are keys].]";
const wholes =
  "[A list is [one value|a single value|never looked into]|Lists [count|are taken] as one value[| each]|Of lists no parts are compared]; [so is what changes its kind|a value of another kind is a changed one|a dict in place of another kind is a changed value, too].";
const sames = {
  kinds:
    "[[A boolean is never a number|`True` is not `1`|Mind that `True` and `1` differ], [but `2` and `2.0` are the same|while `2` and `2.0` are equal|but `2` equals `2.0`][|, also inside of lists].|`2` and `2.0` [are the same|are equal|do not differ], [but `True` and `1` do|but a boolean is no number|`True` and `1` do differ].]",
  equal:
    "[Values are [the same|equal] if Python's `==` says so[|, so `True` is `1`].|Compare with `==`[|, even booleans with numbers|, and no further].|[What `==` finds equal is no difference|`==` decides what is the same].]",
  written:
    "[Values are [the same|equal] if they are written alike[|, so `2` and `2.0` differ].|Compare what is written of the values[|: `2` and `2.0` differ, `True` and `1` too].|[What is written alike is no difference|The written form decides what is the same].]",
};
const written =
  "[A value is [shown|given|printed] [in JSON|as JSON|with `json.dumps`], [the keys in order|with its keys sorted|keys sorted].|[Use|Show them by] `json.dumps` [for values|for every value], [with keys in order|and sort keys].|[JSON is used for values|Values appear as JSON]; keys of dicts [are sorted|stand in order].]";

const applies =
  "[[Write|Implement|Add] `{apply}({before}, {lines})` [as well|also], [which does what the lines say|which turns one record into the other by such lines|the way back]: [it returns a new dict|it makes the later dict|its result is the changed dict], `{before}` [is not changed|stays the same|is left alone].|`{apply}({before}, {lines})` [takes such lines and|reads such lines and] [returns what comes out|gives the changed record|makes the later one], [without changing|but never changes] `{before}`.]";
const errors =
  "[[A line that does not fit|What does not fit|A line that cannot be done] is a `ValueError`|Raise [a |]`ValueError` for a line that [does not fit|cannot be done]]: [a new key that exists|a key to add that is already there|one adds a key that exists], [an old value that is not there|another old value than the record has|a wrong old value], [a missing place|no dict on its path|a key that is missing], [or a text of no such form|or anything unreadable|or what is no such line].";
const noMarks =
  "[Keys never [contain|hold] [what divides the parts of a line|blanks or marks of a path|blanks, colons or what joins a path].|[You may rely on|Count on] keys without blanks, colons and [path marks|what joins paths].|Keys are plain words.]";
