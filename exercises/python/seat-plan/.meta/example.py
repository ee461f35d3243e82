import re


def seat(plan, size):
    if size < 1 or any(re.search(r"[^.#@ ]", row) for row in plan):
        raise ValueError("no such group or plan")
    blocks = [
        (len(found[0]), at, found.start())
        for at, row in enumerate(plan)
        for found in re.finditer(r"\.+", row)
        if len(found[0]) >= size
    ]
    if not blocks:
        return None
    _, at, start = min(blocks)
    row = plan[at]
    seated = row[:start] + "@" * size + row[start + size :]
    return [*plan[:at], seated, *plan[at + 1 :]]


def seat_all(plan, sizes):
    left = []
    plan = list(plan)
    for size in sizes:
        seated = seat(plan, size)
        if seated is None:
            left.append(size)
        else:
            plan = seated
    return plan, left
