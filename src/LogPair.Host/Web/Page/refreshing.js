// Work that is done again and again, but only where somebody can see it.

/** Calls `work` while the part is open, on the screen and in a tab that is shown; at once whenever that begins, and once before it is on the screen. */
export class Refreshing {
  #part;
  #work;
  #every;
  #timer = null;
  #isNear = false;
  #isNew = true;
  #isBusy = false;

  constructor(part, every, work) {
    this.#part = part;
    this.#every = every;
    this.#work = work;
    part.closest("details").addEventListener("toggle", () => this.#look());
    document.addEventListener("visibilitychange", () => this.#look());
    this.observer = new IntersectionObserver(entries => {
      this.#isNear = entries[entries.length - 1].isIntersecting;
      this.#look();
    }, { rootMargin: "100px" });
    this.observer.observe(part);
    this.#look();
  }

  /** For good. */
  stop() {
    this.observer.disconnect();
    this.#isNear = this.#isNew = false;
    this.#look();
  }

  get isActive() {
    return (this.#isNear || this.#isNew) && !document.hidden && this.#part.closest("details").open;
  }

  #look() {
    if (!this.isActive) {
      clearTimeout(this.#timer);
      this.#timer = null;
    } else if (this.#timer === null && !this.#isBusy) {
      this.#run();
    }
  }

  async #run() {
    this.#isBusy = true;
    this.#isNew = false;
    try {
      await this.#work();
    } finally {
      this.#isBusy = false;
      this.#timer = this.isActive ? setTimeout(() => this.#run(), this.#every) : null;
    }
  }
}
