// A table of which only a page is there: it is sorted, filtered and paged by whoever has the rows.
import { count, el, say } from "./text.js";

const typingPause = 120;

/**
 * options.columns: { name, label, sort?, isFirstDescending?, isNumber?, text(row) or draw(cell, row), hint? }
 * options.load({ filter, sort, offset, limit }, signal) promises { rows, total, matching }.
 * options.key(row) names a row; options.below(row), if given, an element that stands below it, or null.
 */
export class Table {
  #options;
  #filter = "";
  #sort;
  #offset = 0;
  #limit;
  #rows = new Map();
  #request = null;
  #typing = null;

  constructor(host, options) {
    this.#options = options;
    this.#sort = options.sort;
    this.#limit = options.limit ?? 25;
    this.#build(host);
  }

  /** Asks for the page that is shown. A later call overtakes an earlier one. */
  async refresh() {
    this.#request?.abort();
    const request = this.#request = new AbortController();
    const asked = { filter: this.#filter, sort: this.#sort, offset: this.#offset, limit: this.#limit };
    try {
      const page = await this.#options.load(asked, request.signal);
      if (request.signal.aborted) return;
      if (page.rows.length === 0 && this.#offset > 0) return await this.#goTo(Math.max(0, this.#lastPage(page.matching)));
      this.#show(page);
    } catch (error) {
      if (request.signal.aborted) return;
      say(this.amount, `Not shown: ${error.message}`);
    }
  }

  #build(host) {
    const { columns, caption, filterLabel } = this.#options;
    this.amount = el("span", { class: "amount", role: "status" });
    this.previous = el("button", { type: "button", class: "quiet", disabled: true, onclick: () => this.#goTo(this.#offset - this.#limit) }, "Previous");
    this.next = el("button", { type: "button", class: "quiet", disabled: true, onclick: () => this.#goTo(this.#offset + this.#limit) }, "Next");
    const input = el("input", { type: "search", placeholder: filterLabel, "aria-label": filterLabel, autocomplete: "off", spellcheck: "false" });
    input.addEventListener("input", () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => {
        this.#filter = input.value;
        this.#goTo(0);
      }, typingPause);
    });
    this.head = el("tr", { role: "row" }, ...columns.map(column => this.#headCell(column)));
    this.body = el("tbody", { role: "rowgroup" });
    this.table = el("table", { role: "table", "aria-label": caption }, el("thead", { role: "rowgroup" }, this.head), this.body);
    this.empty = el("p", { class: "empty", hidden: true }, this.#options.empty ?? "There is nothing.");
    host.append(
      el("div", { class: "tools" }, input, this.amount, el("span", { class: "pager" }, this.previous, this.next)),
      this.table, this.empty);
    this.#showSort();
  }

  #headCell(column) {
    const kind = `${column.isNumber ? "number" : ""} ${column.sort ? "" : "fixed"}`.trim();
    const cell = el("th", { role: "columnheader", scope: "col", class: kind || null, title: column.hint });
    cell.append(column.sort
      ? el("button", { type: "button", class: "sort", onclick: () => this.#sortBy(column) }, column.label)
      : column.label);
    cell.dataset.sort = column.sort ?? "";
    return cell;
  }

  #sortBy(column) {
    const first = column.isFirstDescending ? `-${column.sort}` : column.sort;
    const second = column.isFirstDescending ? column.sort : `-${column.sort}`;
    this.#sort = this.#sort === first ? second : first;
    this.#showSort();
    return this.#goTo(0);
  }

  #showSort() {
    for (const cell of this.head.children) {
      if (!cell.dataset.sort) continue;
      const order = this.#sort === cell.dataset.sort ? "ascending" : this.#sort === `-${cell.dataset.sort}` ? "descending" : "none";
      cell.setAttribute("aria-sort", order);
    }
  }

  #lastPage(matching) {
    return Math.floor((matching - 1) / this.#limit) * this.#limit;
  }

  #goTo(offset) {
    this.#offset = Math.max(0, offset);
    return this.refresh();
  }

  #show({ rows, total, matching }) {
    const last = this.#offset + rows.length;
    say(this.amount, matching === 0 ? (total === 0 ? "" : `none of ${count(total)}`)
      : `${count(this.#offset + 1)}–${count(last)} of ${count(matching)}${matching < total ? ` (${count(total)} in all)` : ""}`);
    this.previous.disabled = this.#offset === 0;
    this.next.disabled = last >= matching;
    this.previous.parentElement.hidden = matching <= this.#limit;
    this.table.hidden = rows.length === 0;
    this.empty.hidden = rows.length > 0;

    const focused = document.activeElement;
    const kept = new Map();
    const wanted = [];
    for (const row of rows) {
      const key = this.#options.key(row);
      const drawn = this.#rows.get(key) ?? this.#makeRow();
      kept.set(key, drawn);
      this.#fill(drawn, row);
      wanted.push(drawn.element, ...this.#below(drawn, row));
    }
    this.#rows = kept;
    place(this.body, wanted);
    if (focused !== document.activeElement && this.body.contains(focused)) focused.focus({ preventScroll: true });
  }

  #makeRow() {
    const cells = this.#options.columns.map(column =>
      el("td", { role: "cell", class: [column.isNumber ? "number" : "", column.className ?? ""].join(" ").trim() || null, "data-label": column.label }));
    return { element: el("tr", { role: "row" }, ...cells), cells, below: null };
  }

  #fill(drawn, row) {
    drawn.element.className = this.#options.rowClass?.(row) ?? "";
    this.#options.columns.forEach((column, index) => {
      const cell = drawn.cells[index];
      if (column.draw) column.draw(cell, row);
      else say(cell, column.text(row));
    });
  }

  #below(drawn, row) {
    const content = this.#options.below?.(row) ?? null;
    if (content === null) return [];
    if (drawn.below?.firstChild.firstChild !== content)
      drawn.below = el("tr", { class: "below", role: "row" }, el("td", { role: "cell", colspan: this.#options.columns.length }, content));
    return [drawn.below];
  }
}

/** Puts elements in order, moving only those that are not in their place. */
function place(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((element, index) => {
    if (parent.children[index] !== element) parent.insertBefore(element, parent.children[index] ?? null);
  });
}

/** Draws a button once, and what it says and does anew each time. */
export function drawButton(cell, text, attributes, action) {
  let button = cell.querySelector("button");
  if (button === null) {
    button = el("button", { type: "button", class: "link", onclick: () => button.action() });
    cell.append(button);
  }
  button.action = action;
  for (const [name, value] of Object.entries(attributes)) button.setAttribute(name, value);
  say(button, text);
}
