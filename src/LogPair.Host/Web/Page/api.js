// What the processor is asked.

/** A refusal in the processor's own words. */
export class Refusal extends Error {
  constructor(status, text) {
    super(text.trim() || `The processor answered with ${status}.`);
    this.status = status;
  }
}

/** Asks one of /api/v1/…; parameters that are lists are given several times. */
export async function ask(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const each of [value].flat()) query.append(name, each);
  }
  const text = query.toString();
  const answer = await fetch(`api/v1/${path}${text && `?${text}`}`, { signal, cache: "no-store" });
  if (!answer.ok) throw new Refusal(answer.status, await answer.text());
  return answer.json();
}
