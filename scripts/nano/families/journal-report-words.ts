export type Time = {
  readonly shape: string;
  readonly code: string;
  readonly at: readonly string[];
};

export const seconds: Time = {
  shape: "HH:MM:SS",
  code: "\\d\\d:\\d\\d:\\d\\d",
  at: ["07:30:11", "07:30:15", "08:00:00"],
};

export const timesOfDay: readonly [Time, ...Time[]] = [
  seconds,
  { shape: "HH:MM", code: "\\d\\d:\\d\\d", at: ["07:30", "07:31", "11:05"] },
  {
    shape: "YYYY-MM-DD",
    code: "\\d\\d\\d\\d-\\d\\d-\\d\\d",
    at: ["2024-03-09", "2024-03-10", "2024-04-01"],
  },
  { shape: "HH.MM", code: "\\d\\d\\.\\d\\d", at: ["07.30", "07.31", "11.05"] },
];

export const marks: Readonly<Record<string, string>> = {
  ":": "colon",
  ";": "semicolon",
  ">": "`>`",
  "=": "`=`",
  "#": "`#`",
};

export const levelSets =
  "DEBUG INFO WARN ERROR FATAL|LOW MIDDLE HIGH SEVERE|GREEN YELLOW ORANGE RED|OK NOTE ALARM|TRACE NOTICE WARNING CRITICAL|FINE HINT FAULT|NEWS GOOD BAD WORSE|CALM BUSY STUCK BROKEN|START STOP FAIL";
