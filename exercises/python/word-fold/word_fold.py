def fold(text, width):
    pass
