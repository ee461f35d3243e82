from contextlib import contextmanager


class UndoList:
    def __init__(self, items=()):
        self._items = list(items)
        self._past = []
        self._future = []
        self._in_block = False

    @property
    def items(self):
        return list(self._items)

    def _change(self, after):
        if not self._in_block:
            self._past.append(self._items)
            self._future = []
        self._items = after

    def append(self, item):
        self._change([*self._items, item])

    def insert(self, at, item):
        after = self.items
        after.insert(at, item)
        self._change(after)

    def remove(self, item):
        after = self.items
        after.remove(item)
        self._change(after)

    def undo(self):
        return self._step(self._past, self._future)

    def redo(self):
        return self._step(self._future, self._past)

    def _step(self, source, target):
        if not source:
            return False
        target.append(self._items)
        self._items = source.pop()
        return True

    @contextmanager
    def together(self):
        before, outer = self._items, self._in_block
        self._in_block = True
        try:
            yield self
        except BaseException:
            self._items = before
            raise
        finally:
            self._in_block = outer
        if not outer and self._items is not before:
            self._past.append(before)
            self._future = []
