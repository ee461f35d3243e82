def departures(line):
    pass


def next_bus(lines, now):
    pass
