def changes(before, after):
    pass


def apply(before, lines):
    pass
