/** How a place that lends things is described. */
export const introWords =
  "[[[Write|Implement|Make] a class `{cls}({days}={count})`|The class `{cls}({days}={count})` is wanted|`{cls}({days}={count})` is a class to be written|Your task is a class `{cls}({days}={count})`][. `{days}` says|; `{days}` says|, where `{days}` says| in which `{days}` tells|, and `{days}` tells] [for how many days one may have {a}|after how many days {a} must come back|how many days {a} may stay away|how long one can keep {a}, in days|the number of days for which {a} is given out]|[Write|Make|Implement] a class `{cls}({days}={count})`; `{days}` is [how many days one may keep {a}|the time in days for which one keeps {a}|how many days {a} may be kept]]";

export const storyWords =
  "[A club lends its {things}|The people of a street lend {things} to each other|A school has {things} for everybody|Neighbours have {things} in common|In a village one can borrow {things}|A small library has {things}|A workshop lends {things}|A youth centre gives out {things}|People share {things}|Neighbours share their {things}]";

export const addWords =
  "[one more copy of `{title}` is there from now on|puts another copy of `{title}` in place; there can be many copies of the same one|adds a copy. Called twice for one `{title}`, there are two copies|takes in {a}; when it is called again for the same `{title}`, there is one copy more|brings in a copy of `{title}`, also where others of the same are there already|a new copy of `{title}` comes in; every call adds one|puts {a} in: `{title}`. If the same is added again, there are several copies|adds {a}; the same `{title}` can be added many times, and then has several copies]";

export const lendWords = {
  due: "[`{person}` takes one copy on `{day}` (a `datetime.date`); the result is the day when it must be back|lends a copy on the `datetime.date` `{day}` to `{person}` and returns its due day|hands one copy to `{person}`. `{day}` is a `datetime.date`; return the date at which the copy is due|`{person}` gets a copy. `{day}`, a `datetime.date`, is today, and the due date is returned|one copy goes to `{person}` on `{day}`, which is a `datetime.date`; it gives the date by which it has to come back|gives one copy to `{person}` on `{day}`, a `datetime.date`; it returns when the copy is due|gives out a copy; `{day}` is a `datetime.date`. It returns the due day]",
  left: "[`{person}` takes one copy on `{day}` (a `datetime.date`); the result is how many copies are still there|lends a copy on the `datetime.date` `{day}` to `{person}` and returns how many free copies remain|hands one copy to `{person}`. `{day}` is a `datetime.date`; return the number of copies that are left|one copy goes to `{person}` on `{day}`, which is a `datetime.date`; it gives the number of copies that still are free]",
};

export const backWords = {
  days: "[the copy comes back; the result is by how many days it is late, or `0`|`{person}` brings a copy back on `{day}`. Return the number of days it is late, and `0` when it is not|takes the copy back and gives the number of late days, at least `0`|a copy returns to its place; return how many days have passed since it was due, never less than `0`|ends the loan and returns by how many days `{person}` is late, `0` for one who is not|takes the copy back; returns how many days it is too late, `0` if in time|gives a copy back; the result is how many days late that is, `0` in time]",
  fee: "[the copy comes back; the result is the fee: {fee} cents for every late day, or `0`|`{person}` brings a copy back on `{day}`. Return the fee in cents, {fee} for each day it is late, and `0` when it is not|takes the copy back and gives what is to be paid, {fee} cents for each late day, at least `0`|a copy returns to its place; return {fee} cents times the days that have passed since it was due, never less than `0`|ends the loan and returns what `{person}` owes: {fee} cents a day when late, else `0`]",
};

export const whichWords = {
  min: "[If `{person}` has more than one of them, it is the one that was lent earliest|Of several copies with the same `{person}`, the oldest loan ends|When `{person}` took the same thing more than once, the earliest loan counts|Of many copies that `{person}` has, the first one lent is meant|The oldest loan comes first where `{person}` has two or more|Of several copies, the one lent first comes back|If a person has several copies of one `{title}`, they give back the one lent first]",
  max: "[If `{person}` has more than one of them, it is the one that was lent last|Of several copies with the same `{person}`, the newest loan ends|When `{person}` took the same thing more than once, the latest loan counts|Of many copies that `{person}` has, the last one lent is meant|The newest loan comes first where `{person}` has two or more|Of several copies, the one lent last comes back|If a person has several copies of one `{title}`, they give back the one lent last]",
};

export const lateWords =
  "[lists all copies that are late on `{day}`, each as a pair `({pair})`|a list of pairs `({pair})`, one for each copy that is late on `{day}`|the late copies on `{day}`, in a list of `({pair})` tuples|gives a list with a tuple `({pair})` for every loan that is late on `{day}`|which copies should be back by `{day}` and are not, as a list of `({pair})`|a list with `({pair})` for every copy that is overdue on `{day}`|returns `({pair})` for all overdue copies on that day, in a list]";

export const orderWords = {
  due: "[The earliest due date is first; equal ones are ordered by `{person}` and then by `{title}`|They are sorted by due day, then by `{person}`, then by `{title}`|Order them by the day they were due; for the same day by `{person}`, and at last by `{title}`|Sort by due date first, by `{person}` second and by `{title}` third|The one that has been due longest leads; in the same day's, `{person}` decides, then `{title}`|What was due first stands in front; on the same day `{person}` and then `{title}` decide|Those due first are in front, and what was due the same day is sorted by `{person}` and `{title}`]",
  pair: "[The list is sorted by `{first}`, then by `{second}`|They are in the order of `{first}`, and for the same one of `{second}`|Sort them by `{first}` and then by `{second}`, whatever the due dates|Order: `{first}` first, `{second}` second]",
};

export const freeWords =
  "[how many copies of `{title}` can be lent now|the number of copies that are there at the moment|returns how many copies of `{title}` nobody has|the count of copies of `{title}` that are not lent|how many of them are left to lend, `0` for an unknown `{title}`|how many copies of `{title}` are free|says how many copies stand there, free to lend|the number of free copies]";

export const outWords =
  "[how many copies `{person}` has now|the number of copies that are with `{person}`|counts the loans of `{person}` that are still open|how many things `{person}` has not brought back yet]";

export const errorWords =
  "[Raise `{error}` when there is no copy to lend, and when `{person}` brings back what was not lent to them|`{error}` is raised if no copy is left to lend, or if `{person}` does not have what comes back|Lending without a free copy and bringing back something that `{person}` does not have raise `{error}`|If nothing is left to lend, or one brings something back that one never took, raise `{error}`|Raise `{error}` for lending what is not there and for returning what `{person}` has not got|Raise `{error}` if no copy is free, or if somebody gives back what they did not borrow|Raise `{error}` when nothing is free to lend and when people give back what they have not got]";

export const limitWords = {
  "<": "[On the due day itself, nothing is late|A copy that comes on its due day is in time|Late means: after the due day, not on it|The due day itself is still fine|It is late from the day after the due day on|Who comes on the due day is not late|Late is a copy only from the day after it was due|Copies are late only after their due day]",
  "<=": "[On the due day, a copy counts as late in that list already|In the list, late means: on the due day or after it|The list has copies from their due day on|A copy is in that list on its due day too]",
};
