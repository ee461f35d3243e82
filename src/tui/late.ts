/** A part that is made after those which use it. */
export type Late<Value> = { readonly get: () => Value; set(value: Value): void };

export function late<Value>(name: string): Late<Value> {
  let held: { readonly value: Value } | undefined;
  return {
    get() {
      if (held === undefined) throw new Error(`The ${name} is used before it is made.`);
      return held.value;
    },
    set(value) {
      held = { value };
    },
  };
}
