// Some of the latest lines that count for nothing, and what an expression makes of them.
import { ask } from "./api.js";
import { count, el, say, words } from "./text.js";
import { Refreshing } from "./refreshing.js";

const typingPause = 150;
const whileEmpty = 2000;

const kinds = {
  unmatched: "No rule matched",
  unparsed: "Not a record of its format",
};

export class Lines {
  #kind = "unmatched";
  #typing = null;
  #asked = 0;

  constructor(part) {
    this.gist = part.querySelector(".gist");
    const body = part.querySelector(".body");
    this.choices = Object.entries(kinds).map(([kind, label]) =>
      el("button", { type: "button", class: "choice", "aria-pressed": `${kind === this.#kind}`, onclick: () => this.#choose(kind) }, label));
    this.expression = el("input", { type: "text", id: "expression", spellcheck: "false", autocomplete: "off", autocapitalize: "off", maxlength: 1000,
      placeholder: "StatusCode >= 500", "aria-describedby": "expression-problem" });
    this.expression.addEventListener("input", () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.#refresh(), typingPause);
    });
    this.problem = el("pre", { id: "expression-problem", class: "complaint", role: "status" });
    this.list = el("ol", { class: "samples" });
    this.empty = el("p", { class: "empty" });
    body.append(
      el("div", { class: "tools" }, el("span", { role: "group", "aria-label": "Which lines", class: "choices" }, ...this.choices),
        el("button", { type: "button", class: "quiet", onclick: () => this.#refresh() }, "Look again")),
      el("label", { for: "expression" }, "Try an expression of a rule on them"), this.expression, this.problem, this.list, this.empty);

    // What somebody reads stays where it is; only while there is nothing is it looked for.
    new Refreshing(body, whileEmpty, async () => {
      if (this.list.childElementCount === 0) await this.#refresh();
    });
  }

  take(status) {
    say(this.gist, `${count(status.unmatchedLines)} matched by no rule, ${count(status.unparsedLines)} not parsed`);
  }

  #choose(kind) {
    this.#kind = kind;
    Object.keys(kinds).forEach((each, index) => this.choices[index].setAttribute("aria-pressed", `${each === kind}`));
    return this.#refresh();
  }

  async #refresh() {
    const turn = ++this.#asked;
    const expression = this.expression.value;
    try {
      const { sampled, ...lines } = await ask("lines");
      const samples = lines[this.#kind];
      const trial = expression.trim() === "" ? null : await ask("try", { expression, lines: this.#kind });
      if (turn !== this.#asked) return;

      this.#complain(expression, trial?.problems ?? []);
      const values = trial?.values ?? [];
      this.#show(values.length > 0
        ? values.map(({ line, format, kind, text }) => ({ line, about: `${kind}${text && `: ${text}`}`, note: `read as ${format}`, isResult: true }))
        : samples.map(({ line, reason, segment }) => ({ line, about: words(reason), note: segment, isResult: false })));
      say(this.empty, samples.length > 0 ? "" : sampled ? "There is no such line." : "Lines are not sampled here.");
    } catch (error) {
      if (turn === this.#asked) say(this.empty, `Not shown: ${error.message}`);
    }
  }

  #complain(expression, problems) {
    this.expression.setAttribute("aria-invalid", `${problems.length > 0}`);
    say(this.problem, problems.map(({ column, message, hint }) =>
      `${expression}\n${" ".repeat(column - 1)}^ column ${column}: ${message}${hint && `. ${hint}`}`).join("\n"));
  }

  #show(samples) {
    this.list.replaceChildren(...samples.map(({ line, about, note, isResult }) => el("li", {},
      el("p", { class: isResult ? "about result" : "about" }, el("strong", {}, about), " ", el("span", { class: "note" }, note)),
      el("code", {}, line))));
  }
}
