def key(version):
    pass


def newest(versions):
    pass


def allowed(version, rule):
    pass
