import { asText, crossCount } from './cross-count';

const rows = [
  { pet: 'dog', age: 10 },
  { pet: 'cat', age: 9 },
  { pet: 'dog', age: 9 },
  { pet: 'dog', age: 10 },
  { age: 9 },
];

describe('crossCount', () => {
  test('rows are counted by two fields', () => {
    expect(crossCount(rows, 'pet', 'age')).toEqual({
      down: ['cat', 'dog', null],
      across: [9, 10],
      counts: [
        [1, 0],
        [1, 2],
        [1, 0],
      ],
      sums: { down: [1, 3, 1], across: [3, 2], all: 5 },
    });
  });

  test('no rows', () => {
    expect(crossCount([], 'a', 'b')).toEqual({ down: [], across: [], counts: [], sums: { down: [], across: [], all: 0 } });
  });

  test('numbers by size, then texts, then what is missing', () => {
    const mixed = ['b', 10, undefined, 'a', 9, null, '1'].map((v) => ({ v, w: 0 }));
    const { down, counts } = crossCount(mixed, 'v', 'w');
    expect(down).toEqual([9, 10, '1', 'a', 'b', null]);
    expect(counts).toEqual([[1], [1], [1], [1], [1], [2]]);
  });

  test('functions make values', () => {
    const result = crossCount(rows, ({ age }) => (age > 9 ? 'old' : 'young'), ({ pet }) => pet?.length);
    expect([result.down, result.across, result.counts]).toEqual([['old', 'young'], [3, null], [[2, 0], [2, 1]]]);
  });

  test('the same field twice', () => {
    expect(crossCount(rows, 'age', 'age').counts).toEqual([[3, 0], [0, 2]]);
  });

  test('a number and a text are different', () => {
    expect(crossCount([{ a: 1 }, { a: '1' }], 'a', 'b').down).toEqual([1, '1']);
  });

  test('only own fields count', () => {
    expect(crossCount([{}], 'toString', 'constructor')).toMatchObject({ down: [null], across: [null] });
  });

  test('other values', () => {
    for (const a of [true, {}, [], NaN]) {
      expect(() => crossCount([{ a }], 'a', 'b')).toThrow(TypeError);
    }
  });
});

describe('asText', () => {
  test('a result as text', () => {
    expect(asText(crossCount(rows, 'pet', 'age'))).toBe(
      ['\t9\t10\tall', 'cat\t1\t0\t1', 'dog\t1\t2\t3', '-\t1\t0\t1', 'all\t3\t2\t5'].join('\n'),
    );
  });

  test('an empty result as text', () => {
    expect(asText(crossCount([], 'a', 'b'))).toBe('\tall\nall\t0');
  });
});
