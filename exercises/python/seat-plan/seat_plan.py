def seat(plan, size):
    pass


def seat_all(plan, sizes):
    pass
