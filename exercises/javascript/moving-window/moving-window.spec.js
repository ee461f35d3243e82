import { longestRise, means, peaks, smallestSpan } from './moving-window';

describe('moving window', () => {
  test('means', () => {
    expect(means([1, 2, 3, 6], 2)).toEqual([1.5, 2.5, 4.5]);
    expect(means([4, 8], 1)).toEqual([4, 8]);
  });

  test('peaks', () => {
    expect(peaks([1, 3, -1, -3, 5, 3, 6, 7], 3)).toEqual([3, 3, 5, 5, 6, 7]);
    expect(peaks([9, 8, 7, 6], 2)).toEqual([9, 8, 7]);
    expect(peaks([2, 2, 1, 1], 2)).toEqual([2, 2, 1]);
  });

  test('a window as large as the list', () => {
    expect([means([1, 2, 3], 3), peaks([-4, -2, -3], 3)]).toEqual([[2], [-2]]);
  });

  test('a window larger than the list', () => {
    expect([means([1, 2], 3), peaks([], 1)]).toEqual([[], []]);
  });

  test('a size that is none', () => {
    for (const size of [0, -1, 1.5, undefined]) {
      expect(() => means([1], size)).toThrow(RangeError);
      expect(() => peaks([1], size)).toThrow(RangeError);
    }
  });

  test('the longest rise', () => {
    expect(longestRise([5, 1, 2, 3, 3, 4, 5, 2])).toEqual({ start: 1, length: 3 });
    expect(longestRise([3, 2, 1])).toEqual({ start: 0, length: 1 });
    expect(longestRise([2, 1, 5, 6, 7, 8])).toEqual({ start: 1, length: 5 });
    expect(longestRise([])).toEqual({ start: 0, length: 0 });
  });

  test('the smallest span', () => {
    expect(smallestSpan([2, 3, 1, 2, 4, 3], 7)).toEqual({ start: 4, length: 2 });
    expect(smallestSpan([1, 1, 1], 2)).toEqual({ start: 0, length: 2 });
    expect(smallestSpan([1, 9, 0, 9], 9)).toEqual({ start: 1, length: 1 });
    expect(smallestSpan([1, 2], 4)).toBeNull();
  });

  test('lists stay as they were', () => {
    const numbers = [3, 1, 2];
    means(numbers, 2);
    peaks(numbers, 2);
    longestRise(numbers);
    smallestSpan(numbers, 3);
    expect(numbers).toEqual([3, 1, 2]);
  });

  test('much work in little time', () => {
    const numbers = Array.from({ length: 100_000 }, (_, at) => (at * 7919) % 1009);
    const falling = numbers.map((_, at) => -at);
    expect(means(numbers, 50_000).length).toBe(50_001);
    expect(peaks(numbers, 50_000).every((peak) => peak === 1008)).toBe(true);
    expect(peaks(falling, 50_000)[50_000]).toBe(-50_000);
  });
});
