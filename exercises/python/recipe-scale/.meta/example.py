import re
from fractions import Fraction

AMOUNT = re.compile(r"(?:(\d+)(?: (\d+)/(\d+))?|(\d+)/(\d+))(?![\d/])")


def read(text):
    simple = re.match(r"(\d+)/(\d+)(?![\d/])", text)
    if simple:
        return fraction(0, simple[1], simple[2]), simple.end()
    mixed = re.match(r"(\d+) (\d+)/(\d+)(?![\d/])", text)
    if mixed:
        return fraction(mixed[1], mixed[2], mixed[3]), mixed.end()
    whole = re.match(r"\d+(?![\d/])", text)
    if whole:
        return Fraction(whole[0]), whole.end()
    return None, 0


def fraction(whole, above, below):
    if int(below) == 0:
        raise ValueError("a denominator is zero")
    return int(whole) + Fraction(int(above), int(below))


def written(amount):
    whole, rest = divmod(amount.numerator, amount.denominator)
    part = f"{rest}/{amount.denominator}"
    if rest == 0:
        return str(whole)
    return part if whole == 0 else f"{whole} {part}"


def scale(lines, factor):
    amount, end = read(str(factor))
    if amount is None or end != len(str(factor)) or amount <= 0:
        raise ValueError("the factor must be an amount above zero")
    return [scaled(line, amount) for line in lines]


def scaled(line, factor):
    amount, end = read(line)
    return line if amount is None else written(amount * factor) + line[end:]
