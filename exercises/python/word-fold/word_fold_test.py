import unittest

from word_fold import fold


class WordFoldTest(unittest.TestCase):
    def test_a_short_text_is_one_line(self):
        self.assertEqual(fold("the cat", 10), ["the cat"])

    def test_a_line_takes_as_many_words_as_fit(self):
        self.assertEqual(fold("the cat sat on the mat", 7), ["the cat", "sat on", "the mat"])

    def test_a_line_may_be_full_to_the_last_character(self):
        self.assertEqual(fold("ab cd ef", 5), ["ab cd", "ef"])

    def test_many_blanks_are_one(self):
        self.assertEqual(fold("  one    two ", 20), ["one two"])

    def test_a_long_word_is_cut(self):
        self.assertEqual(fold("abcdefgh", 3), ["abc", "def", "gh"])

    def test_a_long_word_begins_a_line_and_words_may_follow_its_rest(self):
        self.assertEqual(fold("to abcdefg is", 5), ["to", "abcde", "fg is"])

    def test_a_word_of_twice_the_width_leaves_no_empty_line(self):
        self.assertEqual(fold("abcdef x", 3), ["abc", "def", "x"])

    def test_line_breaks_are_kept(self):
        self.assertEqual(fold("one two\nthree", 20), ["one two", "three"])

    def test_empty_lines_are_kept(self):
        self.assertEqual(fold("a\n\nb", 5), ["a", "", "b"])

    def test_nothing_is_one_empty_line(self):
        self.assertEqual(fold("   ", 4), [""])

    def test_a_width_of_nothing_is_an_error(self):
        with self.assertRaises(ValueError):
            fold("a", 0)


if __name__ == "__main__":
    unittest.main()
