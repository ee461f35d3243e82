export const rowsWords =
  "[`{rows}` is a list of dicts with the keys `{name}` (a text), `{amount}` (a number) and `{kind}` (a text)|Our data is a list of dicts. Each has a text `{name}`, a number `{amount}` and a text `{kind}`|Every row is a dict with `{name}` and `{kind}`, which are texts, and `{amount}`, which is a number|A table is given as a list of dicts, with texts under `{name}` and `{kind}` and a number under `{amount}`|Each dict in `{rows}` has three keys: `{name}`, `{amount}`, a number, and `{kind}`]";

export const queryWords =
  "[[Write|Implement|Make] `{query}({rows})`[, which chooses some of them|, which selects rows| to find some rows|, a search in that list]|[Write|Implement|Make] a function `{query}({rows})` that [picks|selects|finds] some of [the rows|them]|`{query}({rows})` [picks|selects|chooses] from the list]";

export const filterWords = {
  from: "[Only those count whose `{amount}` is {limit} or more|Take the rows with a `{amount}` of at least {limit}|Keep a row if its `{amount}` is not below {limit}|Those with `{amount}` from {limit} upwards are wanted|Rows whose `{amount}` is less than {limit} are left out]",
  above:
    "[Only those count whose `{amount}` is more than {limit}|Take the rows with a `{amount}` above {limit}|Keep a row if its `{amount}` is greater than {limit}|Those with `{amount}` over {limit} are wanted, not those with {limit} itself|Rows whose `{amount}` is {limit} or less are left out]",
  to: "[Only those count whose `{amount}` is {limit} or less|Take the rows with a `{amount}` of at most {limit}|Keep a row if its `{amount}` is not above {limit}|Those with `{amount}` up to {limit}, {limit} included, are wanted|Rows whose `{amount}` is more than {limit} are left out]",
  below:
    "[Only those count whose `{amount}` is less than {limit}|Take the rows with a `{amount}` below {limit}|Keep a row if its `{amount}` is smaller than {limit}|Those with `{amount}` under {limit} are wanted, not those with {limit} itself|Rows whose `{amount}` is {limit} or more are left out]",
  kind: "[Only those count whose `{kind}` is `{wanted}`|Take the rows with `{wanted}` as `{kind}`|Keep a row if its `{kind}` equals `{wanted}`|Those that have the `{kind}` `{wanted}` are wanted|Rows with any other `{kind}` than `{wanted}` are left out]",
  other:
    "[Only those count whose `{kind}` is not `{wanted}`|Take the rows with another `{kind}` than `{wanted}`|Keep a row if its `{kind}` differs from `{wanted}`|All are wanted but those that have the `{kind}` `{wanted}`|Rows with `{wanted}` as `{kind}` are left out]",
};

export const orderWords = {
  down: "[They are sorted by `{amount}`, the largest first, and equal ones by `{name}`|The largest `{amount}` comes first; where it is the same, sort by `{name}`|Sort by falling `{amount}`, then by `{name}`|Order: descending `{amount}`, and `{name}` for equal ones|From the highest `{amount}` to the lowest; `{name}` decides between equals]",
  up: "[They are sorted by `{amount}`, the smallest first, and equal ones by `{name}`|The smallest `{amount}` comes first; where it is the same, sort by `{name}`|Sort by rising `{amount}`, then by `{name}`|Order: ascending `{amount}`, and `{name}` for equal ones|From the lowest `{amount}` to the highest; `{name}` decides between equals]",
  name: "[They are sorted by `{name}`|Sort them by `{name}`|The order is that of `{name}`|Put them in order of `{name}`|Order: `{name}`, from a to z]",
  none: "[They stay in the order of the list|The order is that of `{rows}`|Do not sort them|Keep their order|They come as they stand in `{rows}`]",
};

export const firstWords =
  "[No more than {first} are returned|Only the first {first} of them remain|Take at most {first} of them, from the front|After {first} of them, stop|Cut the list off after {first}]";

export const givesWords = {
  names:
    "[Return a list of the `{name}` values only|The result is the list of their `{name}` values|Give back what stands under `{name}`, in a list|Of each, only the `{name}` is in the list that is returned|Return their `{name}` as a list]",
  rows: "[Return a list of the whole dicts|The result is the list of these dicts|Give back the dicts themselves, in a list|The dicts are returned in a list, unchanged|Return the full rows as a list]",
  pairs:
    "[Return a list of pairs of `{name}` and `{amount}`|The result is a list of tuples, `{name}` first and `{amount}` second|Give back a list with a tuple of `{name}` and `{amount}` for each|Of each, the `{name}` and the `{amount}` are in the list, as a tuple|Return tuples of `{name}` and `{amount}` in a list]",
};

export const groupWords = {
  count:
    "[[Write|Add|Make] also `{group}({rows})`: a dict from each `{kind}` to the number of rows with it|`{group}({rows})` counts the rows of every `{kind}` and returns a dict|The function `{group}({rows})` returns a dict with how many rows each `{kind}` has|[Write|Add|Make] `{group}({rows})`, which returns a dict: how often each `{kind}` occurs]",
  sum: "[[Write|Add|Make] also `{group}({rows})`: a dict from each `{kind}` to the sum of `{amount}` of its rows|`{group}({rows})` adds up `{amount}` for every `{kind}` and returns a dict|The function `{group}({rows})` returns a dict with the total `{amount}` of each `{kind}`|[Write|Add|Make] `{group}({rows})`, which returns a dict: every `{kind}` with its `{amount}` values added up]",
  names:
    "[[Write|Add|Make] also `{group}({rows})`: a dict from each `{kind}` to the list of `{name}` of its rows|`{group}({rows})` collects the `{name}` values for every `{kind}` in a dict of lists|The function `{group}({rows})` returns a dict with a list of each `{name}` for every `{kind}`, in their order|[Write|Add|Make] `{group}({rows})`, which returns a dict: every `{kind}` with the `{name}` values that belong to it, as a list]",
  largest:
    "[[Write|Add|Make] also `{group}({rows})`: a dict from each `{kind}` to the largest `{amount}` of its rows|`{group}({rows})` finds the highest `{amount}` for every `{kind}` and returns a dict|The function `{group}({rows})` returns a dict with the greatest `{amount}` of each `{kind}`|[Write|Add|Make] `{group}({rows})`, which returns a dict: every `{kind}` with the maximum of its `{amount}` values]",
};

export const calmWords =
  "[The list that is given is not changed|An empty list gives an empty result|`{rows}` may be empty|There may be no rows at all|Do not change `{rows}`|The input stays as it is]";
