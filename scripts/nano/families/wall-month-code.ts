import { dayNames, months, type Rules } from "./wall-month-words.ts";

export function solve(rules: Rules): string {
  const { hasSheet, hasDate, error } = rules;
  const wide = Math.max(2, rules.letters);
  const names = dayNames(rules).map((name) => `'${name.padStart(wide)}'`);
  const monthLines = [0, 4, 8].map(
    (at) =>
      `  ${months
        .slice(at, at + 4)
        .map((name) => `'${name}'`)
        .join(", ")},\n`,
  );
  const needs = `const needsWhole = (number, least, most) => {\n  if (!Number.isInteger(number) || number < least || number > most) throw new ${error}(\`out of range: \${number}\`);\n};\n`;
  return [
    ...(hasSheet
      ? [`const NAMES = [${names.join(", ")}];\n`, `const MONTHS = [\n${monthLines.join("")}];\n`]
      : []),
    needs,
    solveWeeks(rules),
    ...(hasSheet ? [solveSheet(rules)] : []),
    ...(hasDate ? [solveDate(rules)] : []),
  ].join("\n");
}

function solveWeeks({ weeks, start, first, mondayIsZero, filler, six, years }: Rules): string {
  const day = "new Date(Date.UTC(year, month - 1, 1)).getUTCDay()";
  return `export const ${weeks} = (year, month, ${start} = ${first}) => {
  needsWhole(year, ${years[0]}, ${years[1]});
  needsWhole(month, 1, 12);
  needsWhole(${start}, 0, 6);
  const first = ${mondayIsZero ? `(${day} + 6) % 7` : day};
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const before = (first - ${start} + 7) % 7;
  const rows = [];
  for (let day = 1 - before; ${six ? "rows.length < 6" : "day <= last"}; day += 7) {
    rows.push([0, 1, 2, 3, 4, 5, 6].map((at) => (day + at >= 1 && day + at <= last ? day + at : ${filler})));
  }
  return rows;
};
`;
}

function solveSheet({
  weeks,
  sheet,
  options,
  startKey,
  markKey,
  mark,
  filler,
  first,
  letters,
  title,
}: Rules): string {
  const wide = Math.max(2, letters);
  const name = `\${MONTHS[month - 1]}`;
  const titles = {
    "name year": `${name} \${year}`,
    "year name": `\${year} ${name}`,
    comma: `${name}, \${year}`,
  };
  const marks = `  const marks = ${options}.${markKey} ?? [];\n`;
  return `export const ${sheet} = (year, month, ${options} = {}) => {
  const begins = ${options}.${startKey} ?? ${first};
${markKey === "" ? "" : marks}  const cell = (day) => {
    if (day === ${filler}) return '${" ".repeat(wide)}';
${markKey === "" ? "" : `    if (marks.includes(day)) return '${mark.padStart(wide)}';\n`}    return String(day).padStart(${wide});
  };
  const head = NAMES.map((_, at) => NAMES[(at + begins) % 7]).join(' ');
  const rows = ${weeks}(year, month, begins).map((week) => week.map(cell).join(' ').trimEnd());
  return [\`${titles[title]}\`, head, ...rows].join('\\n');
};
`;
}

function solveDate({
  weeks,
  date,
  weekday,
  count,
  backwards,
  format,
  none,
  filler,
  error,
  years,
}: Rules): string {
  const place = backwards
    ? `days.at(${count} > 0 ? ${count} - 1 : ${count})`
    : `days[${count} - 1]`;
  const text = format
    .replace("YYYY", `\${year}`)
    .replace("MM", `\${twoDigits(month)}`)
    .replace("DD", `\${twoDigits(day)}`);
  const two = "  const twoDigits = (number) => String(number).padStart(2, '0');\n";
  return `export const ${date} = (year, month, ${weekday}, ${count}) => {
  needsWhole(year, ${years[0]}, ${years[1]});
  needsWhole(${weekday}, 0, 6);
  if (!Number.isInteger(${count}) || ${count} ${backwards ? "===" : "<="} 0) throw new ${error}(\`out of range: \${${count}}\`);
  const days = ${weeks}(year, month, 0).map((week) => week[${weekday}]).filter((day) => day !== ${filler});
  const day = ${place};
  if (day === undefined) return ${none};
${format === "D" ? "" : two}  return ${format === "D" ? "day" : `\`${text}\``};
};
`;
}
