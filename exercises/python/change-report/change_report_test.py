import unittest

from change_report import apply, changes


class ChangeReportTest(unittest.TestCase):
    def test_no_change(self):
        self.assertEqual(changes({"a": [1, {"b": 2}]}, {"a": [1, {"b": 2}]}), [])

    def test_added_removed_and_changed(self):
        self.assertEqual(
            changes({"name": "old", "level": 40}, {"name": "new", "colour": "red"}),
            ['+ colour = "red"', "- level = 40", '~ name: "old" -> "new"'],
        )

    def test_dicts_are_compared_key_by_key(self):
        before = {"lamp": {"on": True, "level": 1}, "z": 0}
        after = {"lamp": {"on": False, "level": 1, "x": {"b": 1, "a": 2}}, "z": 0}
        self.assertEqual(
            changes(before, after), ["~ lamp.on: true -> false", '+ lamp.x = {"a": 2, "b": 1}']
        )

    def test_lists_are_compared_as_a_whole(self):
        self.assertEqual(changes({"a": [1, 2]}, {"a": [2, 1]}), ["~ a: [1, 2] -> [2, 1]"])

    def test_a_number_is_no_boolean(self):
        self.assertEqual(changes({"a": 1, "b": [0]}, {"a": True, "b": [False]}), ["~ a: 1 -> true", "~ b: [0] -> [false]"])
        self.assertEqual(changes({"a": 1}, {"a": 1.0}), [])

    def test_none_is_a_value(self):
        self.assertEqual(changes({"a": None}, {"b": None}), ["- a = null", "+ b = null"])

    def test_a_dict_against_something_else(self):
        self.assertEqual(changes({"a": {"b": 1}}, {"a": 5}), ['~ a: {"b": 1} -> 5'])

    def test_what_is_applied_gives_the_other(self):
        before = {"a": {"b": 1, "c": "x -> y"}, "d": [1], "e": None}
        after = {"a": {"b": 2, "c": " = -> "}, "f": {"g": [True]}, "e": 0}
        self.assertEqual(apply(before, changes(before, after)), after)
        self.assertEqual(apply(after, changes(after, before)), before)

    def test_the_given_record_stays_as_it_was(self):
        before = {"a": {"b": 1}}
        apply(before, ["~ a.b: 1 -> 2"])
        self.assertEqual(before, {"a": {"b": 1}})

    def test_lines_that_do_not_fit(self):
        record = {"a": 1, "b": {"c": 2}}
        lines = ["+ a = 1", "- a = 2", "~ a: 2 -> 3", "- x = 1", "+ a.x = 1", "~ b.c: 3 -> 4", "+ b.x = {", "hello", "~ a: 1"]
        for line in lines:
            with self.assertRaises(ValueError, msg=line):
                apply(record, [line])


if __name__ == "__main__":
    unittest.main()
