export const introWords = {
  included:
    "[In a text like `{ex}`, {a} starts at {from} for the first time, then again every {gap} minutes, and {to} is the latest possible time|`{ex}` stands for {a} that leaves at {from} first and then after every {gap} minutes, up to {to}, which may be the last time|A {plan} for {a} is written as `{ex}`: from {from} on, every {gap} minutes, until {to} at the latest|The text `{ex}` means: the first {v} goes at {from}, each further one {gap} minutes later, and the last one at {to} or earlier|The times of {a} are given as `{ex}`. {From} is the first, the others follow {gap} minutes apart, and there are none later than {to}|{A} is described by a text like `{ex}`: the first at {from}, then one every {gap} minutes, nothing after {to}|A text such as `{ex}` describes {a}: first at {from}, then every {gap} minutes, none later than {to}]",
  before:
    "[In a text like `{ex}`, {a} starts at {from} for the first time, then again every {gap} minutes, always before {to}|`{ex}` stands for {a} that leaves at {from} first and then after every {gap} minutes, but no more at {to} or later|A {plan} for {a} is written as `{ex}`: from {from} on, every {gap} minutes, and {to} itself is not reached|The text `{ex}` means: the first {v} goes at {from}, each further one {gap} minutes later, and the last one earlier than {to}|The times of {a} are given as `{ex}`. {From} is the first, the others follow {gap} minutes apart, and all are before {to}|{A} is described by a text like `{ex}`: the first at {from}, then one every {gap} minutes, nothing at {to} or after|A text such as `{ex}` describes {a}: first at {from}, then every {gap} minutes, but none at {to} itself or later]",
};

export const nightWords = {
  included:
    "[A {plan} such as `{night}`, with an end earlier than its start, goes on after midnight|If the second time is earlier than the first (`{night}`), it is one of the next day|`{night}` ends on the next day, since its end is smaller than its start|An end that is smaller than the start belongs to the next day: `{night}`|{Plan}s can go over midnight; in `{night}` the end is earlier than the start|Where the end comes before the start (`{night}`), it runs past midnight|If the end is before the start (`{night}` is such a case), midnight is passed]",
  before:
    "[A {plan} such as `{night}`, with an end not later than its start, goes on after midnight|If the second time is earlier than the first or equal to it (`{night}`), it is one of the next day|`{night}` ends on the next day, since its end is not greater than its start; equal times mean a whole day|An end that is not greater than the start belongs to the next day: `{night}`|{Plan}s can go over midnight; in `{night}` the end is not later than the start|Where the end is not after the start (`{night}`), it runs past midnight]",
};

export const nearWords = {
  next: "[[Write|Implement|Make] `{near}({lines}, {now})`, which finds the {v} that leaves next|[Write|Implement] `{near}({lines}, {now})` [to find|for] the next {v}|`{near}({lines}, {now})` [tells|says|must tell] which {v} is the next one|[Write|Make] `{near}({lines}, {now})` for people who want to know the {v} that comes soonest|[Write|Implement] `{near}({lines}, {now})`, which says whose {v} comes next]",
  last: "[[Write|Implement|Make] `{near}({lines}, {now})`, which finds the {v} that left last|[Write|Implement] `{near}({lines}, {now})` [to find|for] the latest {v} before that time|`{near}({lines}, {now})` [tells|says|must tell] which {v} has just gone|[Write|Make] `{near}({lines}, {now})` for people who want to know the {v} that they have just missed]",
};

export const givenWords =
  '[`{lines}` is a dict of {plan}s by name, `{now}` is a time such as `"{clock}"`|In the dict `{lines}` the keys are names and the values {plan}s; `{now}` is a text such as `"{clock}"`|`{lines}` maps names to {plan}s. `{now}` is the time, like `"{clock}"`|It gets a dict `{lines}`, name to {plan}, and the time `{now}`, in the form `"{clock}"`|`{lines}` is a dict with names as keys and such texts as values, and `{now}` is a time `"{clock}"`|`{lines}` has such texts under names, in a dict, and `{now}` is a time of the form `"{clock}"`]';

export const pairWords = {
  next: "[Return the tuple `({pair})` with the minutes that one has to wait|The result is a pair `({pair})`, and `minutes` says how long the wait is|It gives `({pair})`: whose {v} it is and after how many minutes it goes|Return `({pair})`, where `minutes` is the time until then|It returns a pair `({pair})`: whose {v} is next and how many minutes away that is|Return `({pair})`, which {v} it is and how many minutes away]",
  last: "[Return the tuple `({pair})` with the minutes that have passed since|The result is a pair `({pair})`, and `minutes` says how long ago that was|It gives `({pair})`: whose {v} it was and how many minutes ago it went|Return `({pair})`, where `minutes` is the time since then]",
};

