from datetime import timedelta


class Shelf:
    def __init__(self, days=14):
        self.days = days
        self.copies = {}
        self.lent = []

    def add(self, title):
        self.copies[title] = self.copies.get(title, 0) + 1

    def lend(self, title, person, day):
        if self.free(title) == 0:
            raise LookupError(f"no copy of {title} is free")
        due = day + timedelta(days=self.days)
        self.copies[title] -= 1
        self.lent.append((due, person, title))
        return due

    def give_back(self, title, person, day):
        theirs = [one for one in self.lent if one[1:] == (person, title)]
        if not theirs:
            raise LookupError(f"{person} does not have {title}")
        first = min(theirs)
        self.lent.remove(first)
        self.copies[title] += 1
        return max(0, (day - first[0]).days)

    def late(self, day):
        return [(person, title) for due, person, title in sorted(self.lent) if due < day]

    def free(self, title):
        return self.copies.get(title, 0)
