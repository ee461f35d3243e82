export const introWords =
  "[[Write|Implement|Make] a class `{cls}({limit}={full})`. `{limit}` is the most that it can hold|`{cls}({limit}={full})` is a class for {thing}: it holds `{limit}` at most|[Write|Make] the class `{cls}` for {thing}. `{cls}({limit}={full})` makes one with room for `{limit}`|A class `{cls}({limit}={full})` is needed for {thing}, where `{limit}` is how much there is room for]";

export const startWords = {
  zero: "[It is empty at first|At the beginning it holds 0|A new one is empty|It starts with nothing in it]",
  full: "[It is full at first|At the beginning it holds `{limit}`|A new one is full|It starts with `{limit}` in it]",
};

export const addWords =
  "[puts `{amount}` in|adds `{amount}` to what is in it|increases the content by `{amount}`|`{amount}` more is in it after that|fills in `{amount}`]";

export const takeWords =
  "[takes `{amount}` out|removes `{amount}` from what is in it|decreases the content by `{amount}`|`{amount}` less is in it after that|lets `{amount}` out]";

export const overWords = {
  error:
    "[If that is more than it can hold, raise `{error}` and change nothing|Raise `{error}` where there is no room for it; then nothing changes|Where it does not fit, a `{error}` is raised and the content remains|Too much raises `{error}`, and the content is the same as before]",
  clip: "[What does not fit is lost|If that is too much, it is just full|It never holds more than `{limit}`; the rest is lost|The surplus is thrown away when it is full]",
};

export const underWords = {
  error:
    "[If there is not so much in it, raise `{error}` and change nothing|Raise `{error}` where it holds less; then nothing changes|Where there is too little, a `{error}` is raised and the content remains|Too much raises `{error}`, and the content is the same as before]",
  clip: "[If there is less, it is just empty|It never goes below 0|Where there is too little, it becomes 0|The content is 0 at least]",
};

export const returnWords = {
  none: "",
  now: "[Returns the new content|It gives back what is in it then|The result is the content after that|Return how much is in it now]",
};

export const levelWords =
  "[how much is in it|returns the content|the amount that it holds now|gives the present content|says what it holds]";

export const freeWords =
  "[how much room is left|returns what still fits in|the amount that can be added until it is full|gives the free room|says how much more it can hold]";

export const clearWords =
  "[sets everything back to the beginning, the number of changes too|starts anew: the content as at first, and no changes|makes it like a new one, also with no changes counted|resets content and changes]";

export const countWords =
  "[how many times something was put in or taken out|the number of changes so far, in or out|counts the calls that put in or took out something; those that raise do not count|how often the content was changed by these two]";

export const fullWords =
  "[`True` if it is full, else `False`|whether it is full, as a `bool`|says if there is no room left (`True` or `False`)|tells whether nothing more fits in, `True` or `False`]";

export const badWords = {
  positive:
    "[Raise `{error}` where `{amount}` is 0 or less|`{amount}` must be greater than 0, else raise `{error}`|If `{amount}` is not above 0, raise `{error}`|`{error}` is raised when `{amount}` is zero or negative]",
  negative:
    "[Raise `{error}` where `{amount}` is below 0; 0 is allowed|`{amount}` must be at least 0, else raise `{error}`|If `{amount}` is negative, raise `{error}`|`{error}` is raised when `{amount}` is negative, not for 0]",
};
