// Every file that something is known of.
import { ask } from "./api.js";
import { bytes, count, el, moment, number, say, seconds } from "./text.js";
import { Refreshing } from "./refreshing.js";
import { Table } from "./table.js";

const every = 2000;

export class Files {
  // What the last answers said of a file, for its rate.
  #seen = new Map();

  constructor(part) {
    this.gist = part.querySelector(".gist");
    const body = part.querySelector(".body");
    const table = new Table(body, {
      caption: "Files",
      filterLabel: "Path or state",
      sort: "-lag",
      key: file => file.path,
      load: (asked, signal) => this.#load(asked, signal),
      rowClass: file => file.problem ? "problem" : file.lagSeconds > 3 ? "late" : "",
      empty: "No file is known.",
      columns: [
        { label: "State", sort: "state", className: "state", text: file => file.state },
        { label: "File", sort: "path", className: "path", draw: drawPath },
        { label: "Format", sort: "format", className: "format", draw: drawFormat },
        { label: "Size", sort: "size", isFirstDescending: true, isNumber: true, text: file => bytes(file.size) },
        { label: "Counted", sort: "offset", isFirstDescending: true, isNumber: true, text: counted, hint: "How much of the file is counted" },
        { label: "Waiting", sort: "lag", isFirstDescending: true, isNumber: true, draw: drawLag, hint: "Written and not counted yet" },
        { label: "Lines", sort: "lines", isFirstDescending: true, isNumber: true, text: file => count(file.lines) },
        { label: "Lines/s", isNumber: true, text: file => file.rate === null ? "–" : number(file.rate), hint: "Since the answer before" },
        { label: "Last event", sort: "event", isFirstDescending: true, isNumber: true, text: file => file.lastEvent ? moment(file.lastEvent) : "–" },
        { label: "Seal", className: "seal", draw: drawSeal, hint: "Whether what was counted was compared with the seal of the file" },
      ],
    });
    new Refreshing(body, every, () => table.refresh());
  }

  take(status) {
    const refused = status.refusedFiles > 0 ? `, ${count(status.refusedFiles)} refused` : "";
    const held = status.heldBytes > 0 ? `, ${bytes(status.heldBytes)} of deleted ones held` : "";
    say(this.gist, `${count(status.openFiles)} open${refused}${held}`);
  }

  async #load(asked, signal) {
    const answer = await ask("files", asked, signal);
    const now = performance.now();
    const seen = new Map();
    for (const file of answer.files) {
      const before = this.#seen.get(file.path);
      const isUsable = before !== undefined && before.lines <= file.lines && now > before.at;
      file.rate = isUsable ? (file.lines - before.lines) / (now - before.at) * 1000 : null;
      seen.set(file.path, { lines: file.lines, at: now });
    }
    this.#seen = seen;
    return { rows: answer.files, total: answer.total, matching: answer.matching };
  }
}

function drawPath(cell, file) {
  const cut = file.path.lastIndexOf("/") + 1;
  if (cell.childElementCount === 0) cell.append(el("span", { class: "directory" }), el("span", { class: "name" }), el("span", { class: "note" }));
  say(cell.children[0], file.path.slice(0, cut));
  say(cell.children[1], file.path.slice(cut));
  say(cell.children[2], file.problem ?? "");
}

function drawFormat(cell, file) {
  if (cell.childElementCount === 0) cell.append(el("span"), el("span", { class: "note" }));
  say(cell.children[0], file.format ?? "–");
  say(cell.children[1], file.format === null ? "" : file.confidence === null ? "as the input says" : `found, ${file.confidence} % sure`);
}

function drawLag(cell, file) {
  if (cell.childElementCount === 0) cell.append(el("span"), el("span", { class: "note" }));
  say(cell.children[0], file.lagBytes === 0 ? "0" : bytes(file.lagBytes));
  say(cell.children[1], file.lagBytes === 0 ? "" : `for ${seconds(file.lagSeconds)}`);
}

function drawSeal(cell, file) {
  say(cell, file.isVerified ? "verified" : "–");
}

function counted(file) {
  if (file.state === "refused") return "–";
  return file.offset === file.size ? "all" : file.size > 0 ? `${number(Math.floor(file.offset / file.size * 1000) / 10)} %` : "–";
}

