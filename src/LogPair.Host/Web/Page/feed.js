// The status each second: as events if they come, else by asking.
import { ask } from "./api.js";

const patience = 2500;
const reopenAfter = 10_000;
const askAgainAfter = 2000;

/** Tells `status` for each answer, `lost` with the time of the last answer when there is none, `found` when there is one again. */
export class Feed extends EventTarget {
  #events = null;
  #opened = 0;
  #last = Date.now();
  #asked = 0;
  #isLost = false;

  start() {
    this.#open();
    setInterval(() => this.#look(), 500);
    document.addEventListener("visibilitychange", () => this.#look());
  }

  #open() {
    this.#events?.close();
    this.#opened = Date.now();
    this.#events = new EventSource("api/v1/events");
    this.#events.addEventListener("status", event => this.#take(JSON.parse(event.data)));
  }

  // A stream that is refused, or is swallowed by a proxy, is tried again now and then; meanwhile the status is asked for.
  #look() {
    const now = Date.now();
    if (now - this.#last < patience || document.hidden) return;

    if (now - this.#opened > reopenAfter) this.#open();
    if (now - this.#asked > askAgainAfter) this.#ask();
  }

  async #ask() {
    this.#asked = Date.now();
    try {
      this.#take(await ask("status", {}, AbortSignal.timeout(askAgainAfter)));
    } catch (error) {
      this.#isLost = true;
      this.dispatchEvent(new CustomEvent("lost", { detail: { since: this.#last, reason: error.status ? error.message : "" } }));
    }
  }

  #take(status) {
    this.#last = Date.now();
    if (this.#isLost) {
      this.#isLost = false;
      if (this.#events.readyState === EventSource.CLOSED) this.#open();
      this.dispatchEvent(new CustomEvent("found"));
    }
    this.dispatchEvent(new CustomEvent("status", { detail: status }));
  }
}
