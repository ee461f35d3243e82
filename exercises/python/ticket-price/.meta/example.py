DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}


def price(age, day, member=False):
    if not 0 <= age <= 130:
        raise ValueError("bad age")
    if day.lower() not in DAYS:
        raise ValueError("unknown day")
    if age < 6:
        cents = 0
    elif age < 18:
        cents = 450
    elif age < 65:
        cents = 1200
    else:
        cents = 700
    if day.lower() == "wednesday":
        cents //= 2
    return max(0, cents - 200) if member else cents


def total(visitors, day):
    prices = [price(age, day, member) for age, member in visitors]
    return sum([cents for cents in prices if cents > 0][:4])
