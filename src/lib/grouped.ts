/** A whole number with its thousands apart. The runtime's own way first loads the rules of all languages. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}
