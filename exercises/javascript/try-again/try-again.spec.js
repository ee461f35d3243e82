import { inTime, inTurn, tryAgain, TooLate } from './try-again';

const failing = (times, value) => async (attempt) => {
  if (attempt <= times) throw new Error(`no ${attempt}`);
  return value;
};

const gate = () => {
  let open;
  const promise = new Promise((resolve) => {
    open = resolve;
  });
  return { promise, open };
};

const moments = async () => {
  for (let count = 0; count < 20; count += 1) await Promise.resolve();
};

describe('tryAgain', () => {
  test('what succeeds is returned', async () => {
    expect(await tryAgain(failing(2, 'yes'))).toBe('yes');
    expect(await tryAgain(() => 'at once')).toBe('at once');
  });

  test('the last error is thrown', async () => {
    await expect(tryAgain(failing(9), { times: 4 })).rejects.toThrow(new Error('no 4'));
  });

  test('pauses lie between attempts', async () => {
    const pauses = [];
    await tryAgain(failing(2), { pause: async (attempt) => pauses.push(attempt) });
    await tryAgain(failing(9), { pause: async (attempt) => pauses.push(attempt) }).catch(() => {});
    expect(pauses).toEqual([1, 2, 1, 2]);
  });

  test('what is not worth it ends at once', async () => {
    let calls = 0;
    const work = async () => {
      calls += 1;
      throw new TypeError('bad');
    };
    const isWorth = (error) => !(error instanceof TypeError);
    await expect(tryAgain(work, { isWorth })).rejects.toThrow(TypeError);
    expect(calls).toBe(1);
  });

  test('times that are none', async () => {
    for (const times of [0, -1, 1.5]) await expect(tryAgain(failing(0), { times })).rejects.toThrow(RangeError);
  });
});

describe('inTime', () => {
  test('what is done in time', async () => {
    let seen;
    const value = await inTime(async (signal) => {
      seen = signal;
      return 5;
    }, 1000);
    expect([value, seen.aborted]).toEqual([5, false]);
  });

  test('what takes too long', async () => {
    let seen;
    const late = await inTime((signal) => {
      seen = signal;
      return new Promise(() => {});
    }, 5).catch((error) => error);
    expect(late).toBeInstanceOf(TooLate);
    expect([late.ms, seen.aborted]).toEqual([5, true]);
  });

  test('an error goes on', async () => {
    const work = async () => {
      throw new RangeError('broken');
    };
    await expect(inTime(work, 1000)).rejects.toThrow(RangeError);
  });
});

describe('inTurn', () => {
  test('results keep the order', async () => {
    const gates = [gate(), gate(), gate()];
    const done = inTurn(gates.map(({ promise }) => () => promise), 3);
    gates[2].open('c');
    gates[0].open('a');
    gates[1].open('b');
    expect(await done).toEqual(['a', 'b', 'c']);
    expect(await inTurn([], 2)).toEqual([]);
  });

  test('never too many at the same time, and none too few', async () => {
    const gates = [gate(), gate(), gate(), gate()];
    const begun = [];
    const done = inTurn(gates.map(({ promise }, at) => () => {
      begun.push(at);
      return promise;
    }), 2);
    await moments();
    expect(begun).toEqual([0, 1]);
    gates[1].open();
    await moments();
    expect(begun).toEqual([0, 1, 2]);
    for (const { open } of gates) open();
    await done;
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  test('where one fails no further one is begun', async () => {
    const slow = gate();
    const begun = [];
    const works = [
      () => slow.promise.then(() => begun.push('slow is done')),
      async () => {
        throw new Error('first');
      },
      () => begun.push('third'),
    ];
    const done = inTurn(works, 2).catch((error) => error);
    await moments();
    slow.open();
    expect((await done).message).toBe('first');
    expect(begun).toEqual(['slow is done']);
  });

  test('most must be a number above zero', async () => {
    await expect(inTurn([], 0)).rejects.toThrow(RangeError);
  });
});
