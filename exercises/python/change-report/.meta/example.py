import copy
import json
import re

ADDED = re.compile(r"([+-]) (\S+) = (.+)")
CHANGED = re.compile(r"~ (\S+): (.+)")


def written(value):
    return json.dumps(value, sort_keys=True)


def same(one, other):
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return one == other


def found(before, after, path):
    for key in before.keys() | after.keys():
        at = f"{path}{key}"
        if key not in before:
            yield at, f"+ {at} = {written(after[key])}"
        elif key not in after:
            yield at, f"- {at} = {written(before[key])}"
        elif isinstance(before[key], dict) and isinstance(after[key], dict):
            yield from found(before[key], after[key], f"{at}.")
        elif not same(before[key], after[key]):
            yield at, f"~ {at}: {written(before[key])} -> {written(after[key])}"


def changes(before, after):
    return [line for _, line in sorted(found(before, after, ""))]


def apply(before, lines):
    result = copy.deepcopy(before)
    for line in lines:
        change(result, line)
    return result


def change(result, line):
    added, changed = ADDED.fullmatch(line), CHANGED.fullmatch(line)
    if added is None and changed is None:
        raise ValueError(f"cannot be read: {line}")
    place, key = where(result, (added[2] if added else changed[1]).split("."))
    if changed:
        old, new = split(changed[2])
        expect(place, key, old)
        place[key] = new
    elif added[1] == "+":
        if key in place:
            raise ValueError(f"is there: {key}")
        place[key] = read(added[3])
    else:
        expect(place, key, read(added[3]))
        del place[key]


def where(result, path):
    for key in path[:-1]:
        result = result.get(key)
        if not isinstance(result, dict):
            raise ValueError(f"no place: {'.'.join(path)}")
    return result, path[-1]


def expect(place, key, value):
    if key not in place or not same(place[key], value):
        raise ValueError(f"does not fit: {key}")


def read(text):
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"cannot be read: {text}") from error


def split(text):
    try:
        old, end = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"cannot be read: {text}") from error
    if not text[end:].startswith(" -> "):
        raise ValueError(f"cannot be read: {text}")
    return old, read(text[end + 4 :])
