import unittest

from recipe_scale import scale


class RecipeScaleTest(unittest.TestCase):
    def test_whole_numbers(self):
        self.assertEqual(scale(["2 eggs", "10 g yeast"], 3), ["6 eggs", "30 g yeast"])

    def test_fractions_and_mixed_numbers(self):
        self.assertEqual(scale(["3/4 cup milk", "1 1/2 cup flour"], 2), ["1 1/2 cup milk", "3 cup flour"])

    def test_lowest_terms(self):
        self.assertEqual(scale(["2/8 cup oil"], 1), ["1/4 cup oil"])

    def test_a_factor_as_a_fraction(self):
        self.assertEqual(scale(["3 eggs", "1 cup rice"], "1/2"), ["1 1/2 eggs", "1/2 cup rice"])

    def test_a_factor_as_a_mixed_number(self):
        self.assertEqual(scale(["2 eggs"], "1 1/2"), ["3 eggs"])

    def test_a_line_without_an_amount_stays(self):
        self.assertEqual(scale(["salt", "a pinch of 2 spices"], 4), ["salt", "a pinch of 2 spices"])

    def test_what_follows_the_amount_stays(self):
        self.assertEqual(scale(["2  tbsp (30 ml) oil"], 2), ["4  tbsp (30 ml) oil"])

    def test_no_lines(self):
        self.assertEqual(scale([], 2), [])

    def test_a_factor_must_be_above_zero(self):
        for factor in (0, -1, "0/3"):
            with self.assertRaises(ValueError):
                scale(["1 egg"], factor)

    def test_a_factor_must_be_readable(self):
        for factor in ("twice", "", "1/2 cup"):
            with self.assertRaises(ValueError):
                scale(["1 egg"], factor)

    def test_a_denominator_of_zero_is_an_error(self):
        with self.assertRaises(ValueError):
            scale(["1/0 cup"], 1)


if __name__ == "__main__":
    unittest.main()
