import unittest
from datetime import date

from lending_shelf import Shelf


class LendingShelfTest(unittest.TestCase):
    def setUp(self):
        self.shelf = Shelf()
        for title in ("Atlas", "Atlas", "Beekeeping", "Clocks"):
            self.shelf.add(title)

    def test_copies_are_counted(self):
        self.assertEqual([self.shelf.free(one) for one in ("Atlas", "Clocks", "Dogs")], [2, 1, 0])

    def test_a_lent_copy_is_due_after_two_weeks(self):
        self.assertEqual(self.shelf.lend("Atlas", "Ann", date(2024, 2, 20)), date(2024, 3, 5))
        self.assertEqual(self.shelf.free("Atlas"), 1)

    def test_another_time_can_be_agreed(self):
        shelf = Shelf(days=3)
        shelf.add("Atlas")
        self.assertEqual(shelf.lend("Atlas", "Ann", date(2023, 12, 30)), date(2024, 1, 2))

    def test_what_is_not_free_cannot_be_lent(self):
        self.shelf.lend("Clocks", "Ann", date(2024, 1, 1))
        with self.assertRaises(LookupError):
            self.shelf.lend("Clocks", "Bo", date(2024, 1, 2))
        with self.assertRaises(LookupError):
            self.shelf.lend("Dogs", "Bo", date(2024, 1, 2))

    def test_in_time_is_no_day_late(self):
        self.shelf.lend("Clocks", "Ann", date(2024, 1, 1))
        self.assertEqual(self.shelf.give_back("Clocks", "Ann", date(2024, 1, 15)), 0)
        self.assertEqual(self.shelf.free("Clocks"), 1)

    def test_late_days_are_counted(self):
        self.shelf.lend("Clocks", "Ann", date(2024, 1, 1))
        self.assertEqual(self.shelf.give_back("Clocks", "Ann", date(2024, 1, 20)), 5)

    def test_the_copy_lent_first_comes_back_first(self):
        self.shelf.lend("Atlas", "Ann", date(2024, 1, 1))
        self.shelf.lend("Atlas", "Ann", date(2024, 1, 9))
        self.assertEqual(self.shelf.give_back("Atlas", "Ann", date(2024, 1, 16)), 1)
        self.assertEqual(self.shelf.give_back("Atlas", "Ann", date(2024, 1, 16)), 0)

    def test_only_what_one_has_can_be_given_back(self):
        self.shelf.lend("Atlas", "Ann", date(2024, 1, 1))
        with self.assertRaises(LookupError):
            self.shelf.give_back("Atlas", "Bo", date(2024, 1, 2))
        self.shelf.give_back("Atlas", "Ann", date(2024, 1, 2))
        with self.assertRaises(LookupError):
            self.shelf.give_back("Atlas", "Ann", date(2024, 1, 2))

    def test_late_copies_are_listed_in_order(self):
        self.shelf.lend("Clocks", "Zoe", date(2024, 1, 1))
        self.shelf.lend("Beekeeping", "Bo", date(2024, 1, 2))
        self.shelf.lend("Atlas", "Ann", date(2024, 1, 2))
        self.assertEqual(self.shelf.late(date(2024, 1, 15)), [])
        self.assertEqual(self.shelf.late(date(2024, 1, 16)), [("Zoe", "Clocks")])
        self.assertEqual(
            self.shelf.late(date(2024, 1, 17)),
            [("Zoe", "Clocks"), ("Ann", "Atlas"), ("Bo", "Beekeeping")],
        )

    def test_what_came_back_is_not_late(self):
        self.shelf.lend("Clocks", "Zoe", date(2024, 1, 1))
        self.shelf.give_back("Clocks", "Zoe", date(2024, 2, 1))
        self.assertEqual(self.shelf.late(date(2024, 3, 1)), [])


if __name__ == "__main__":
    unittest.main()
