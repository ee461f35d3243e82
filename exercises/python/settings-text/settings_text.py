class SettingsError(ValueError):
    pass


def parse(text):
    pass
