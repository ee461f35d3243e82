export class StockError extends Error {
  constructor(message, missing = {}) {
    super(message);
    this.missing = missing;
  }
}

const check = (count) => {
  if (!Number.isInteger(count) || count < 1) throw new RangeError('a count is a whole number above zero');
};

export class StockRoom {
  #total = new Map();
  #orders = new Map();

  receive(item, count) {
    check(count);
    this.#total.set(item, this.total(item) + count);
  }

  reserve(order, wanted) {
    if (this.#orders.has(order)) throw new StockError(`${order} has a reservation`);
    const entries = Object.entries(wanted);
    for (const [, count] of entries) check(count);
    const missing = entries.filter(([item, count]) => count > this.free(item));
    if (missing.length > 0) {
      throw new StockError(
        'not enough',
        Object.fromEntries(missing.map(([item, count]) => [item, count - this.free(item)])),
      );
    }
    this.#orders.set(order, new Map(entries));
  }

  ship(order) {
    const reserved = this.#end(order);
    for (const [item, count] of reserved) this.#total.set(item, this.total(item) - count);
    return Object.fromEntries(reserved);
  }

  cancel(order) {
    this.#end(order);
  }

  free(item) {
    const reserved = [...this.#orders.values()].map((order) => order.get(item) ?? 0);
    return reserved.reduce((rest, count) => rest - count, this.total(item));
  }

  total(item) {
    return this.#total.get(item) ?? 0;
  }

  items() {
    return [...this.#total.keys()].filter((item) => this.total(item) > 0).sort();
  }

  #end(order) {
    const reserved = this.#orders.get(order);
    if (reserved === undefined) throw new StockError(`${order} has no reservation`);
    this.#orders.delete(order);
    return reserved;
  }
}
