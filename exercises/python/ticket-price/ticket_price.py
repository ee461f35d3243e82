def price(age, day, member=False):
    pass


def total(visitors, day):
    pass
