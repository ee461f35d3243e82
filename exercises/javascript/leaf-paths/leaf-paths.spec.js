import { build, flatten } from './leaf-paths';

describe('flatten', () => {
  test('objects', () => {
    expect(flatten({ a: 1, b: { c: 'x', d: { e: null } } })).toEqual({ a: 1, 'b.c': 'x', 'b.d.e': null });
  });

  test('lists', () => {
    expect(flatten({ a: { b: [1, { c: 2 }, [true]] } })).toEqual({ 'a.b[0]': 1, 'a.b[1].c': 2, 'a.b[2][0]': true });
    expect(flatten([5, [6]])).toEqual({ '[0]': 5, '[1][0]': 6 });
  });

  test('what is empty is a leaf', () => {
    expect(flatten({ a: {}, b: [], c: [{}] })).toEqual({ a: {}, b: [], 'c[0]': {} });
  });

  test('a leaf by itself', () => {
    expect(flatten(7)).toEqual({ '': 7 });
    expect(flatten([])).toEqual({ '': [] });
  });

  test('keys in quotes', () => {
    const thing = { 'x.y': { '': 1 }, z: { 'a"b': 2, 'c[0]': 3 } };
    expect(Object.keys(flatten(thing))).toEqual(['["x.y"][""]', 'z["a\\"b"]', 'z["c[0]"]']);
  });

  test('a backslash in quotes', () => {
    expect(flatten({ 'a\\.b': 1, 'c\\d': 2 })).toEqual({ '["a\\\\.b"]': 1, 'c\\d': 2 });
  });
});

describe('build', () => {
  test('what was flattened comes back', () => {
    const things = [
      { a: { b: [1, { c: 2 }, [true]] }, d: [], e: {} },
      [[[]], 'x'],
      null,
      { 'x.y': { '': 1, 'a"b': [{ 'q\\.r': 2 }] }, 'c\\d': 3 },
    ];
    for (const thing of things) expect(build(flatten(thing))).toEqual(thing);
  });

  test('places in any order', () => {
    expect(build({ 'a[1]': 'y', 'a[0]': 'x' })).toEqual({ a: ['x', 'y'] });
  });

  test('bad paths', () => {
    for (const path of ['a.', '.a', 'a..b', 'a[', 'a[x]', 'a["b]', 'a]b', 'a[0]b']) {
      expect(() => build({ [path]: 1 })).toThrow(new Error(`bad path: ${path}`));
    }
  });

  test('paths that contradict each other', () => {
    expect(() => build({ a: 1, 'a.b': 2 })).toThrow(new Error('conflict: a.b'));
    expect(() => build({ 'a.b': 2, a: 1 })).toThrow(new Error('conflict: a'));
    expect(() => build({ 'a.b': 1, 'a[0]': 2 })).toThrow(new Error('conflict: a[0]'));
  });

  test('a place that is missing', () => {
    expect(() => build({ 'a.b[0]': 1, 'a.b[2]': 2 })).toThrow(new Error('conflict: a.b'));
  });
});
