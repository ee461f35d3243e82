export class EventBoard {
  on(name, listener) {
    throw new Error('Write me.');
  }

  once(name, listener) {
    throw new Error('Write me.');
  }

  tell(name, ...values) {
    throw new Error('Write me.');
  }

  next(name) {
    throw new Error('Write me.');
  }

  count(name) {
    throw new Error('Write me.');
  }
}
