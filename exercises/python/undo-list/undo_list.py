class UndoList:
    def __init__(self, items=()):
        pass

    def append(self, item):
        pass

    def insert(self, at, item):
        pass

    def remove(self, item):
        pass

    def undo(self):
        pass

    def redo(self):
        pass

    def together(self):
        pass
