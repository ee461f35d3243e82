import unittest

from undo_list import UndoList


class UndoListTest(unittest.TestCase):
    def test_changes(self):
        letters = UndoList("ab")
        letters.append("c")
        letters.insert(0, "z")
        letters.remove("b")
        self.assertEqual(letters.items, ["z", "a", "c"])

    def test_undo_and_redo(self):
        letters = UndoList()
        letters.append("a")
        letters.append("b")
        self.assertEqual([letters.undo(), letters.items], [True, ["a"]])
        self.assertEqual([letters.undo(), letters.items], [True, []])
        self.assertEqual([letters.redo(), letters.redo(), letters.items], [True, True, ["a", "b"]])

    def test_nothing_to_do(self):
        letters = UndoList("a")
        self.assertEqual([letters.undo(), letters.redo(), letters.items], [False, False, ["a"]])

    def test_a_change_forgets_the_future(self):
        letters = UndoList()
        letters.append("a")
        letters.undo()
        letters.append("b")
        self.assertEqual([letters.redo(), letters.items], [False, ["b"]])

    def test_what_failed_is_not_remembered(self):
        letters = UndoList()
        letters.append("a")
        with self.assertRaises(ValueError):
            letters.remove("x")
        letters.undo()
        self.assertEqual(letters.items, [])

    def test_the_given_list_is_not_shared(self):
        given = [1]
        numbers = UndoList(given)
        numbers.append(2)
        numbers.items.append(3)
        self.assertEqual([given, numbers.items], [[1], [1, 2]])

    def test_together_is_one_change(self):
        numbers = UndoList([1])
        with numbers.together():
            numbers.append(2)
            numbers.append(3)
        self.assertEqual(numbers.items, [1, 2, 3])
        self.assertEqual([numbers.undo(), numbers.items], [True, [1]])
        self.assertEqual([numbers.redo(), numbers.items], [True, [1, 2, 3]])

    def test_an_exception_takes_all_back(self):
        numbers = UndoList([1])
        numbers.append(2)
        with self.assertRaises(KeyError):
            with numbers.together():
                numbers.append(3)
                raise KeyError("x")
        self.assertEqual(numbers.items, [1, 2])
        numbers.undo()
        self.assertEqual(numbers.items, [1])

    def test_a_block_without_a_change_is_not_remembered(self):
        numbers = UndoList([1])
        numbers.append(2)
        with numbers.together():
            pass
        numbers.undo()
        self.assertEqual(numbers.items, [1])


if __name__ == "__main__":
    unittest.main()
