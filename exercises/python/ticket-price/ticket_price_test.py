import unittest

from ticket_price import price, total


class TicketPriceTest(unittest.TestCase):
    def test_children_pay_nothing(self):
        self.assertEqual([price(0, "monday"), price(5, "sunday")], [0, 0])

    def test_the_price_follows_the_age(self):
        ages = [6, 17, 18, 64, 65, 130]
        self.assertEqual(
            [price(age, "friday") for age in ages], [450, 450, 1200, 1200, 700, 700]
        )

    def test_wednesday_halves_every_price(self):
        self.assertEqual(
            [price(age, "wednesday") for age in (3, 10, 40, 70)], [0, 225, 600, 350]
        )

    def test_a_member_pays_less(self):
        self.assertEqual(price(40, "monday", member=True), 1000)

    def test_the_discount_comes_after_the_halving(self):
        self.assertEqual(price(10, "wednesday", True), 25)

    def test_no_price_is_below_nothing(self):
        self.assertEqual(price(2, "wednesday", True), 0)

    def test_capitals_do_not_matter(self):
        self.assertEqual(price(40, "WednesDay"), 600)

    def test_an_unknown_day_is_an_error(self):
        with self.assertRaises(ValueError) as caught:
            price(40, "caturday")
        self.assertEqual(str(caught.exception), "unknown day")

    def test_an_impossible_age_is_an_error(self):
        for age in (-1, 131):
            with self.assertRaises(ValueError) as caught:
                price(age, "monday")
            self.assertEqual(str(caught.exception), "bad age")

    def test_the_fifth_who_pays_is_free(self):
        self.assertEqual(total([(30, False)] * 6, "monday"), 4800)

    def test_those_who_pay_nothing_are_not_counted(self):
        visitors = [(3, False), (30, False), (4, False), (30, True), (70, False), (12, False)]
        self.assertEqual(total(visitors, "tuesday"), 1200 + 1000 + 700 + 450)

    def test_nobody_pays_nothing(self):
        self.assertEqual(total([], "monday"), 0)


if __name__ == "__main__":
    unittest.main()
