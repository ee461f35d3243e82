import { StockError, StockRoom } from './stock-room';

const filled = () => {
  const room = new StockRoom();
  room.receive('lamp', 5);
  room.receive('chair', 2);
  return room;
};

const errorOf = (work) => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('StockRoom', () => {
  test('an empty room', () => {
    const room = new StockRoom();
    expect([room.total('lamp'), room.free('lamp'), room.items()]).toEqual([0, 0, []]);
  });

  test('what is received adds up', () => {
    const room = filled();
    room.receive('lamp', 3);
    expect([room.total('lamp'), room.free('lamp'), room.items()]).toEqual([8, 8, ['chair', 'lamp']]);
  });

  test('what is reserved is not free', () => {
    const room = filled();
    room.reserve('A', { lamp: 2, chair: 1 });
    expect([room.free('lamp'), room.total('lamp'), room.free('chair')]).toEqual([3, 5, 1]);
  });

  test('what is shipped has left', () => {
    const room = filled();
    room.reserve('A', { lamp: 2, chair: 2 });
    expect(room.ship('A')).toEqual({ lamp: 2, chair: 2 });
    expect([room.total('lamp'), room.free('lamp'), room.items()]).toEqual([3, 3, ['lamp']]);
  });

  test('what is cancelled is free again', () => {
    const room = filled();
    room.reserve('A', { lamp: 5 });
    room.cancel('A');
    expect([room.free('lamp'), room.total('lamp')]).toEqual([5, 5]);
  });

  test('all or nothing', () => {
    const room = filled();
    room.reserve('A', { lamp: 4 });
    const error = errorOf(() => room.reserve('B', { chair: 1, lamp: 3, desk: 1 }));
    expect(error).toBeInstanceOf(StockError);
    expect(error).toBeInstanceOf(Error);
    expect(error.missing).toEqual({ lamp: 2, desk: 1 });
    expect([room.free('chair'), room.free('lamp')]).toEqual([2, 1]);
  });

  test('an order reserves once', () => {
    const room = filled();
    room.reserve('A', { lamp: 1 });
    expect(errorOf(() => room.reserve('A', { chair: 1 })).missing).toEqual({});
    expect(room.free('chair')).toBe(2);
  });

  test('an order without a reservation', () => {
    const room = filled();
    expect(errorOf(() => room.ship('A'))).toBeInstanceOf(StockError);
    expect(errorOf(() => room.cancel('A'))).toBeInstanceOf(StockError);
  });

  test('a name may be used again', () => {
    const room = filled();
    room.reserve('A', { lamp: 1 });
    room.ship('A');
    room.reserve('A', { lamp: 4 });
    expect([room.free('lamp'), errorOf(() => room.ship('B')) instanceof StockError]).toEqual([0, true]);
  });

  test('a count is a whole number above zero', () => {
    const room = filled();
    for (const count of [0, -1, 1.5, '2', NaN]) {
      expect(() => room.receive('lamp', count)).toThrow(RangeError);
      expect(() => room.reserve('A', { chair: 1, lamp: count })).toThrow(RangeError);
    }
    expect([room.total('lamp'), room.free('chair')]).toEqual([5, 2]);
  });

  test('nothing is shared', () => {
    const room = filled();
    const wanted = { lamp: 2 };
    room.reserve('A', wanted);
    wanted.lamp = 5;
    room.items().push('ghost');
    expect([room.free('lamp'), room.items()]).toEqual([3, ['chair', 'lamp']]);
  });
});
