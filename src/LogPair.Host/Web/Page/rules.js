// The metrics of the rules, what they cost, and one of them in full.
import { ask } from "./api.js";
import { bar, count, el, percent, say, seconds, words } from "./text.js";
import { Metric } from "./metric.js";
import { Refreshing } from "./refreshing.js";
import { Table, drawButton } from "./table.js";

const every = 2000;

const keys = {
  name: rule => rule.name,
  type: rule => rule.type,
  matched: rule => rule.matched,
  failed: rule => failures(rule),
  seconds: rule => rule.seconds,
  series: rule => rule.series / rule.maxSeries,
  folded: rule => rule.folded,
};

export class Rules {
  #metric = null;

  constructor(part) {
    this.part = part;
    this.gist = part.querySelector(".gist");
    const body = part.querySelector(".body");
    const list = el("div");
    this.opened = el("div", { id: "metric" });
    body.append(list, this.opened);
    this.table = new Table(list, {
      caption: "Metrics of the rules",
      filterLabel: "Name or help",
      sort: "rules",
      key: rule => rule.name,
      load: asked => this.#load(asked),
      rowClass: rule => [rule.folded > 0 ? "late" : "", this.#metric?.name === rule.name ? "chosen" : ""].join(" ").trim(),
      empty: "There are no rules.",
      columns: [
        { label: "Metric", sort: "name", className: "metric", draw: (cell, rule) => this.#drawName(cell, rule) },
        { label: "Type", sort: "type", text: rule => rule.type },
        { label: "Matched", sort: "matched", isFirstDescending: true, isNumber: true, text: rule => count(rule.matched), hint: "Records that the rule matched" },
        { label: "Failed", sort: "failed", isFirstDescending: true, isNumber: true, draw: drawFailed, hint: "Records that it matched and could not measure" },
        { label: "Cost", sort: "seconds", isFirstDescending: true, isNumber: true, draw: drawCost, hint: "Time that its evaluation took, and its share of all rules: an estimate" },
        { label: "Series", sort: "series", isFirstDescending: true, isNumber: true, className: "series", draw: drawSeries, hint: "Against maxSeries" },
        { label: "Folded", sort: "folded", isFirstDescending: true, isNumber: true, draw: drawFolded, hint: "Measurements that went to the series other" },
      ],
    });
    new Refreshing(list, every, () => this.table.refresh());
  }

  take(status) {
    say(this.gist, `${count(status.series)} of ${count(status.maxSeries)} series`);
  }

  async #load({ filter, sort, offset, limit }) {
    const { metrics } = await ask("rules");
    const all = metrics.reduce((sum, rule) => sum + rule.seconds, 0);
    for (const rule of metrics) rule.share = all > 0 ? rule.seconds / all : 0;
    const wanted = metrics.filter(rule => `${rule.name} ${rule.help}`.toLowerCase().includes(filter.toLowerCase()));
    const key = keys[sort.replace("-", "")];
    if (key !== undefined) {
      const order = sort.startsWith("-") ? -1 : 1;
      wanted.sort((a, b) => order * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
    }
    return { rows: wanted.slice(offset, offset + limit), total: metrics.length, matching: wanted.length };
  }

  #drawName(cell, rule) {
    drawButton(cell, rule.name, { "aria-expanded": `${this.#metric?.name === rule.name}`, "aria-controls": "metric" }, () => this.#toggle(rule));
    if (cell.childElementCount === 1) cell.append(el("span", { class: "note" }));
    say(cell.children[1], rule.help);
  }

  #toggle(rule) {
    const isOpen = this.#metric?.name === rule.name;
    this.#metric?.close();
    this.#metric = isOpen ? null : new Metric(this.opened, rule, () => this.#toggle(rule));
    this.table.refresh();
    if (isOpen) this.part.querySelector("button[aria-expanded]")?.focus();
  }
}

function failures(rule) {
  return rule.failed.reduce((sum, reason) => sum + reason.count, 0);
}

function drawFailed(cell, rule) {
  draw(cell, count(failures(rule)), rule.failed.map(reason => `${words(reason.reason)} ${count(reason.count)}`).join(", "));
}

function drawCost(cell, rule) {
  draw(cell, seconds(rule.seconds), rule.matched > 0 ? percent(rule.share) : "");
}

function drawFolded(cell, rule) {
  draw(cell, count(rule.folded), "");
}

function drawSeries(cell, rule) {
  draw(cell, count(rule.series), `of ${count(rule.maxSeries)}`);
  cell.querySelector(".bar")?.remove();
  cell.append(bar(rule.series / rule.maxSeries, rule.folded > 0));
}

function draw(cell, text, note) {
  if (cell.childElementCount === 0) cell.append(el("span"), el("span", { class: "note" }));
  say(cell.children[0], text);
  say(cell.children[1], note);
}
