def weight(box):
    pass


def deepest(box):
    pass


def shelled(box):
    pass
