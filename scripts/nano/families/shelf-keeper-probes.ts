import type { Method, Rules } from "./shelf-keeper.ts";

/** Calls that show every rule and every edge. */
export function probesOf(rules: Rules): string[] {
  const { keeper, receive, reserve, ship, cancel, free, total, items, error, methods } = rules;
  const unit = rules.valid.type === "least" ? rules.valid.limit : 1;
  const has = (one: Method): boolean => methods.includes(one);
  const see = `...['rope', 'bell', 'saw'].map((one) => [store.${free}(one), store.${total}(one)])${
    has("items") ? `, ...store.${items}()` : ""
  }`;
  const begin = `const seen = [];
const store = new ${keeper}();
store.${receive}('rope', ${5 * unit});
store.${receive}('bell', ${2 * unit});
const look = () => seen.push(${see});
const act = (work) => { try { seen.push(work()); } catch (caught) { seen.push(caught.constructor.name, caught instanceof ${error}, caught.${rules.missing}); } };`;
  const act = (call: string): string => `act(() => store.${call});`;
  const probe = (...lines: string[]): string => [begin, ...lines, "look(), seen"].join("\n");
  const hold = (order: string, wanted: string): string => act(`${reserve}('${order}', ${wanted})`);
  const limit = rules.valid.limit;
  const odd = ["0", "-1", `${limit}`, `${limit - 1}`, `${limit + 1}`, "1.5", "'2'", "NaN"];
  return [
    probe(),
    probe(act(`${receive}('rope', ${3 * unit})`), act(`${receive}('saw', ${unit})`)),
    probe(hold("A", `{ rope: ${2 * unit}, bell: ${2 * unit} }`)),
    probe(hold("A", `{ rope: ${2 * unit}, bell: ${2 * unit} }`), act(`${ship}('A')`)),
    probe(
      hold("A", `{ rope: ${4 * unit} }`),
      hold("B", `{ bell: ${unit}, rope: ${3 * unit}, saw: ${unit} }`),
    ),
    probe(hold("A", `{ rope: ${unit} }`), hold("A", `{ bell: ${unit} }`)),
    probe(act(`${ship}('A')`), ...(has("cancel") ? [act(`${cancel}('A')`)] : [])),
    probe(
      hold("A", `{ rope: ${unit} }`),
      act(`${ship}('A')`),
      hold("A", `{ rope: ${2 * unit} }`),
      act(`${ship}('B')`),
    ),
    ...(has("cancel")
      ? [probe(hold("A", `{ rope: ${5 * unit} }`), act(`${cancel}('A')`), act(`${ship}('A')`))]
      : []),
    probe(...odd.map((one) => act(`${receive}('saw', ${one})`))),
    probe(...odd.map((one, at) => hold(`A${at}`, `{ bell: ${unit}, rope: ${one} }`))),
  ];
}
