export class StockError extends Error {}

export class StockRoom {
  receive(item, count) {
    throw new Error('Write me.');
  }

  reserve(order, wanted) {
    throw new Error('Write me.');
  }

  ship(order) {
    throw new Error('Write me.');
  }

  cancel(order) {
    throw new Error('Write me.');
  }

  free(item) {
    throw new Error('Write me.');
  }

  total(item) {
    throw new Error('Write me.');
  }

  items() {
    throw new Error('Write me.');
  }
}
