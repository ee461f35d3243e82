import unittest

from version_order import allowed, key, newest


class VersionOrderTest(unittest.TestCase):
    def test_numbers_compare_as_numbers(self):
        self.assertEqual(sorted(["2.10", "2.9", "10.0", "2.9.1"], key=key), ["2.9", "2.9.1", "2.10", "10.0"])

    def test_missing_numbers_are_zeros(self):
        self.assertEqual(key("2"), key("2.0.0"))

    def test_a_leading_v_means_nothing(self):
        self.assertEqual(key("v1.4"), key("1.4"))

    def test_what_is_not_finished_comes_before(self):
        order = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-beta", "1.0.0-rc.2", "1.0.0-rc.10", "1.0.0", "1.0.1-a"]
        self.assertEqual(sorted(reversed(order), key=key), order)

    def test_a_number_comes_before_a_word(self):
        self.assertLess(key("1.0-1"), key("1.0-a"))

    def test_newest(self):
        self.assertEqual(newest(["1.9", "v1.10", "1.2"]), "v1.10")
        self.assertEqual(newest(["2.0", "2"]), "2.0")
        self.assertIsNone(newest([]))

    def test_one_rule(self):
        rules = ["=1.2.0", ">1.1", ">=1.2", "<1.2", "<=1.2"]
        self.assertEqual([allowed("1.2", rule) for rule in rules], [True, True, True, False, True])

    def test_several_rules(self):
        self.assertIs(allowed("1.5.3", ">=1.2, <2"), True)
        self.assertIs(allowed("2.0", ">=1.2, <2"), False)
        self.assertIs(allowed("2.0-rc.1", ">=1.2,<2"), True)

    def test_what_is_no_version_is_an_error(self):
        for text in ("", "one", "1..2", "1.2-", "1.x"):
            with self.assertRaises(ValueError):
                key(text)

    def test_what_is_no_rule_is_an_error(self):
        for rule in ("1.2", "!1", ">=", ">1,"):
            with self.assertRaises(ValueError):
                allowed("1.2", rule)


if __name__ == "__main__":
    unittest.main()
