import type { RunCard } from "./run-card.ts";

/** What may be meant to differ between two runs: it is what one compares. */
export const factors = [
  "harness",
  "agent",
  "model",
  "server",
  "window",
  "settings",
  "program",
] as const;

export type Factor = (typeof factors)[number];

type Point = {
  /** As in "The dataset differs: …". */
  readonly what: string;
  readonly of: (card: RunCard) => string | number | boolean | undefined;
  /** A difference is no reason where one of these is what is compared. */
  readonly explainedBy: readonly Factor[];
};

const points: readonly Point[] = [
  { what: "The dataset", of: ({ dataset }) => shortHash(dataset.hash), explainedBy: [] },
  { what: "The number of tries", of: ({ protocol }) => protocol.tries, explainedBy: [] },
  { what: "What is shown of the tests", of: ({ protocol }) => protocol.tests, explainedBy: [] },
  {
    what: "The wording of the tasks",
    of: ({ protocol }) => shortHash(protocol.words),
    explainedBy: ["settings"],
  },
  {
    what: "The agent's time limit",
    of: ({ protocol }) => `${protocol.agentSeconds} s`,
    explainedBy: [],
  },
  {
    what: "The tests' time limit",
    of: ({ protocol }) => `${protocol.testSeconds} s`,
    explainedBy: [],
  },
  {
    what: "The network",
    of: ({ protocol }) => (protocol.network ? "open" : "closed"),
    explainedBy: [],
  },
  { what: "The harness", of: ({ harness }) => harness.version, explainedBy: ["harness"] },
  { what: "localcode", of: ({ program }) => program.version, explainedBy: ["program"] },
  {
    what: "The model's file",
    of: ({ model }) => shortHash(model?.file?.sha256),
    explainedBy: ["model", "agent"],
  },
  { what: "The quant", of: ({ model }) => model?.quant, explainedBy: ["model", "agent"] },
  {
    what: "The chat template",
    of: ({ model }) => shortHash(model?.templateHash),
    explainedBy: ["model", "agent", "server"],
  },
  {
    what: "The window",
    of: ({ model }) => model?.window,
    explainedBy: ["window", "model", "agent"],
  },
  {
    what: "The server",
    of: ({ model }) => model?.server,
    explainedBy: ["server", "model", "agent"],
  },
  {
    what: "The sampling",
    of: ({ sampling }) => JSON.stringify(sampling),
    explainedBy: ["agent", "model", "settings"],
  },
  {
    what: "The system text",
    of: ({ prompts }) => shortHash(prompts?.system),
    explainedBy: ["agent", "harness", "settings", "program"],
  },
  {
    what: "The tool list",
    of: ({ prompts }) => shortHash(prompts?.tools),
    explainedBy: ["agent", "harness", "settings", "program"],
  },
];

const hashDigits = 12;

function shortHash(hash: string | undefined): string | undefined {
  return hash?.slice(0, hashDigits);
}

/**
 * Why two runs may not be compared, one sentence each; none: they may. What differs by name (harness,
 * agent, model) is taken to be what is compared, and with it whatever it brings along; `meant` adds more.
 */
export function comparable(
  a: RunCard,
  b: RunCard,
  meant: readonly Factor[] = [],
): readonly string[] {
  const compared = new Set([...meant, ...differingNames(a, b)]);
  return points
    .filter(({ explainedBy }) => !explainedBy.some((factor) => compared.has(factor)))
    .flatMap(({ what, of }) => sentence(what, of(a), of(b)));
}

function sentence(
  what: string,
  a: string | number | boolean | undefined,
  b: string | number | boolean | undefined,
): readonly string[] {
  if (a === b) return [];
  return [`${what} differs: ${a ?? "not known"} and ${b ?? "not known"}.`];
}

function differingNames(a: RunCard, b: RunCard): readonly Factor[] {
  const names: readonly [Factor, string | undefined, string | undefined][] = [
    ["harness", a.harness.name, b.harness.name],
    ["agent", a.agent, b.agent],
    ["model", a.model?.name, b.model?.name],
  ];
  return names.flatMap(([factor, one, other]) => (one === other ? [] : [factor]));
}

/** What is no reason against a comparison and should be known with it. */
export function remarksOn(a: RunCard, b: RunCard): readonly string[] {
  const machine = ({ machine: { cpu, cores, gpus } }: RunCard) =>
    [cpu, `${cores} cores`, ...gpus.map(({ name }) => name)].join(", ");
  const commit = ({ program: { commit, changed } }: RunCard) =>
    `${shortHash(commit) ?? "not known"}${changed ? " with changes" : ""}`;
  return [
    ...sentence("The machine", machine(a), machine(b)).map(
      (text) => `${text} Seconds are not to be compared.`,
    ),
    ...sentence("The number of jobs", a.protocol.jobs, b.protocol.jobs),
    ...sentence("The sandbox", a.protocol.sandbox, b.protocol.sandbox),
    ...sentence("The commit of localcode", commit(a), commit(b)),
    ...sentence("The seed", a.seed ?? undefined, b.seed ?? undefined),
    ...toolchainRemarks(a, b),
    ...([a, b].some(({ stopping }) => stopping !== undefined) ? [stoppedRemark] : []),
  ];
}

const stoppedRemark =
  "A run that stops when all is known chose its own length, so p-values and intervals here are too small; what it says itself holds.";

function toolchainRemarks(a: RunCard, b: RunCard): readonly string[] {
  const languages = new Set([a, b].flatMap(({ protocol }) => Object.keys(protocol.toolchains)));
  return [...languages].sort().flatMap((language) => {
    const [one, other] = [a, b].map(({ protocol }) => protocol.toolchains[language]);
    return one === undefined || other === undefined
      ? []
      : sentence(`The toolchain of ${language}`, one, other);
  });
}
