class Shelf:
    def __init__(self, days=14):
        pass

    def add(self, title):
        pass

    def lend(self, title, person, day):
        pass

    def give_back(self, title, person, day):
        pass

    def late(self, day):
        pass

    def free(self, title):
        pass
