import re

ENTRY = re.compile(r"\d\d:\d\d:\d\d\b")
WHOLE = re.compile(r"\d\d:\d\d:\d\d\s+(DEBUG|INFO|WARN|ERROR)\s+([^\s:]+):(.*)")


def summary(text):
    levels, parts, times, lengths = {}, set(), [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not ENTRY.match(line):
            if lengths:
                lengths[-1] += 1
            continue
        entry = WHOLE.match(line)
        if entry is None:
            raise ValueError(f"line {number}")
        level, part, message = entry.groups()
        levels[level] = levels.get(level, 0) + 1
        if level == "ERROR":
            parts.add(part)
        times.extend(int(found) for found in re.findall(r"(\d+) ms\b", message))
        lengths.append(1)
    return {
        "levels": levels,
        "parts": sorted(parts),
        "slowest": max(times, default=None),
        "longest": max(lengths, default=0),
    }
