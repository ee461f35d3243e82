import { clock, read, written } from './time-spans';

describe('written', () => {
  test('all parts', () => {
    expect(written(93784)).toBe('1 day, 2 hours, 3 minutes, 4 seconds');
  });

  test('one of a kind', () => {
    expect(written(90061)).toBe('1 day, 1 hour, 1 minute, 1 second');
  });

  test('parts that are zero are left out', () => {
    expect([written(3600), written(86405), written(60)]).toEqual(['1 hour', '1 day, 5 seconds', '1 minute']);
  });

  test('nothing at all', () => {
    expect(written(0)).toBe('0 seconds');
  });

  test('many days', () => {
    expect(written(86400 * 400)).toBe('400 days');
  });
});

describe('read', () => {
  test('words', () => {
    expect(read('1 day, 2 hours, 3 minutes, 4 seconds')).toBe(93784);
    expect([read('1 Hour'), read('0 seconds'), read(' 2 minute ')]).toEqual([3600, 0, 120]);
  });

  test('short', () => {
    expect([read('1d 2h 3m 4s'), read('90m'), read('1h30m'), read('2 H')]).toEqual([93784, 5400, 5400, 7200]);
  });

  test('decimals', () => {
    expect([read('1.5h'), read('0.4s'), read('1.26 minutes')]).toEqual([5400, 0, 76]);
  });

  test('what was written can be read', () => {
    for (const seconds of [0, 1, 59, 60, 3599, 3600, 86399, 86400, 1234567]) {
      expect(read(written(seconds))).toBe(seconds);
    }
  });

  test('what cannot be read', () => {
    for (const text of ['', 'soon', '5', '1m 1h', '1h 2h', '-1h', '1.h', '1 hourss', '3x']) {
      expect(() => read(text)).toThrow(SyntaxError);
    }
    expect(() => read('next week')).toThrow(/next week/);
  });
});

describe('clock', () => {
  test('below and above an hour', () => {
    expect([0, 9, 75, 3599, 3600, 36610, 360000].map(clock)).toEqual([
      '0:00',
      '0:09',
      '1:15',
      '59:59',
      '1:00:00',
      '10:10:10',
      '100:00:00',
    ]);
  });

  test('what is no span', () => {
    for (const seconds of [-1, 1.5, NaN, Infinity, '60']) {
      expect(() => clock(seconds)).toThrow(RangeError);
      expect(() => written(seconds)).toThrow(RangeError);
    }
  });
});
