// What is not counted and never will be, and what else did not go as it should.
import { ask } from "./api.js";
import { bytes, count, el, many, say, words } from "./text.js";
import { Refreshing } from "./refreshing.js";

const every = 2000;

// As docs/metrics.md and docs/generator.md have them.
const explanations = {
  too_long: "A line is longer than maxLineBytes; it is skipped up to its line feed.",
  torn: "A last line has no line feed, and its writer is gone.",
  truncated: "A file was truncated or replaced before it was read, and no copy of the rest appeared.",
  vanished: "A file was deleted before it was read.",
  damaged: "A compressed file breaks off in the middle of its content.",
  seal_mismatch: "A segment holds less than its seal says.",
  no_space: "The generator could not write: the volume was full.",
  io: "The generator could not write: the file system failed.",
  budget_oldest: "The generator was over its budget and gave up its oldest segment unread.",
};

const kinds = [
  ["unparsed", "Lines that are not records of their format"],
  ["refused", "Files that match an input and are not read"],
  ["cut", "Events that were ended before all of their lines had come"],
  ["seals", "Seals that were compared with what was counted"],
  ["truncations", "Segments that were read from their start again"],
];

export class Losses {
  constructor(part) {
    this.gist = part.querySelector(".gist");
    this.body = part.querySelector(".body");
    this.rows = el("tbody", { role: "rowgroup" });
    const heads = ["Stream", "Reason", "Lines", "Bytes"];
    this.table = el("table", { role: "table", "aria-label": "Losses", hidden: true },
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...heads.map((head, index) =>
        el("th", { role: "columnheader", scope: "col", class: index > 1 ? "number fixed" : "fixed" }, head)))),
      this.rows);
    this.none = el("p", { class: "empty", hidden: true }, "No line and no byte is lost.");
    this.rest = el("dl", { class: "reasons" });
    this.body.append(this.table, this.none, this.rest);
    new Refreshing(this.body, every, () => this.#refresh());
  }

  take(status) {
    say(this.gist, status.lostLines === 0 && status.lostBytes === 0 ? "none"
      : status.lostLines === 0 ? `${bytes(status.lostBytes)} lost` : `${many(status.lostLines, "line")} lost`);
    this.gist.classList.toggle("bad", status.lostLines > 0 || status.lostBytes > 0);
  }

  async #refresh() {
    const trouble = await ask("losses").catch(() => null);
    if (trouble === null) return;

    this.table.hidden = trouble.losses.length === 0;
    this.none.hidden = trouble.losses.length > 0;
    this.rows.replaceChildren(...trouble.losses.map(loss => el("tr", { role: "row" },
      el("td", { role: "cell", class: "path", "data-label": "Stream" }, loss.stream),
      el("td", { role: "cell", "data-label": "Reason" }, el("strong", {}, words(loss.reason)),
        el("span", { class: "note" }, explanations[loss.reason] ?? "The generator dropped it, as its seal tells.")),
      el("td", { role: "cell", class: "number", "data-label": "Lines" }, loss.lines > 0 ? count(loss.lines) : "not known"),
      el("td", { role: "cell", class: "number", "data-label": "Bytes" }, loss.bytes > 0 ? bytes(loss.bytes) : "not known"))));

    const shown = kinds.map(([name, title]) => [title, trouble[name]]).filter(([, reasons]) => reasons.length > 0);
    if (trouble.invalidUtf8 > 0) shown.push(["Lines with bytes that are not UTF-8, replaced", [{ reason: "lines", count: trouble.invalidUtf8 }]]);
    this.rest.replaceChildren(...shown.flatMap(([title, reasons]) => [
      el("dt", {}, title),
      el("dd", {}, ...reasons.map(({ reason, count: amount }) => el("span", { class: "reason" }, `${words(reason)} `, el("b", {}, count(amount))))),
    ]));
  }
}
