export const introWords = {
  times:
    "[[Write|Implement|Make] `{name}({lines}, {factor})`, which multiplies [all|the] amounts [of|in] {a} by `{factor}`|[Write|Implement] `{name}({lines}, {factor})`, which multiplies [the|all] amounts[| by `{factor}`]|`{name}({lines}, {factor})` [multiplies|must multiply] the amount of every line by `{factor}`|[Write|Implement] `{name}({lines}, {factor})`: it takes every amount `{factor}` times|[Write|Make] a function `{name}({lines}, {factor})` that gives {a} for `{factor}` times as much]",
  divided:
    "[[Write|Implement|Make] `{name}({lines}, {factor})`, which divides [all|the] amounts [of|in] {a} by `{factor}`|[Write|Implement] `{name}({lines}, {factor})`, which divides [the|all] amounts[| by `{factor}`]|`{name}({lines}, {factor})` [divides|must divide] the amount of every line by `{factor}`|[Write|Implement] `{name}({lines}, {factor})`: every amount is divided by `{factor}`|[Write|Make] a function `{name}({lines}, {factor})` that divides all amounts of {a} by `{factor}`]",
};

export const kindWords = {
  text: "[`{lines}` is one text, with line breaks between the lines, and so is the result|The lines come in one text, divided by line breaks; the result is a text like that|`{lines}` is a text of several lines, and a text is returned|Both `{lines}` and the result are texts with a line break between two lines]",
  list: "[`{lines}` is a list of texts, and so is the result|The lines come as a list; return a list too|It takes a list of lines and gives back a new list|The result is a new list of lines]",
};

export const amountWords =
  "[An amount stands at the beginning of a line, as a whole number `{w}`, as a fraction `{a1}/{b1}`, or as the two together, `{w}{gap}{a1}/{b1}`|The first thing on a line is its amount: `{w}`, or `{a1}/{b1}`, or a whole number with a fraction, `{w}{gap}{a1}/{b1}`|Amounts are whole (`{w}`), fractions (`{a1}/{b1}`) or mixed (`{w}{gap}{a1}/{b1}`), and stand in front|Lines start with whole numbers like `{w}`, with fractions like `{a1}/{b1}` or with mixed numbers like `{w}{gap}{a1}/{b1}`|At the start of a line there is a number such as `{w}`, a fraction such as `{a1}/{b1}`, or a mixed number such as `{w}{gap}{a1}/{b1}`|A line starts with an amount, which is a whole number `{w}`, a fraction `{a1}/{b1}`, or both of them, `{w}{gap}{a1}/{b1}`|In front of each line there is an amount: whole number `{w}`, fraction `{a1}/{b1}`, or both `{w}{gap}{a1}/{b1}`]";

export const restWords =
  "[The rest of the line is not changed|What comes behind the amount is copied as it is|All that follows remains the same, blanks too|Do not touch the rest of a line|Text behind the amount is kept unchanged|The remainder of the line stays the same|All after the amount stays as it was|What follows the amount stays the same|Everything else on the line stays]";

