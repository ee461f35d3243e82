import unittest

from bus_stop import departures, next_bus


class BusStopTest(unittest.TestCase):
    def test_departures(self):
        self.assertEqual(departures("06:10-08:00/30"), ["06:10", "06:40", "07:10", "07:40"])

    def test_the_end_is_a_departure_too(self):
        self.assertEqual(departures("06:00-07:00/30"), ["06:00", "06:30", "07:00"])

    def test_past_midnight(self):
        self.assertEqual(departures("23:00-00:40/45"), ["23:00", "23:45", "00:30"])

    def test_one_bus_only(self):
        self.assertEqual(departures("12:00-12:00/5"), ["12:00"])

    def test_the_next_bus(self):
        self.assertEqual(next_bus({"7": "06:00-22:00/20"}, "07:05"), ("7", 15))

    def test_a_bus_that_leaves_now(self):
        self.assertEqual(next_bus({"7": "06:00-22:00/20"}, "06:00"), ("7", 0))

    def test_the_nearer_line_is_taken(self):
        lines = {"a": "06:00-22:00/60", "b": "06:10-22:00/60"}
        self.assertEqual(next_bus(lines, "06:05"), ("b", 5))

    def test_of_two_the_first_name_is_taken(self):
        self.assertEqual(next_bus({"9": "06:00-22:00/60", "10": "06:00-22:00/30"}, "06:40"), ("10", 20))
        self.assertEqual(next_bus({"b": "06:00-22:00/60", "a": "06:00-22:00/60"}, "06:40"), ("a", 20))

    def test_after_the_last_one_waits_for_tomorrow(self):
        self.assertEqual(next_bus({"7": "06:00-22:00/20"}, "23:30"), ("7", 390))

    def test_a_night_bus_after_midnight(self):
        self.assertEqual(next_bus({"N": "20:00-02:00/45", "7": "05:00-20:00/10"}, "00:31"), ("N", 44))

    def test_what_cannot_be_read_is_an_error(self):
        for line in ("", "6:00-22:00/5", "06:00-22:00", "06:00-22:00/0", "25:00-26:00/5", "06:60-07:00/5"):
            with self.assertRaises(ValueError):
                departures(line)
        with self.assertRaises(ValueError):
            next_bus({"7": "06:00-22:00/20"}, "24:00")
        with self.assertRaises(ValueError):
            next_bus({}, "12:00")


if __name__ == "__main__":
    unittest.main()
