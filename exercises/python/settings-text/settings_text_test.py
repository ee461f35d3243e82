import unittest

from settings_text import SettingsError, parse


class SettingsTextTest(unittest.TestCase):
    def fails_at(self, text, line):
        with self.assertRaises(SettingsError) as caught:
            parse(text)
        self.assertIsInstance(caught.exception, ValueError)
        self.assertEqual(caught.exception.line, line)

    def test_nothing(self):
        self.assertEqual(parse(""), {})

    def test_keys_before_the_first_section(self):
        self.assertEqual(parse("a = 1\nb=two words\n"), {"a": 1, "b": "two words"})

    def test_sections(self):
        self.assertEqual(parse("a = x\n[s]\na = y\n[t]\n"), {"a": "x", "s": {"a": "y"}, "t": {}})

    def test_a_section_goes_on(self):
        self.assertEqual(parse("[s]\na = 1\n[t]\nb = 2\n[s]\nc = 3"), {"s": {"a": 1, "c": 3}, "t": {"b": 2}})

    def test_comments_and_empty_lines(self):
        self.assertEqual(parse("# one\n\n   # two\na = # three\n"), {"a": "# three"})

    def test_kinds_of_values(self):
        text = "a = yes\nb = no\nc = -7\nd = +3\ne = 1.5\nf =\n"
        self.assertEqual(parse(text), {"a": True, "b": False, "c": -7, "d": 3, "e": "1.5", "f": ""})

    def test_lists(self):
        self.assertEqual(parse("a = red, 2 , yes\nb = x,"), {"a": ["red", 2, True], "b": ["x", ""]})

    def test_quotes(self):
        self.assertEqual(parse('a = "yes"\nb = "1, 2"\nc = " x "'), {"a": "yes", "b": "1, 2", "c": " x "})

    def test_only_the_first_sign_divides(self):
        self.assertEqual(parse("a = b = c"), {"a": "b = c"})

    def test_lines_that_cannot_be_read(self):
        self.fails_at("a = 1\n\nhello\n", 3)
        self.fails_at(" = 1", 1)
        self.fails_at("[ ]", 1)

    def test_names_that_stand_twice(self):
        self.fails_at("a = 1\na = 2", 2)
        self.fails_at("[s]\nb = 1\n[s]\nb = 1", 4)
        self.fails_at("s = 1\n[s]", 2)


if __name__ == "__main__":
    unittest.main()
