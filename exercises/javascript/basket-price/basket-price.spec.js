import { receipt } from './basket-price';

const tea = { item: 'tea', price: 350, count: 2 };
const cake = { item: 'cake', price: 425, count: 1 };

describe('receipt', () => {
  test('an empty basket', () => {
    expect(receipt([])).toEqual({ lines: [], saved: 0, total: 0 });
  });

  test('lines are added up', () => {
    expect(receipt([tea, cake])).toEqual({
      lines: [
        { item: 'tea', count: 2, cents: 700 },
        { item: 'cake', count: 1, cents: 425 },
      ],
      saved: 0,
      total: 1125,
    });
  });

  test('the same item is put together', () => {
    expect(receipt([tea, cake, { ...tea, count: 1 }, { ...tea, price: 300 }]).lines).toEqual([
      { item: 'tea', count: 3, cents: 1050 },
      { item: 'cake', count: 1, cents: 425 },
      { item: 'tea', count: 2, cents: 600 },
    ]);
  });

  test('some are free', () => {
    const offer = { type: 'free', item: 'tea', buy: 2, get: 1 };
    const paid = [2, 3, 5, 6].map((count) => receipt([{ ...tea, count }], [offer]).total);
    expect(paid).toEqual([700, 700, 1400, 1400]);
  });

  test('the cheapest ones are free', () => {
    const basket = [{ item: 'tea', price: 500, count: 2 }, { item: 'tea', price: 100, count: 1 }];
    expect(receipt(basket, [{ type: 'free', item: 'tea', buy: 2, get: 1 }])).toMatchObject({ saved: 100, total: 1000 });
  });

  test('a percentage of everything', () => {
    expect(receipt([tea, cake], [{ type: 'percent', percent: 10 }])).toMatchObject({ saved: 113, total: 1012 });
  });

  test('a percentage of one item', () => {
    expect(receipt([tea, cake], [{ type: 'percent', percent: 50, item: 'cake' }])).toMatchObject({ saved: 213, total: 912 });
    expect(receipt([tea], [{ type: 'percent', percent: 50, item: 'soup' }]).saved).toBe(0);
  });

  test('less from a sum on', () => {
    const offer = { type: 'above', from: 1125, off: 200 };
    expect(receipt([tea, cake], [offer]).total).toBe(925);
    expect(receipt([tea], [offer]).total).toBe(700);
  });

  test('offers apply in their order', () => {
    const percent = { type: 'percent', percent: 10 };
    const above = { type: 'above', from: 700, off: 100 };
    expect(receipt([tea], [percent, above]).total).toBe(630);
    expect(receipt([tea], [above, percent]).total).toBe(540);
    const free = { type: 'free', item: 'tea', buy: 1, get: 1 };
    expect(receipt([tea], [free, { ...percent, item: 'tea' }]).total).toBe(315);
  });

  test('the total is never below zero', () => {
    expect(receipt([tea], [{ type: 'above', from: 0, off: 900 }])).toMatchObject({ saved: 700, total: 0 });
  });

  test('what is no basket', () => {
    for (const part of [{ price: -1 }, { price: 1.5 }, { count: -1 }, { count: 0.5 }]) {
      expect(() => receipt([{ ...tea, ...part }])).toThrow(RangeError);
    }
  });

  test('what is no offer', () => {
    expect(() => receipt([tea], [{ type: 'gift' }])).toThrow(TypeError);
    expect(() => receipt([tea], [{ type: 'percent', percent: 101 }])).toThrow(RangeError);
  });
});