export const writtenWords = {
  mixed:
    "[Write the result in that form too, and shorten the fraction: `{p}/{q}` is written as `{m}`, `{k2}/{k}` as `{two}`|Results look the same: reduced fractions, and whole parts in front, so `{p}/{q}` becomes `{m}` and `{k2}/{k}` becomes `{two}`|The result is written like this as well, fully reduced. `{m}` is right, `{p}/{q}` is not; `{two}` is right, `{k2}/{k}` is not|Amounts are given back in this form, the fraction as short as possible: not `{p}/{q}` but `{m}`, not `{k2}/{k}` but `{two}`|New amounts have the same form; cancel the fraction, and write `{m}` for `{p}/{q}` and `{two}` for `{k2}/{k}`|The result is written the same way, its fraction in lowest terms: `{p}/{q}` is `{m}` and `{k2}/{k}` is `{two}`|New amounts look the same way, in lowest terms: `{p}/{q}` becomes `{m}`, `{k2}/{k}` becomes `{two}`]",
  plain:
    "[The result is never mixed: it is a whole number or a reduced fraction, so `{m}` becomes `{p}/{q}`, and `{k2}/{k}` becomes `{two}`|Results are written without a whole part, as reduced fractions: `{p}/{q}` and not `{m}`; but `{two}` and not `{k2}/{k}`|New amounts are whole numbers or fractions in reduced form, never the two together: `{p}/{q}` for `{m}`, `{two}` for `{k2}/{k}`|Write results as one reduced fraction, `{p}/{q}` in place of `{m}`; where it is whole, as a number, `{two}` in place of `{k2}/{k}`|The new amount is written as one fraction in lowest terms, also where it is above 1: `{p}/{q}`, not `{m}`; a whole one as a number: `{two}`, not `{k2}/{k}`]",
};

export const bareWords = {
  stays:
    "[Lines that have no amount, like `{thing}`, are not changed|Where there is no amount in front, as in `{thing}`, the line is kept|A line like `{thing}` has no amount and remains the same|Lines such as `{thing}` begin with no amount; they are copied|No amount, no change: `{thing}` is still `{thing}`|A line with no amount, such as `{thing}`, stays as it is|Without an amount, as in `{thing}`, a line stays the same]",
  dropped:
    "[Lines that have no amount, like `{thing}`, are left out|A line like `{thing}` has no amount and is dropped|Drop all lines that begin with no amount, such as `{thing}`|Lines without any amount, for example `{thing}`, are not in the result]",
  error:
    "[A line that has no amount, like `{thing}`, is an error: `{error}`|Where a line begins with no amount, as `{thing}` does, raise `{error}`|Lines such as `{thing}`, with no amount, raise `{error}`|Every line must have an amount; `{thing}` raises `{error}`]",
};

export const factorWords =
  '[`{factor}` may be an `int`, or a text in the form of an amount, like `"{a2}/{b2}"`|`{factor}` is a whole number or a text like `"{a2}/{b2}"`, read like an amount|As `{factor}`, an `int` or an amount in a string such as `"{w}{gap}{a2}/{b2}"` is allowed|`{factor}`: an `int` or a string that holds an amount (`"{a2}/{b2}"`, `"{w}{gap}{a2}/{b2}"`)|The `{factor}` can be given as an `int` or as an amount in a text, `"{a2}/{b2}"` for example|`{factor}` is an `int` or a text like `"{a2}/{b2}"` or `"{w}{gap}{a2}/{b2}"`|An `int` or a text such as `"{a2}/{b2}"` is given as `{factor}`]';

export const badWords = {
  strict:
    "[Raise `{error}` [when|if|where] `{factor}` is zero, negative or not an amount, and [for|where there is] a zero below [a|the] fraction bar|A `{factor}` must be readable and greater than 0, and no fraction may have 0 below the bar; else raise `{error}`|If `{factor}` is 0 or less or is no amount, or any fraction has the denominator 0, raise `{error}`|`{error}` is raised for a `{factor}` that is no amount or not greater than 0, and for fractions with a 0 below|Raise `{error}` if `{factor}` is not above zero or cannot be understood, and also for fractions whose denominator is zero|Raise `{error}` for a `{factor}` that is unreadable or not greater than zero, and for a denominator of zero]",
  loose:
    "[Raise `{error}` [when|if|where] `{factor}` is negative or not an amount, and [for|where there is] a zero below [a|the] fraction bar; zero itself is a good `{factor}`|A `{factor}` must be readable and at least 0, and no fraction may have 0 below the bar; else raise `{error}`|If `{factor}` is less than 0 or is no amount, or any fraction has the denominator 0, raise `{error}`. A `{factor}` of 0 is allowed|`{error}` is raised for a `{factor}` that is no amount or below zero (0 is fine), and for fractions with a 0 below]",
};
