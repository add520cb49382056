// Elements, and numbers as people read them. Text from outside becomes text nodes only, never markup.

/** Makes an element. Attributes that are null or false are left out; children are nodes or texts. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

/** Changes a text only if it is another one, so that selections and screen readers are left alone. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const digits = [0, 1, 2, 3].map(count => new Intl.NumberFormat("en", { maximumFractionDigits: count }));
const significant = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });

export const count = value => whole.format(value);

/** Three digits or so, whatever the size. */
export function number(value) {
  const size = Math.abs(value);
  if (size !== 0 && size < 0.1) return significant.format(value);
  return digits[size >= 100 ? 0 : size >= 10 ? 1 : 2].format(value);
}

/** As it is, for values that may be any number: NaN and infinities too. */
export const value = text => Number.isInteger(Number(text)) ? whole.format(Number(text)) : significant.format(Number(text));

export function bytes(value) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  for (; Math.abs(value) >= 1000 && unit < units.length - 1; unit++) value /= 1024;
  return `${unit === 0 ? count(value) : number(value)} ${units[unit]}`;
}

export function seconds(value) {
  if (value === 0) return "0 s";
  if (value < 0.001) return `${number(value * 1e6)} µs`;
  if (value < 1) return `${number(value * 1e3)} ms`;
  if (value < 120) return `${number(value)} s`;
  if (value < 7200) return `${count(value / 60)} min`;
  if (value < 172800) return `${digits[1].format(value / 3600)} h`;
  return `${digits[1].format(value / 86400)} d`;
}

export const percent = share => `${number(share * 100)} %`;

export const many = (amount, one) => `${count(amount)} ${one}${amount === 1 ? "" : "s"}`;

export const clock = time => new Date(time).toLocaleTimeString("en-GB");

/** Local date and time, to the second. */
export const moment = time => new Date(time).toLocaleString("sv-SE");

/** `too_long` as `too long`. */
export const words = reason => reason.replaceAll("_", " ");

/** A bar that is filled to a share of 0 to 1. */
export function bar(share, isFull = false) {
  const fill = el("span", { class: "fill" });
  fill.style.width = `${Math.min(100, Math.max(share > 0 ? 2 : 0, share * 100))}%`;
  return el("span", { class: isFull ? "bar full" : "bar", "aria-hidden": "true" }, fill);
}
