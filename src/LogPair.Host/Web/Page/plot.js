// A small plot of one value over time.
import { clock, el, say } from "./text.js";

const svg = "http://www.w3.org/2000/svg";
const width = 1000;
const height = 100;
const plots = new Set();
let pointedAt = null;

/** Points are [milliseconds, value]; a value of null is a gap. The base is that of the units of the value: 10 or 1024. */
export class Plot {
  #title;
  #format;
  #base;
  #points = [];
  #from = 0;
  #to = 0;
  #top = 1;

  constructor(title, format, base = 10) {
    this.#title = title;
    this.#format = format;
    this.#base = base;
    this.now = el("span", { class: "now" });
    this.at = el("span", { class: "at" });
    this.most = el("span", { class: "most" });
    this.start = el("span");
    this.area = shape("path", "area");
    this.line = shape("path", "line");
    this.mark = shape("line", "mark");
    this.mark.setAttribute("y2", height);
    this.canvas = document.createElementNS(svg, "svg");
    this.canvas.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.canvas.setAttribute("preserveAspectRatio", "none");
    this.canvas.setAttribute("role", "img");
    this.canvas.append(shape("path", "grid", `M0 0H${width}M0 ${height / 2}H${width}M0 ${height}H${width}`), this.area, this.line, this.mark);
    this.canvas.addEventListener("pointermove", event => this.#point(event));
    this.canvas.addEventListener("pointerleave", () => pointTo(null));
    this.element = el("figure", { class: "plot" },
      el("figcaption", {}, el("span", { class: "title" }, title), this.now, this.at),
      el("div", { class: "canvas" }, this.most, this.canvas),
      el("div", { class: "axis", "aria-hidden": "true" }, this.start, el("span", {}, "now")));
    plots.add(this);
  }

  /** Takes it off the page. */
  remove() {
    plots.delete(this);
    this.element.remove();
  }

  show(points, from, to) {
    this.#points = points;
    this.#from = from;
    this.#to = to;
    const values = points.map(point => point[1]).filter(value => value !== null && Number.isFinite(value));
    const most = values.length > 0 ? Math.max(...values) : 0;
    this.#top = nice(most, this.#base);
    const last = points.length > 0 ? points[points.length - 1][1] : null;
    say(this.now, last === null ? "–" : this.#format(last));
    say(this.most, most > 0 ? this.#format(this.#top) : "");
    say(this.start, `${Math.round((to - from) / 60000)} min ago`);
    this.canvas.setAttribute("aria-label", last === null
      ? `${this.#title}: nothing yet`
      : `${this.#title}: ${this.#format(last)} now, at most ${this.#format(most)} in this time`);
    this.#draw();
    this.#showAt();
  }

  #draw() {
    const lines = [];
    let run = [];
    for (const [time, value] of this.#points) {
      if (value === null || !Number.isFinite(value)) {
        lines.push(run);
        run = [];
      } else if (time >= this.#from) {
        run.push([this.#x(time), height - Math.max(0, value) / this.#top * height]);
      }
    }
    lines.push(run);
    const drawn = lines.filter(run => run.length > 0);
    const path = run => run.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L");
    this.line.setAttribute("d", drawn.map(run => `M${path(run)}`).join(""));
    this.area.setAttribute("d", drawn.map(run =>
      `M${run[0][0].toFixed(1)} ${height}L${path(run)}L${run[run.length - 1][0].toFixed(1)} ${height}Z`).join(""));
  }

  #x(time) {
    return (time - this.#from) / (this.#to - this.#from) * width;
  }

  #point(event) {
    const box = this.canvas.getBoundingClientRect();
    pointTo(this.#from + (event.clientX - box.left) / box.width * (this.#to - this.#from));
  }

  #showAt() {
    const nearest = pointedAt === null || this.#points.length === 0 ? null : this.#points.reduce((best, point) =>
      Math.abs(point[0] - pointedAt) < Math.abs(best[0] - pointedAt) ? point : best);
    const isShown = nearest !== null && nearest[1] !== null && nearest[0] >= this.#from;
    this.element.classList.toggle("pointed", isShown);
    if (!isShown) return;

    const x = this.#x(nearest[0]).toFixed(1);
    this.mark.setAttribute("x1", x);
    this.mark.setAttribute("x2", x);
    say(this.at, `${this.#format(nearest[1])} at ${clock(nearest[0])}`);
  }

  static showAll() {
    for (const plot of plots) plot.#showAt();
  }
}

function pointTo(time) {
  pointedAt = time;
  Plot.showAll();
}

function shape(name, className, d = null) {
  const element = document.createElementNS(svg, name);
  element.setAttribute("class", className);
  if (d !== null) element.setAttribute("d", d);
  return element;
}

/** The next of 1, 2, 5 and their tens: of units of 1, or of those that go by 1024. */
function nice(value, base) {
  if (!(value > 0)) return 1;
  const unit = base === 1024 ? 1024 ** Math.max(0, Math.floor(Math.log(value) / Math.log(1024))) : 1;
  const power = 10 ** Math.floor(Math.log10(value / unit));
  return [1, 2, 5, 10].map(step => step * power * unit).find(step => step >= value);
}
