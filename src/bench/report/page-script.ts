/**
 * The script of the HTML report: it sorts tables, opens the trial that a link names, and draws the
 * charts. It asks for nothing from anywhere. Without it the page still shows every table and trial.
 */
export const pageScript = `
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);

function valueOf(row, at) {
  const cell = row.cells[at];
  if (!cell) return "";
  const value = cell.dataset.value;
  return value === undefined ? cell.textContent.trim() : Number(value);
}

function compare(one, other) {
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (typeof one === "number") return -1;
  if (typeof other === "number") return 1;
  return one.localeCompare(other, undefined, { numeric: true });
}

function sortBy(table, heading, at) {
  const up = heading.getAttribute("aria-sort") !== "ascending";
  for (const other of heading.parentNode.children) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", up ? "ascending" : "descending");
  const rows = [...table.tBodies[0].rows];
  rows.sort((a, b) => compare(valueOf(a, at), valueOf(b, at)) * (up ? 1 : -1));
  table.tBodies[0].append(...rows);
}

for (const table of document.querySelectorAll("table")) {
  [...table.tHead.rows[0].cells].forEach((heading, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sortBy(table, heading, at));
  });
}

function openTrial() {
  const trial = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (trial && trial.tagName === "DETAILS") {
    trial.open = true;
    trial.scrollIntoView();
  }
}
addEventListener("hashchange", openTrial);
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#trial-"]');
  if (link && link.getAttribute("href") === location.hash) openTrial();
});
openTrial();

const dark = matchMedia("(prefers-color-scheme: dark)");
const colours = ["#3b82f6", "#16a34a", "#d97706", "#a855f7", "#dc2626"];
const charts = [];

const whiskers = {
  id: "whiskers",
  afterDatasetsDraw(chart) {
    const { ctx, scales } = chart;
    ctx.save();
    ctx.strokeStyle = dark.matches ? "#e5e7eb" : "#1f2937";
    ctx.lineWidth = 1.5;
    chart.data.datasets.forEach((set, index) => {
      if (!set.spans || !chart.isDatasetVisible(index)) return;
      chart.getDatasetMeta(index).data.forEach((bar, at) => {
        const [low, high] = set.spans[at].map((one) => scales.y.getPixelForValue(one));
        ctx.beginPath();
        ctx.moveTo(bar.x, low);
        ctx.lineTo(bar.x, high);
        ctx.moveTo(bar.x - 5, low);
        ctx.lineTo(bar.x + 5, low);
        ctx.moveTo(bar.x - 5, high);
        ctx.lineTo(bar.x + 5, high);
        ctx.stroke();
      });
    });
    ctx.restore();
  },
};

function draw(id, type, sets, labels, more) {
  const canvas = document.getElementById(id);
  if (labels.length === 0) return canvas.closest("figure").remove();
  const options = { responsive: true, maintainAspectRatio: false, animation: false, ...more };
  charts.push(new Chart(canvas, { type, data: { labels, datasets: sets }, options, plugins: [whiskers] }));
}

function drawAll() {
  while (charts.length > 0) charts.pop().destroy();
  Chart.defaults.color = dark.matches ? "#d1d5db" : "#374151";
  Chart.defaults.borderColor = dark.matches ? "#374151" : "#e5e7eb";
  const tries = Math.max(0, ...data.languages.map((one) => one.rates.length));
  const rates = Array.from({ length: tries }, (_, at) => ({
    label: "Pass@" + (at + 1),
    backgroundColor: colours[at % colours.length] + "b0",
    data: data.languages.map((one) => one.rates[at].rate),
    spans: data.languages.map((one) => [one.rates[at].low, one.rates[at].high]),
  }));
  const percent = { scales: { y: { min: 0, max: 100, title: { display: true, text: "% solved" } } } };
  draw("chart-languages", "bar", rates, data.languages.map((one) => one.name), percent);
  const counts = [{ label: "tasks", backgroundColor: colours[0] + "b0", data: data.reached.map((one) => one.count) }];
  draw("chart-reached", "bar", counts, data.reached.map((one) => one.name), {
    plugins: { legend: { display: false } },
  });
  const names = data.tasks.map((one) => one.name);
  const seconds = [true, false].map((passed) => ({
    label: passed ? "solved" : "not solved",
    backgroundColor: (passed ? colours[1] : colours[4]) + "b0",
    data: data.tasks.map((one) => (one.passed === passed ? one.seconds : null)),
  }));
  const stacked = (title) => ({
    scales: { x: { stacked: true, ticks: { maxRotation: 90, minRotation: 60 } }, y: { stacked: true, title: { display: true, text: title } } },
  });
  draw("chart-seconds", "bar", seconds, names, stacked("seconds"));
  const kinds = ["prompt, read", "prompt, cached", "written"];
  const tokens = kinds.map((label, at) => ({
    label,
    backgroundColor: [colours[0], "#9ca3af", colours[2]][at] + "b0",
    data: data.tasks.map((one) => one.tokens[at]),
  }));
  draw("chart-tokens", "bar", tokens, names, stacked("tokens"));
}

document.getElementById("charts").hidden = false;
drawAll();
dark.addEventListener("change", drawAll);
`;