export const zeroWords = {
  next: "[One that goes at `{now}` exactly counts, with 0 minutes|When it leaves at this very minute, that is 0|A {v} at exactly that time is still reached: 0 minutes|For one that leaves at the same minute the answer is 0|If one leaves right now, it is 0 minutes away|A {v} which leaves right at `{now}` is 0 minutes away]",
  last: "[One that goes at `{now}` exactly counts, with 0 minutes|When it leaves at this very minute, that is 0|A {v} at exactly that time has just left: 0 minutes|For one that leaves at the same minute the answer is 0]",
};

export const dayWords = {
  next: "[Every day has the same {plan}, so when the last one is gone, the first of the next day counts|The {plan} is the same each day; late in the evening the next {v} may be one of the morning|All {plan}s hold for every day: after the last {v} the next is that of the following day|After the last one of the day the first one of the next morning comes, since all days are alike|They run every day: after the last, one waits for the first one tomorrow|Since they run every day, the first of tomorrow follows the last of today]",
  last: "[Every day has the same {plan}, so before the first one, the last of the day before counts|The {plan} is the same each day; early in the morning the last {v} may be one of yesterday|All {plan}s hold for every day: before the first {v} it is the last of the previous day|Before the first one of the day it is yesterday's last one, since all days are alike]",
};

export const tieWords = {
  alphabet:
    "[When two are equal, the smaller name wins|Equal ones are decided by name: the alphabetically first is returned|If several have the same number of minutes, take the one with the smallest name|On a draw the name that sorts first is the answer|For the same minute, the first name by alphabet counts|Of two at the same minute, take the one whose name comes first in the alphabet|Of several at the same minute, the first name in the alphabet is taken]",
  dict: "[When two are equal, the one that stands first in the dict wins|Equal ones are decided by their place in `{lines}`: the earlier one is returned|If several have the same number of minutes, take the first of them in the dict|On a draw the entry that comes first in `{lines}` is the answer]",
};

export const allWords = {
  list: '[[Write|Add|Make] also `{all}({line})`, [which returns|giving|with] all the times of one {plan} in a list of texts like `"{clock}"`, from the first to the last|`{all}({line})` returns every time of a single {plan} in its order, as a list of texts such as `"{clock}"`|The second function, `{all}({line})`, lists the times of one {plan}, like `"{clock}"`, the first one in front|`{all}({line})` takes one {plan} and gives the list of its times in the form `"{clock}"`, in their order|`{all}({line})`: every time of one {plan}, as a list of `"{clock}"`, in the order in which they come|[Write|Add] `{all}({line})` as well, a list of all times of one {plan} (`"{clock}"`), in their order]',
  text: '[[Write|Add|Make] also `{all}({line})`, [which returns|giving|with] all the times of one {plan} in one text, with blanks between them, from the first to the last (`"{clock}"` is one)|`{all}({line})` returns every time of a single {plan} in its order, as one text with a blank between two times such as `{clock}`|The second function, `{all}({line})`, joins the times of one {plan}, each like `{clock}`, by blanks, the first one in front]',
};

export const errorWords = {
  error:
    "[Raise `{error}` [if|when|where] a {plan} or a time has another form, a time is not on the clock, the interval is 0, or `{lines}` is empty|`{error}` is raised for {plan}s and times of a wrong form, for impossible times such as `{wrong}`, for an interval of 0 and for an empty dict|Wrong forms, times that the clock does not have, 0 minutes between two of them and an empty `{lines}` all raise `{error}`|If a {plan} is not of that form, or a time is impossible, or the interval is 0, raise `{error}`; an empty dict raises it too|Raise `{error}` for a text which cannot be read, for a time that is none, for an interval of zero, and if there are no {plan}s|Raise `{error}` if a text cannot be read, a time does not exist, the interval is zero or there is nothing in `{lines}`]",
  none: "[Raise `{error}` [if|when|where] a {plan} or a time has another form, a time is not on the clock, or the interval is 0. For an empty `{lines}` return `None`|`{error}` is raised for {plan}s and times of a wrong form, for impossible times such as `{wrong}` and for an interval of 0. An empty dict gives `None`|Wrong forms, times that the clock does not have and 0 minutes between two of them raise `{error}`; the result for an empty `{lines}` is `None`|If a {plan} is not of that form, or a time is impossible, or the interval is 0, raise `{error}`; if there is no {plan} at all, return `None`]",
};
