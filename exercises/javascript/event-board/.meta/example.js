export class EventBoard {
  #entries = new Set();

  on(name, listener) {
    return this.#add(name, listener, false);
  }

  once(name, listener) {
    return this.#add(name, listener, true);
  }

  tell(name, ...values) {
    const errors = [];
    let told = 0;
    for (const entry of this.#meant(name)) {
      if (!this.#entries.has(entry)) continue;
      if (entry.isOnce) this.#entries.delete(entry);
      told += 1;
      try {
        entry.listener(...values);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length === 1) throw errors[0];
    if (errors.length > 1) throw new AggregateError(errors, `${errors.length} listeners of ${name} failed`);
    return told;
  }

  next(name) {
    return new Promise((resolve) => this.once(name, (...values) => resolve(values)));
  }

  count(name) {
    return this.#meant(name).length;
  }

  #add(name, listener, isOnce) {
    if (typeof listener !== 'function') throw new TypeError('a listener is a function');
    const entry = { name, listener, isOnce };
    this.#entries.add(entry);
    return () => {
      this.#entries.delete(entry);
    };
  }

  #meant(name) {
    return [...this.#entries].filter((entry) =>
      entry.name.endsWith('*') ? name.startsWith(entry.name.slice(0, -1)) : entry.name === name,
    );
  }
}
