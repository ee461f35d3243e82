import unittest

from deep_weight import deepest, shelled, weight


class DeepWeightTest(unittest.TestCase):
    def test_a_flat_box(self):
        self.assertEqual(weight([1, 2, 3]), 6)

    def test_depth_multiplies(self):
        self.assertEqual(weight([1, [2, [3]], 4]), 1 + 2 * 2 + 3 * 3 + 4)

    def test_an_empty_box_weighs_nothing(self):
        self.assertEqual(weight([]), 0)
        self.assertEqual(weight([[], [[]]]), 0)

    def test_fractions_and_negative_numbers(self):
        self.assertEqual(weight([0.5, [-1.5]]), -2.5)

    def test_deepest(self):
        self.assertEqual([deepest([]), deepest([1]), deepest([1, [2, []], [[[3]]]])], [1, 1, 4])

    def test_empty_boxes_are_removed(self):
        self.assertEqual(shelled([1, [], [2, [[], []]], [[[]]]]), [1, [2]])

    def test_the_outermost_box_stays(self):
        self.assertEqual(shelled([[], [[]]]), [])

    def test_a_zero_is_not_nothing(self):
        self.assertEqual(shelled([0, [0.0], []]), [0, [0.0]])

    def test_the_given_box_stays_as_it_was(self):
        box = [1, [[], 2]]
        shelled(box)
        self.assertEqual(box, [1, [[], 2]])

    def test_other_things_are_errors(self):
        for box in (["a"], [1, [None]], [True], (1, 2), 3):
            for function in (weight, deepest, shelled):
                with self.assertRaises(TypeError):
                    function(box)


if __name__ == "__main__":
    unittest.main()
