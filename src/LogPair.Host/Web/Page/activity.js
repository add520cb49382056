// The last hour as plots: what the processor remembers of it, and then each status.
import { ask } from "./api.js";
import { bytes, count, el, number, percent, say, seconds } from "./text.js";
import { Plot } from "./plot.js";

const hour = 3600_000;
const shortest = 5 * 60_000;
const spacing = 5000;
const gap = 20_000;

const plots = [
  { title: "Lines per second", format: number, of: rate("lines") },
  { title: "Bytes per second", format: bytes, base: 1024, of: rate("bytes") },
  { title: "Bytes waiting", format: bytes, base: 1024, of: (before, now) => now.lagBytes },
  { title: "Waiting for", format: seconds, of: (before, now) => now.lagSeconds },
  { title: "Processor time, of one core", format: percent, of: rate("cpuSeconds") },
  { title: "Memory", format: bytes, base: 1024, of: (before, now) => now.residentBytes },
];

const totals = [
  ["Lines read", status => count(status.lines)],
  ["Bytes read", status => bytes(status.bytes)],
  ["Lines lost", status => count(status.lostLines), status => status.lostLines > 0],
  ["Lines not parsed", status => count(status.unparsedLines), status => status.unparsedLines > 0],
  ["Lines that no rule matched", status => count(status.unmatchedLines)],
  ["Measurements folded", status => count(status.foldedMeasurements), status => status.foldedMeasurements > 0],
  ["Series", status => `${count(status.series)} of ${count(status.maxSeries)}`],
  ["Files open", status => count(status.openFiles)],
];

export class Activity {
  // Oldest first, spacing apart; the statuses of the last seconds are in #latest.
  #samples = [];
  #latest = [];

  constructor() {
    const host = document.getElementById("plots");
    this.plots = plots.map(({ title, format, base }) => new Plot(title, format, base));
    host.append(...this.plots.map(plot => plot.element));
    this.totals = totals.map(([name]) => {
      const value = el("dd");
      document.getElementById("totals").append(el("div", {}, el("dt", {}, name), value));
      return value;
    });
  }

  /** What the processor remembers takes the place of what this page does. */
  async remember() {
    const { samples } = await ask("history");
    this.#samples = samples.map(timed);
    this.#draw();
  }

  take(status) {
    const sample = timed(status);
    const last = this.#samples[this.#samples.length - 1];
    if (last === undefined || sample.at - last.at >= spacing) this.#samples.push(sample);
    while (this.#samples.length > 0 && this.#samples[0].at < sample.at - hour - gap) this.#samples.shift();
    this.#latest.push(sample);
    while (this.#latest.length > 1 && this.#latest[0].at < sample.at - spacing) this.#latest.shift();

    totals.forEach(([, text, isBad], index) => {
      say(this.totals[index], text(status));
      this.totals[index].classList.toggle("bad", isBad?.(status) ?? false);
    });
    this.#draw();
  }

  #draw() {
    if (document.hidden) return;

    const head = this.#latest[this.#latest.length - 1];
    const to = head?.at ?? this.#samples[this.#samples.length - 1]?.at ?? Date.now();
    const first = this.#samples[0]?.at ?? to;
    const from = to - Math.min(hour, Math.max(shortest, to - first));
    plots.forEach(({ of }, index) => {
      const points = [];
      for (let i = 1; i < this.#samples.length; i++) points.push([this.#samples[i].at, between(of, this.#samples[i - 1], this.#samples[i])]);
      if (this.#latest.length > 1) points.push([head.at, between(of, this.#latest[0], head)]);
      this.plots[index].show(points, from, to);
    });
    const minutes = Math.round((to - from) / 60000);
    say(document.getElementById("activity-gist"), minutes === 60 ? "in the last hour" : `in the last ${minutes} minutes`);
  }
}

function timed(sample) {
  return { ...sample, at: Date.parse(sample.time) };
}

function between(of, before, now) {
  return now.at - before.at > gap ? null : of(before, now);
}

/** A restart sets some counters back: then nothing is known. */
function rate(name) {
  return (before, now) => now.at > before.at && now[name] >= before[name] ? (now[name] - before[name]) / (now.at - before.at) * 1000 : null;
}
