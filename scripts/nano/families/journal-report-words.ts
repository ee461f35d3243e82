export type Time = {
  readonly shape: string;
  readonly code: string;
  readonly at: readonly string[];
};

export const seconds: Time = {
  shape: "HH:MM:SS",
  code: "\\d\\d:\\d\\d:\\d\\d",
  at: ["07:30:11", "07:30:15", "08:00:00"],
};

export const timesOfDay: readonly [Time, ...Time[]] = [
  seconds,
  { shape: "HH:MM", code: "\\d\\d:\\d\\d", at: ["07:30", "07:31", "11:05"] },
  {
    shape: "YYYY-MM-DD",
    code: "\\d\\d\\d\\d-\\d\\d-\\d\\d",
    at: ["2024-03-09", "2024-03-10", "2024-04-01"],
  },
  { shape: "HH.MM", code: "\\d\\d\\.\\d\\d", at: ["07.30", "07.31", "11.05"] },
];

export const marks: Readonly<Record<string, string>> = {
  ":": "colon",
  ";": "semicolon",
  ">": "`>`",
  "=": "`=`",
  "#": "`#`",
};

export const levelSets =
  "DEBUG INFO WARN ERROR FATAL|INFO ERROR WARN PANIC|ERROR LOG WARN DEBUG|LOW MIDDLE HIGH SEVERE|GREEN YELLOW ORANGE RED|OK NOTE ALARM|TRACE NOTICE WARNING CRITICAL|FINE HINT FAULT|NEWS GOOD BAD WORSE|CALM BUSY STUCK BROKEN|START STOP FAIL";

export const storyWords =
  "[{A} keeps a journal, which looks like this|{A} writes a protocol. A piece of it|This is what {a} writes in its journal|The journal of {a} has lines like the following|Here is a part of what {a} has written down|{A} writes lines like these|The log of {a} looks as follows]";

export const entryWords =
  "[A line with {time} in front is the start of an entry. After that come {level}, the name of {part} with {aMark} behind it, and {message}|Entries start with {time}, then {level}, then the name of {part}, {aMark} and {message}|Every entry starts on a line with {time} at its beginning; behind that there are {level}, the name of {part}, {aMark} and {message}|An entry is a line of {time}, {level}, {part}, {aMark} and {message}|If a line starts with {time}, it is a new entry: {level} comes next, then {part} and {aMark}, and {message} at the end|A line which begins with {time} begins an entry: after it come {level}, the name of {part} with {aMark}, and {message}|Where a line begins with {time}, an entry begins, with {level}, the name of {part}, with {aMark}, and then {message}]";

export const otherWords =
  "[Lines that start differently are a part of the last entry; before the first entry they are ignored|All other lines continue the entry above them. What comes before all entries is skipped|A line of any other kind is part of the entry above, or is ignored if there is none yet|Lines without {short} in front belong to the last entry that was begun; skip them where no entry has begun|Other lines are added to the previous entry; those above the first one do not matter|Every other line belongs to the entry before; lines above any entry are passed over|Whatever else there is, it is a further line of the entry before it, and what stands before the first entry is left out]";

export const introWords =
  "[[Write|Implement|Make] `{name}({text})`, which [returns|gives back] a dict with [these|the following] keys|[Write|Implement|Make] [a function |]`{name}({text})`. It [gives back|returns] a dict with [these|the following] [{count} |]keys|`{name}({text})` [must return|returns|gives] a dict. Its keys are|The result of `{name}({text})` is a dict with the keys|[Write|Make] `{name}({text})` to sum this up in a dict with {count} keys]";

export const levelsWords =
  "[how often each level occurs, as a dict without those that never occur|a dict from each level that occurs to its number of entries|the number of entries by level, in a dict; a level without entries is not in it|a dict which says for each level how many entries have it, only for levels that there are|counts the entries of every level in a dict. Levels with no entry are missing there|a dict with how many entries there are of each level; levels without any are left out|how many entries each level has, as a dict; those that do not occur are not in it]";

export const partsWords = {
  sorted:
    "[the names of the parts that have at least one `{bad}` entry, sorted|a list, in alphabetical order, of every part with a `{bad}` entry, each once|which parts had a `{bad}`, as a sorted list without doubles|all parts with `{bad}` entries in a sorted list|the sorted names of those parts for which there is a `{bad}`|a sorted list with the names of the parts which have a `{bad}`|the names of parts with {small}, sorted|the sorted list of all parts that had {small}|a sorted list of those parts that have {small}|the parts with {small} in a sorted list]",
  first:
    "[the names of the parts that have at least one `{bad}` entry, in the order in which they first did|a list of every part with a `{bad}` entry, each once, in the order of the text|which parts had a `{bad}`, as a list without doubles, the earliest first|all parts with `{bad}` entries, in a list in the order of their first `{bad}`|the names of parts with {small}, the first one in front|the list of all parts that had {small}, in the order of the text|those parts that have {small}, in the order in which they had it first]",
};

export const extremeWords = {
  max: "[the greatest number that stands before ` {unit}` in the messages, `None` where there is none|the highest number followed by ` {unit}` in some message, or else `None`|of all whole numbers with ` {unit}` behind them in the messages the largest one; `None` if there are none|the maximum of all numbers in messages that ` {unit}` follows, `None` without any|`None`, or the biggest number in front of ` {unit}` that a message has|the largest number in front of ` {unit}` in all messages, or `None`|the largest number before a ` {unit}`, in whatever message, else `None`]",
  min: "[the lowest number that stands before ` {unit}` in the messages, `None` where there is none|the least number followed by ` {unit}` in some message, or else `None`|of all whole numbers with ` {unit}` behind them in the messages the smallest one; `None` if there are none|the minimum of all numbers in messages that ` {unit}` follows, `None` without any|`None`, or the smallest number in front of ` {unit}` that a message has|the smallest number in front of ` {unit}` in all messages, or `None`|the smallest number before a ` {unit}`, in whatever message, else `None`]",
};

export const longestWords = {
  longest:
    "[the number of lines of the longest entry; it is `0` without entries|how long the longest entry is, in lines, or `0` if there are no entries|the most lines that one entry has, and `0` when nothing is found|the length of the longest entry counted in lines, `0` for none|how many lines there are in the longest entry, `0` if there is no entry at all|the number of lines in the longest entry, or `0` where no entry is]",
  entries:
    "[how many entries there are|the number of all entries|the count of entries of any level|the number of entries in the text]",
};

export const errorWords =
  "[Raise `{error}` with the message `{word} N` [when|if|where] an entry has another level or lacks {aMark}; `N` is the line's number, and the first line is 1|If an entry has some other level, or no {markName} follows the part, raise a `{error}` that says `{word} N`, with `N` as the number of that line from 1 on|`{error}` is raised for an entry whose level is not in that list or that has no {markName}. Its message is `{word} N`, for line number `N`, beginning with 1|Entries of an unknown level or with the {markName} missing are wrong: raise `{error}` with `{word} N`, where `N` counts the lines from 1|For a wrong level or a missing {markName}, raise a `{error}`. Its text is `{word} N`, where the first line of the text has `N` = 1|An entry whose level is another, or which has no {markName}, raises `{error}` with the message `{word} N`; `N` is the number of its line, counted from 1|An entry without {aMark} or with any other level raises `{error}`; the message is `{word} N`, and `N` is the line number, which starts at 1]";
