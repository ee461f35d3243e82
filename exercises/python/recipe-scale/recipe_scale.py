def scale(lines, factor):
    pass
