import { table } from './text-table';

const lines = (...all) => all.join('\n');

describe('table', () => {
  test('texts and numbers', () => {
    expect(
      table([
        { name: 'lamp', count: 12 },
        { name: 'chair', count: 3 },
      ]),
    ).toBe(lines('Name   Count', '-----  -----', 'lamp      12', 'chair      3'));
  });

  test('nothing', () => {
    expect([table([]), table([{}]), table([{ a: 1 }], { columns: [] })]).toEqual(['', '', '']);
  });

  test('no rows but columns', () => {
    expect(table([], { columns: ['name', 'b'] })).toBe(lines('Name  B', '----  -'));
  });

  test('columns in the order in which they occur', () => {
    expect(table([{ b: 'x' }, { a: 'y', b: 'z' }])).toBe(lines('B  A', '-  -', 'x', 'z  y'));
  });

  test('columns that are chosen', () => {
    expect(table([{ a: 'x', b: 'y', c: 'z' }], { columns: ['c', 'a'] })).toBe(lines('C  A', '-  -', 'z  x'));
  });

  test('values that are missing', () => {
    expect(table([{ a: null, n: 5 }, { a: 'x' }, { n: 10 }])).toBe(
      lines('A   N', '-  --', '    5', 'x', '   10'),
    );
  });

  test('a column of mixed values', () => {
    expect(table([{ long: 'abcdef' }, { long: 7 }])).toBe(lines('Long', '------', 'abcdef', '     7'));
  });

  test('decimals and yes and no', () => {
    expect(table([{ price: 1.5, ok: true }, { price: 10, ok: false }])).toBe(
      lines('Price  Ok', '-----  ---', ' 1.50  yes', '   10  no'),
    );
  });

  test('long texts are cut', () => {
    expect(table([{ t: 'abcdefgh' }, { t: 'abcde' }], { max: 5 })).toBe(lines('T', '-----', 'abcd…', 'abcde'));
  });

  test('a line break is a blank', () => {
    expect(table([{ t: 'a\nb', u: 1 }])).toBe(lines('T    U', '---  -', 'a b  1'));
  });

  test('an emoji is one character', () => {
    expect(table([{ t: '🍋', u: 'x' }, { t: 'ab', u: 'y' }])).toBe(lines('T   U', '--  -', '🍋   x', 'ab  y'));
  });
});
