// Puts the page together: health from each status, and the parts that ask for more.
import { Activity } from "./activity.js";
import { Configuration } from "./configuration.js";
import { Feed } from "./feed.js";
import { Files } from "./files.js";
import { Lines } from "./lines.js";
import { Losses } from "./losses.js";
import { Rules } from "./rules.js";
import { clock, el, say, seconds } from "./text.js";

const levels = { ok: "All is well", note: "To know", warning: "Warning", failure: "Failure" };
const find = id => document.getElementById(id);

const activity = new Activity();
const parts = [
  new Files(find("files")), new Losses(find("losses")), new Rules(find("rules")), new Lines(find("lines")),
  new Configuration(find("configuration")),
];
let announced = "";

function show(status) {
  const [first, ...others] = status.health;
  find("headline").dataset.level = first.level;
  drawFinding(find("headline"), first);
  const list = find("findings");
  while (list.childElementCount > others.length) list.lastElementChild.remove();
  others.forEach((finding, index) => {
    const item = list.children[index] ?? list.appendChild(el("li"));
    item.dataset.level = finding.level;
    drawFinding(item, finding);
  });
  list.hidden = others.length === 0;
  announce(status.health);

  const bad = status.health.filter(finding => finding.level === "warning" || finding.level === "failure").length;
  document.title = bad > 0 ? `(${bad}) LogPair` : "LogPair";
  say(find("version"), status.version);
  say(find("facts"), facts(status).join(" · "));
  activity.take(status);
  for (const part of parts) part.take(status);
}

function drawFinding(element, { level, text, subject }) {
  if (element.dataset.drawn !== "yes") {
    element.replaceChildren(el("span", { class: "level" }), " ", el("span", { class: "what" }), " ", el("a", { hidden: true }));
    element.dataset.drawn = "yes";
  }
  const [tag, what, link] = element.children;
  say(tag, levels[level]);
  say(what, text);
  link.hidden = subject === "";
  if (subject !== "" && link.getAttribute("href") !== `#${subject}`) {
    link.href = `#${subject}`;
    say(link, `See ${subject}`);
  }
}

// Numbers grow all the time; it is read out when something else changes.
function announce(health) {
  const shape = health.map(finding => `${finding.level} ${finding.text.replace(/\d[\d.,]*/g, "#")}`).join("\n");
  if (shape === announced) return;

  announced = shape;
  say(find("announcement"), health.map(finding => `${levels[finding.level]}: ${finding.text}`).join(" "));
}

function facts(status) {
  const now = Date.parse(status.time);
  const since = time => seconds(Math.max(0, (now - Date.parse(time)) / 1000));
  return [
    status.isReady ? "ready" : "not ready",
    { restoring: "restoring", catchingUp: "catching up", following: "following", draining: "draining" }[status.state] ?? status.state,
    `up ${since(status.startTime)}`,
    `counting for ${since(status.created)}`,
    status.lastCheckpoint ? `saved ${since(status.lastCheckpoint)} ago` : "not saved yet",
    status.isWatching ? "file events arrive" : "changes are found by polling",
  ];
}

function openTarget() {
  const part = document.getElementById(location.hash.slice(1));
  if (part?.tagName !== "DETAILS") return;

  part.open = true;
  part.scrollIntoView();
  part.querySelector("summary").focus({ preventScroll: true });
}

// A link to the part that is the target already does not change it.
document.addEventListener("click", event => {
  if (event.target.closest?.("a[href^='#']")?.hash === location.hash) openTarget();
});
window.addEventListener("hashchange", openTarget);
openTarget();

const feed = new Feed();
feed.addEventListener("status", event => show(event.detail));
feed.addEventListener("lost", ({ detail: { since, reason } }) => {
  find("connection").hidden = false;
  document.body.classList.add("lost");
  say(find("connection"), `No answer since ${clock(since)}${reason && `: ${reason}`}. What is shown is of then; asking again every two seconds.`);
});
feed.addEventListener("found", () => {
  find("connection").hidden = true;
  document.body.classList.remove("lost");
  activity.remember().catch(() => {});
});
feed.start();
activity.remember().catch(() => {});
