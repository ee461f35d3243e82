import unittest

from log_summary import summary

LOG = """starting
09:14:02 INFO  web: request took 120 ms
09:14:03 ERROR mail: no connection
    at connect (mail.py:12)
    at send (mail.py:40)
09:14:04 INFO  web: request took 95 ms
09:14:05 WARN  disk: 91 % full
09:14:06 ERROR auth: bad token, after 7 ms and 2040 ms
"""


class LogSummaryTest(unittest.TestCase):
    def test_levels_are_counted(self):
        self.assertEqual(summary(LOG)["levels"], {"INFO": 2, "ERROR": 2, "WARN": 1})

    def test_parts_with_errors_are_sorted(self):
        self.assertEqual(summary(LOG)["parts"], ["auth", "mail"])

    def test_a_part_is_named_once(self):
        log = "01:00:00 ERROR db: a\n01:00:01 ERROR db: b\n"
        self.assertEqual(summary(log)["parts"], ["db"])

    def test_the_slowest_is_a_number(self):
        self.assertEqual(summary(LOG)["slowest"], 2040)

    def test_without_a_duration_nothing_is_slowest(self):
        self.assertIsNone(summary("01:00:00 INFO web: up\n")["slowest"])

    def test_further_lines_belong_to_their_entry(self):
        self.assertEqual(summary(LOG)["longest"], 3)

    def test_no_entry_at_all(self):
        self.assertEqual(
            summary("hello\n"), {"levels": {}, "parts": [], "slowest": None, "longest": 0}
        )

    def test_a_message_may_hold_colons(self):
        self.assertEqual(summary("01:00:00 ERROR web: GET http://x: 500")["parts"], ["web"])

    def test_an_unknown_level_is_an_error(self):
        with self.assertRaises(ValueError) as caught:
            summary("01:00:00 INFO web: up\n01:00:01 PANIC web: down\n")
        self.assertEqual(str(caught.exception), "line 2")

    def test_a_missing_colon_is_an_error(self):
        with self.assertRaises(ValueError) as caught:
            summary("noise\n01:00:00 INFO up again\n")
        self.assertEqual(str(caught.exception), "line 2")


if __name__ == "__main__":
    unittest.main()
