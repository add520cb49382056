// One metric in full: the heaviest values of its labels, its series, and a plot of each that is asked for.
import { ask } from "./api.js";
import { bar, count, el, many, number, say, value } from "./text.js";
import { Plot } from "./plot.js";
import { Refreshing } from "./refreshing.js";
import { Table, drawButton } from "./table.js";

const every = 2000;
const plotEvery = 1000;
const heaviestEvery = 10_000;
const plotLength = 5 * 60_000;
const shownSeries = 15;
const mostValues = 10;

export class Metric {
  // Of the series that are plotted, by their labels.
  #plots = new Map();
  #view = null;
  #heaviestAt = -Infinity;

  constructor(host, rule, close) {
    this.name = rule.name;
    this.type = rule.type;
    this.title = el("h3", { id: "metric-title", tabindex: "-1" }, rule.name);
    this.summary = el("p", { class: "muted" });
    this.heaviest = el("div", { class: "heaviest" });
    const list = el("div");
    this.element = el("section", { class: "metric-view", "aria-labelledby": "metric-title" },
      el("div", { class: "metric-head" }, this.title, el("button", { type: "button", class: "quiet", onclick: close }, "Close")),
      this.summary, this.heaviest, list);
    host.replaceChildren(this.element);
    this.table = new Table(list, {
      caption: `Series of ${rule.name}`,
      filterLabel: "Label value",
      sort: "-value",
      limit: shownSeries,
      key: keyOf,
      load: (asked, signal) => this.#load(asked, signal),
      below: series => this.#plots.get(keyOf(series))?.plot.element ?? null,
      rowClass: series => series.isOverflow ? "late" : "",
      empty: "No series yet.",
      columns: [
        { label: "Labels", sort: "labels", className: "labels", draw: (cell, series) => this.#drawLabels(cell, series, rule.labels) },
        { label: this.#measures, sort: "value", isFirstDescending: true, isNumber: true, text: series => value(series.value) },
        ...this.#columns(),
      ],
    });
    this.refreshing = [
      new Refreshing(this.element, every, () => this.table.refresh()),
      new Refreshing(this.element, plotEvery, () => this.#sample()),
    ];
    this.title.focus();
  }

  close() {
    for (const each of this.refreshing) each.stop();
    for (const { plot } of this.#plots.values()) plot.remove();
    this.element.remove();
  }

  get #measures() {
    return this.type === "histogram" || this.type === "summary" ? "Count" : "Value";
  }

  get #isRate() {
    return this.type === "counter" || this.#measures === "Count";
  }

  #columns() {
    if (this.#measures !== "Count") return [];

    const mean = { label: "Mean", isNumber: true, text: series => series.value > 0 ? value(series.sum / series.value) : "–" };
    return this.type === "histogram"
      ? [mean, { label: "Buckets", className: "buckets", draw: (cell, series) => drawBuckets(cell, series, this.#view.bounds) }]
      : [mean, { label: "Quantiles", className: "quantiles", text: series => quantiles(series, this.#view.quantiles) }];
  }

  async #load(asked, signal) {
    // The heaviest values cost more than all the rest, and change slowly.
    const now = performance.now();
    const isDue = now - this.#heaviestAt > heaviestEvery;
    const parameters = { metric: this.name, ...asked, heaviest: isDue ? mostValues : 0 };
    const { metric, total, matching, labels } = await ask("series", parameters, signal);
    this.#view = metric;
    say(this.summary, `${count(total)} series. Click on one for its plot${this.#isRate ? ", in events per second" : ""}.`);
    if (isDue) {
      this.#heaviestAt = now;
      this.#drawHeaviest(labels);
    }
    return { rows: metric.series, total, matching };
  }

  #drawHeaviest(labels) {
    this.heaviest.replaceChildren(...labels.map(label => {
      const all = label.heaviest.reduce((most, each) => Math.max(most, each.weight), 0);
      return el("div", { class: "label" },
        el("h4", {}, label.name, el("span", { class: "gist" }, ` ${many(label.values, "value")}`)),
        el("ol", {}, ...label.heaviest.map(each => el("li", {},
          el("span", { class: "text", title: each.value }, each.value === "" ? "(empty)" : each.value),
          el("span", { class: "weight" }, value(each.weight)),
          bar(all > 0 ? each.weight / all : 0)))));
    }));
  }

  #drawLabels(cell, series, names) {
    const isPlotted = this.#plots.has(keyOf(series));
    const text = names.length === 0 ? "(no labels)" : names.map((name, index) => `${name}=${JSON.stringify(series.labels[index])}`).join(" ");
    drawButton(cell, text, { "aria-pressed": `${isPlotted}`, title: isPlotted ? "Take its plot away" : "Plot it" }, () => this.#toggle(series, text));
  }

  #toggle(series, text) {
    const key = keyOf(series);
    const plotted = this.#plots.get(key);
    if (plotted) {
      plotted.plot.remove();
      this.#plots.delete(key);
    } else {
      const plot = new Plot(this.#isRate ? `${text} per second` : text, number);
      this.#plots.set(key, { plot, labels: series.labels, points: [], before: null });
      plot.show([], Date.now() - plotLength, Date.now());
      this.#sample();
    }
    this.table.refresh();
  }

  // Only those that are on the page are asked for.
  async #sample() {
    await Promise.all([...this.#plots.values()].filter(({ plot }) => plot.element.isConnected).map(plotted => this.#sampleOne(plotted)));
  }

  async #sampleOne(plotted) {
    const parameters = plotted.labels.length > 0 ? { metric: this.name, value: plotted.labels } : { metric: this.name, limit: 1 };
    const answer = await ask("series", parameters).catch(() => null);
    const now = Date.now();
    const measured = answer?.metric.series[0]?.value ?? null;
    const { before, points } = plotted;
    plotted.before = measured === null ? null : { at: now, value: Number(measured) };
    if (!this.#isRate) points.push([now, measured === null ? null : Number(measured)]);
    else if (plotted.before !== null && before !== null && now > before.at)
      points.push([now, measured >= before.value ? (measured - before.value) / (now - before.at) * 1000 : null]);
    while (points.length > 0 && points[0][0] < now - plotLength) points.shift();
    plotted.plot.show(points, now - plotLength, now);
  }
}

function keyOf(series) {
  return JSON.stringify(series.labels);
}

function drawBuckets(cell, { buckets }, bounds) {
  const most = Math.max(...buckets, 1);
  if (cell.childElementCount === 0) cell.append(el("span", { class: "histogram", role: "img" }));
  const chart = cell.firstChild;
  while (chart.childElementCount < buckets.length) chart.append(el("span"));
  buckets.forEach((amount, index) => {
    chart.children[index].style.height = `${Math.max(amount > 0 ? 6 : 0, amount / most * 100)}%`;
    chart.children[index].title = `${index < bounds.length ? `up to ${value(bounds[index])}` : "more"}: ${count(amount)}`;
  });
  const fullest = buckets.indexOf(most);
  chart.setAttribute("aria-label", fullest < 0 ? "empty"
    : `most are ${fullest < bounds.length ? `up to ${value(bounds[fullest])}` : `above ${value(bounds[bounds.length - 1])}`}`);
}

function quantiles(series, names) {
  return series.quantiles.map((each, index) => `${names[index] * 100} %: ${value(each)}`).join(", ");
}
