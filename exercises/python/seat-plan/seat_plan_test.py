import unittest

from seat_plan import seat, seat_all

PLAN = [".. ##..", "#. ...."]


class SeatPlanTest(unittest.TestCase):
    def test_the_tightest_block_is_taken(self):
        self.assertEqual(seat(PLAN, 1), [".. ##..", "#@ ...."])

    def test_of_equal_blocks_the_first_is_taken(self):
        self.assertEqual(seat(PLAN, 2), ["@@ ##..", "#. ...."])

    def test_a_group_sits_as_far_left_as_it_can(self):
        self.assertEqual(seat(PLAN, 3), [".. ##..", "#. @@@."])

    def test_an_aisle_divides(self):
        self.assertIsNone(seat([".. .."], 3))

    def test_no_place(self):
        self.assertIsNone(seat(PLAN, 5))
        self.assertIsNone(seat([], 1))

    def test_seated_groups_are_taken_seats(self):
        self.assertEqual(seat(["@@..."], 3), ["@@@@@"])

    def test_the_given_plan_stays_as_it_was(self):
        plan = ["..."]
        seat(plan, 2)
        self.assertEqual(plan, ["..."])

    def test_groups_one_after_the_other(self):
        self.assertEqual(seat_all(["....", ".."], [2, 1, 3]), (["@@@@", "@@"], []))

    def test_who_finds_no_place_is_named(self):
        self.assertEqual(seat_all(["....", ".."], [3, 3, 2, 2, 1]), (["@@@@", "@@"], [3, 2]))

    def test_all_find_a_place(self):
        self.assertEqual(seat_all([". .."], [2, 1]), (["@ @@"], []))

    def test_errors(self):
        with self.assertRaises(ValueError):
            seat(PLAN, 0)
        with self.assertRaises(ValueError):
            seat([".x."], 1)


if __name__ == "__main__":
    unittest.main()
