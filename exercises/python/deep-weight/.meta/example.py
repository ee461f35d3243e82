def checked(thing):
    if isinstance(thing, bool) or not isinstance(thing, (list, int, float)):
        raise TypeError(f"neither a number nor a box: {thing!r}")
    return thing


def boxed(box):
    if not isinstance(box, list):
        raise TypeError("a box is a list")
    return [checked(thing) for thing in box]


def weight(box, depth=1):
    return sum(
        weight(thing, depth + 1) if isinstance(thing, list) else thing * depth for thing in boxed(box)
    )


def deepest(box):
    return 1 + max((deepest(thing) for thing in boxed(box) if isinstance(thing, list)), default=0)


def shelled(box):
    parts = [shelled(thing) if isinstance(thing, list) else thing for thing in boxed(box)]
    return [part for part in parts if part != []]
