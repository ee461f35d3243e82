import { grid, label, nth } from './month-grid';

describe('grid', () => {
  test('a month that begins within a week', () => {
    expect(grid(2024, 2)).toEqual([
      [null, null, null, 1, 2, 3, 4],
      [5, 6, 7, 8, 9, 10, 11],
      [12, 13, 14, 15, 16, 17, 18],
      [19, 20, 21, 22, 23, 24, 25],
      [26, 27, 28, 29, null, null, null],
    ]);
  });

  test('a month of four whole weeks', () => {
    expect(grid(2021, 2).map((week) => week[0])).toEqual([1, 8, 15, 22]);
  });

  test('a month of six weeks', () => {
    expect(grid(2023, 10).at(-1)).toEqual([30, 31, null, null, null, null, null]);
    expect(grid(2023, 10).length).toBe(6);
  });

  test('another first day of the week', () => {
    expect(grid(2024, 6, 0)[0]).toEqual([null, null, null, null, null, null, 1]);
    expect(grid(2024, 6, 6)[0]).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('leap years', () => {
    const last = (year) => Math.max(...grid(year, 2).flat().filter(Boolean));
    expect([1900, 2000, 2023, 2024].map(last)).toEqual([28, 29, 28, 29]);
  });

  test('what is out of range', () => {
    const wrong = [[1582, 1], [10000, 1], [2024, 0], [2024, 13], [2024.5, 1], [2024, 1, 7], [2024, 1, -1]];
    for (const values of wrong) expect(() => grid(...values)).toThrow(RangeError);
  });
});

describe('label', () => {
  test('a month as text', () => {
    expect(label(2024, 2)).toBe(
      [
        'February 2024',
        'Mo Tu We Th Fr Sa Su',
        '          1  2  3  4',
        ' 5  6  7  8  9 10 11',
        '12 13 14 15 16 17 18',
        '19 20 21 22 23 24 25',
        '26 27 28 29',
      ].join('\n'),
    );
  });

  test('days that are marked', () => {
    const text = label(2021, 2, { start: 0, marked: [5, 14] });
    expect(text.split('\n').slice(1, 4)).toEqual(['Su Mo Tu We Th Fr Sa', '    1  2  3  4 **  6', ' 7  8  9 10 11 12 13']);
    expect(text).toContain('\n** 15');
  });
});

describe('nth', () => {
  test('from the first on', () => {
    expect([nth(2024, 5, 1, 1), nth(2024, 5, 0, 2), nth(2024, 11, 4, 4)]).toEqual([
      '2024-05-06',
      '2024-05-12',
      '2024-11-28',
    ]);
  });

  test('from the last back', () => {
    expect([nth(2024, 3, 0, -1), nth(2024, 2, 4, -1), nth(2024, 2, 4, -5)]).toEqual([
      '2024-03-31',
      '2024-02-29',
      '2024-02-01',
    ]);
  });

  test('where there is none', () => {
    expect([nth(2023, 2, 3, 5), nth(2023, 2, 3, -5), nth(2024, 2, 4, 9)]).toEqual([null, null, null]);
  });

  test('what is out of range', () => {
    for (const values of [[2024, 1, 7, 1], [2024, 1, 0, 0], [2024, 1, 0, 1.5], [2024, 13, 0, 1]]) {
      expect(() => nth(...values)).toThrow(RangeError);
    }
  });
});
