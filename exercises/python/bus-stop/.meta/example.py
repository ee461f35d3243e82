import re

DAY = 24 * 60
LINE = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)/(\d+)")


def minutes(time):
    if not re.fullmatch(r"\d\d:\d\d", time):
        raise ValueError(f"no time: {time}")
    hour, minute = int(time[:2]), int(time[3:])
    if hour > 23 or minute > 59:
        raise ValueError(f"no time: {time}")
    return hour * 60 + minute


def times(line):
    found = LINE.fullmatch(line)
    if found is None or int(found[3]) == 0:
        raise ValueError(f"no line: {line}")
    start, end = minutes(found[1]), minutes(found[2])
    if end < start:
        end += DAY
    return [at % DAY for at in range(start, end + 1, int(found[3]))]


def departures(line):
    return [f"{at // 60:02}:{at % 60:02}" for at in times(line)]


def next_bus(lines, now):
    if not lines:
        raise ValueError("no lines")
    at = minutes(now)
    waits = [((one - at) % DAY, name) for name, line in lines.items() for one in times(line)]
    wait, name = min(waits)
    return name, wait
