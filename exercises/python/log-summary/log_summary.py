def summary(text):
    pass
