// The configuration in force, where each value comes from, and what became of the last change.
import { ask } from "./api.js";
import { el, moment, say } from "./text.js";
import { Refreshing } from "./refreshing.js";
import { Table } from "./table.js";

const every = 5000;
const sources = { flag: "flag", variable: "environment variable", file: "rules file", default: "default" };

export class Configuration {
  #report = null;

  constructor(part) {
    this.gist = part.querySelector(".gist");
    const body = part.querySelector(".body");
    this.state = el("p", { class: "reload" });
    this.problems = el("ul", { class: "problems" });
    this.list = el("div");
    this.text = el("pre", { class: "rules-text", tabindex: "0", "aria-label": "Rules in force" });
    this.textPart = el("div", {}, el("h3", {}, "Rules in force"), this.text);
    body.append(this.state, this.problems, this.list, this.textPart);
    this.table = new Table(this.list, {
      caption: "Settings",
      filterLabel: "Name, value or source",
      sort: "name",
      limit: 50,
      key: setting => setting.name,
      load: async asked => this.#page(asked),
      columns: [
        { label: "Setting", sort: "name", className: "path", text: setting => setting.name },
        { label: "Value", className: "path", text: setting => setting.value },
        { label: "From", sort: "source", text: setting => sources[setting.source] ?? setting.source },
        { label: "Where", className: "path", text: setting => setting.where },
      ],
    });
    new Refreshing(body, every, () => this.#refresh());
  }

  take(status) {
    const refused = status.health.find(finding => finding.subject === "configuration");
    say(this.gist, refused ? "the last change is refused" : "");
    this.gist.classList.toggle("bad", refused !== undefined);
  }

  async #refresh() {
    try {
      this.#report = await ask("configuration");
    } catch (error) {
      say(this.state, error.status === 404 ? "This processor has its rules built in, and no configuration to show." : `Not shown: ${error.message}`);
      this.list.hidden = this.textPart.hidden = true;
      return;
    }

    const { file, text, loaded, warnings, problems, refused } = this.#report;
    this.list.hidden = false;
    this.textPart.hidden = text === null;
    say(this.state, `${file === null ? "Built-in rules" : file}, in force since ${moment(loaded)}.`
      + (refused === null ? "" : ` The file as it is now was refused at ${moment(refused)}; mend it, it is looked at again when it changes.`));
    this.problems.replaceChildren(
      ...problems.map(problem => el("li", { class: "bad" }, problem)),
      ...warnings.map(warning => el("li", {}, warning)));
    say(this.text, text ?? "");
    await this.table.refresh();
  }

  #page({ filter, sort, offset, limit }) {
    const settings = this.#report?.settings ?? [];
    const wanted = settings.filter(setting => Object.values(setting).join(" ").toLowerCase().includes(filter.toLowerCase()));
    const by = sort.replace("-", "");
    const order = sort.startsWith("-") ? -1 : 1;
    wanted.sort((a, b) => order * (a[by] < b[by] ? -1 : a[by] > b[by] ? 1 : 0));
    return { rows: wanted.slice(offset, offset + limit), total: settings.length, matching: wanted.length };
  }
}
