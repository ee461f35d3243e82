import re

VERSION = re.compile(r"v?(\d+(?:\.\d+)*)(?:-([0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*))?")
RULE = re.compile(r"\s*(>=|<=|=|>|<)\s*(\S+)\s*")
TESTS = {
    "=": lambda one, other: one == other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
}


def key(version):
    found = VERSION.fullmatch(version)
    if found is None:
        raise ValueError(f"no version: {version}")
    numbers = [int(part) for part in found[1].split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return (tuple(numbers), found[2] is None, pieces(found[2] or ""))


def pieces(text):
    parts = text.split(".") if text else []
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)


def newest(versions):
    return max(versions, key=key, default=None)


def allowed(version, rule):
    own = key(version)
    held = True
    for part in rule.split(","):
        found = RULE.fullmatch(part)
        if found is None:
            raise ValueError(f"no rule: {part}")
        held = TESTS[found[1]](own, key(found[2])) and held
    return held
