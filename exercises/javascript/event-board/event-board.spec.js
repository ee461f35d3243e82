import { EventBoard } from './event-board';

describe('EventBoard', () => {
  test('listeners get the values', () => {
    const board = new EventBoard();
    const seen = [];
    board.on('a', (...values) => seen.push(values));
    expect(board.tell('a', 1, 'x')).toBe(1);
    expect(board.tell('a')).toBe(1);
    expect(board.tell('b', 2)).toBe(0);
    expect(seen).toEqual([[1, 'x'], []]);
  });

  test('they are called in the order in which they came', () => {
    const board = new EventBoard();
    const seen = [];
    board.on('a', () => seen.push(1));
    board.on('*', () => seen.push(2));
    board.on('a', () => seen.push(3));
    expect([board.tell('a'), seen]).toEqual([3, [1, 2, 3]]);
  });

  test('names with a star', () => {
    const board = new EventBoard();
    const seen = [];
    board.on('file.*', (what) => seen.push(what));
    board.tell('file.open', 1);
    board.tell('file.close.all', 2);
    board.tell('files', 3);
    expect([seen, board.count('file.x'), board.count('file')]).toEqual([[1, 2], 1, 0]);
  });

  test('a listener can be ended', () => {
    const board = new EventBoard();
    const seen = [];
    const listener = () => seen.push('x');
    const end = board.on('a', listener);
    board.on('a', listener);
    end();
    end();
    expect([board.tell('a'), seen, board.count('a')]).toEqual([1, ['x'], 1]);
  });

  test('once', () => {
    const board = new EventBoard();
    const seen = [];
    board.once('a', (value) => seen.push(value));
    const end = board.once('b', (value) => seen.push(value));
    end();
    board.tell('a', 1);
    board.tell('a', 2);
    board.tell('b', 3);
    expect(seen).toEqual([1]);
  });

  test('a listener that tells again is not called twice by once', () => {
    const board = new EventBoard();
    let calls = 0;
    board.once('a', () => {
      calls += 1;
      board.tell('a');
    });
    board.tell('a');
    expect(calls).toBe(1);
  });

  test('those who come meanwhile wait for the next time', () => {
    const board = new EventBoard();
    const seen = [];
    board.once('a', () => board.on('a', () => seen.push('new')));
    expect([board.tell('a'), [...seen]]).toEqual([1, []]);
    expect([board.tell('a'), seen]).toEqual([1, ['new']]);
  });

  test('those who have gone meanwhile are not called', () => {
    const board = new EventBoard();
    const seen = [];
    board.on('a', () => end());
    const end = board.on('a', () => seen.push('gone'));
    board.tell('a');
    expect(seen).toEqual([]);
  });

  test('a promise of the next time', async () => {
    const board = new EventBoard();
    const next = board.next('a');
    board.tell('a', 1, 2);
    board.tell('a', 3);
    expect(await next).toEqual([1, 2]);
    expect(board.count('a')).toBe(0);
  });

  test('one error', () => {
    const board = new EventBoard();
    const seen = [];
    board.on('a', () => {
      throw new RangeError('bad');
    });
    board.on('a', () => seen.push('called'));
    expect(() => board.tell('a')).toThrow(new RangeError('bad'));
    expect(seen).toEqual(['called']);
  });

  test('several errors', () => {
    const board = new EventBoard();
    const errors = [new Error('one'), new Error('two')];
    for (const error of errors) {
      board.on('a', () => {
        throw error;
      });
    }
    let caught;
    try {
      board.tell('a');
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(AggregateError);
    expect(caught.errors).toEqual(errors);
  });

  test('a listener is a function', () => {
    const board = new EventBoard();
    expect(() => board.on('a', 'x')).toThrow(TypeError);
    expect(() => board.once('a')).toThrow(TypeError);
  });
});
