// What every part of the page uses: words, elements, requests, and the state
// that the stream of events keeps.

export const lang = document.documentElement.lang;
export const setup = JSON.parse(document.body.dataset.setup);

// t is a text in the language of the page.
export const t = (bg, en) => (lang === "en" ? en : bg);

// state is what the server has told. Chats: number → {messages, earlier, keyboard, typing}.
export const state = { people: new Map(), groups: new Map(), chats: new Map(), bot: { descriptions: {}, commands: {} }, now: {}, skew: 0 };

// h makes an element. Texts become text: nothing that people wrote is ever HTML.
export function h(tag, props, ...children) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(props || {})) {
    if (v === undefined || v === null || v === false) continue;
    if (k.startsWith("on")) e.addEventListener(k.slice(2), v);
    else if (k === "class") e.className = v;
    else e.setAttribute(k, v === true ? "" : v);
  }
  e.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false));
  return e;
}

const svg = "http://www.w3.org/2000/svg";

export function icon(name) {
  const s = document.createElementNS(svg, "svg");
  s.setAttribute("class", "icon");
  s.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(svg, "use");
  use.setAttribute("href", "#i-" + name);
  s.append(use);
  return s;
}

export const iconButton = (name, label, onclick, props) =>
  h("button", { type: "button", class: "round", "aria-label": label, title: label, onclick, ...props }, icon(name));

export const noAnswer = t("Демото не отговаря. Ако е спряно, пуснете го отново.", "The demo does not answer. If it was stopped, start it again.");

// send asks the server to do something; it returns what it answers, or throws
// what can be shown.
export async function send(path, body, type) {
  const sent = await fetch(path, { method: "POST", headers: { "Content-Type": type }, body }).catch(() => { throw new Error(noAnswer); });
  const answer = await sent.json().catch(() => ({}));
  if (!sent.ok) throw new Error(wordsOf(answer.error) || sent.statusText);
  return answer;
}

export const post = (path, body) => send(path, JSON.stringify(body || {}), "application/json");

export const nameOf = (p) => (p ? (p.first + " " + (p.last || "")).trim() : "");
export const wordsOf = (w) => (w ? t(w.bg, w.en) : "");
export const aboutOf = (p) => wordsOf(p.about) || "+" + p.phone; // below the name

// avatar is a coloured circle with initials.
export function avatar(id, name) {
  const initials = name.split(/\s+/).filter((w) => /\p{L}|\p{N}/u.test(w)).slice(0, 2).map((w) => w[0].toUpperCase()).join("");
  return h("span", { class: "avatar c" + (Math.abs(id) % 7), "aria-hidden": "true" }, initials);
}

export const botAvatar = () => avatar(5, setup.name);

const locale = lang === "en" ? "en-GB" : "bg-BG";
const format = (o) => new Intl.DateTimeFormat(locale, { timeZone: setup.zone, ...o });
const clock = format({ hour: "2-digit", minute: "2-digit" });
const day = format({ day: "numeric", month: "long" });
const full = format({ weekday: "long", day: "numeric", month: "long" });
const middle = format({ weekday: "short", day: "numeric", month: "long" });
const short = format({ weekday: "short", day: "numeric", month: "short" });
const stamp = new Intl.DateTimeFormat("sv-SE", { timeZone: setup.zone, dateStyle: "short", timeStyle: "short" });

// now is the programme's time, in milliseconds.
export const now = () => Date.now() + state.skew + (state.now.ahead || 0);
export const clockTime = (ms) => clock.format(ms).replace(/ ?ч\.$/, "");
export const dayName = (ms) => (day.format(ms) === day.format(now()) ? t("Днес", "Today") : day.format(ms));
export const longDay = (ms) => full.format(ms);
export const middleDay = (ms) => middle.format(ms);
export const shortDay = (ms) => short.format(ms);
export const inputTime = (ms) => stamp.format(ms).replace(" ", "T");

export function size(bytes) {
  if (bytes < 1024) return bytes + t(" байта", " bytes");
  if (bytes < 1 << 20) return Math.round(bytes / 1024) + t(" КБ", " KB");
  return (bytes / (1 << 20)).toFixed(1) + t(" МБ", " MB");
}

// groupsOf are the groups that a person is in.
export const groupsOf = (id) => [...state.groups.values()].filter((g) => g.members.some((m) => m.id === id));

// startLink is the parameter of a link to the bot, or null.
export function startLink(url) {
  const m = /^(?:https?:\/\/)?t\.me\/([^/?]+)\/?(?:\?(start|startgroup)=([\w-]*))?$/i.exec(url);
  return m && m[1].toLowerCase() === setup.bot.toLowerCase() ? url : null;
}
