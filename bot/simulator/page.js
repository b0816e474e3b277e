// The page: phones side by side, the clock, the weather, and one stream of
// events from the server for all of them. page_phone.js is a phone,
// page_message.js a message in it, page_dialog.js the windows over the page.

import { avatar, clockTime, groupsOf, h, icon, inputTime, longDay, middleDay, nameOf, noAnswer, now, post, setup, shortDay, state, t, wordsOf } from "./page_base.js";
import { peopleBox, scenesBox } from "./page_dialog.js";
import { Phone } from "./page_phone.js";

const narrow = matchMedia("(max-width: 760px)");
const $ = (id) => document.getElementById(id);

const page = {
  phones: [],
  all: new Set(), // chats shown from their beginning
  active: null,

  open(person, chat) {
    const phone = new Phone(page, person, chat);
    page.phones.push(phone);
    $("phones").insertBefore(phone.element, $("more-phones"));
    page.show(phone);
    page.changed();
    return phone;
  },

  close(phone) {
    page.phones = page.phones.filter((p) => p !== phone);
    phone.element.remove();
    page.show(page.phones.at(-1));
    page.changed();
  },

  changed(phone) {
    page.show(phone || page.active, true);
    connect();
  },

  earlier(phone) {
    page.all.add(phone.chat);
    connect();
  },

  // show brings a phone into sight; on a narrow screen it is the only one.
  show(phone, stay) {
    page.active = phone;
    if (phone) phone.news = false;
    for (const p of page.phones) p.element.classList.toggle("active", p === phone);
    if (phone && !stay) phone.element.scrollIntoView({ inline: "nearest", block: "nearest" });
    phone?.bottom();
    tabs();
    remember();
  },
};

const kept = "partnerbot " + setup.began;

// remember keeps which phones are open, and which is looked at, while this demo
// runs.
function remember() {
  try {
    const phones = page.phones.map((p) => ({ person: p.person, chat: p.chat }));
    sessionStorage.setItem(kept, JSON.stringify({ phones, active: page.phones.indexOf(page.active) }));
  } catch { /* the browser keeps nothing: the page opens as at first */ }
}

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(kept)) || {};
  } catch {
    return {};
  }
}

let drawnTabs = "";

// tabs are the phones to choose from on a narrow screen. They are made anew only
// where they change: a finger may be on one.
function tabs() {
  const strip = $("tabs");
  const key = JSON.stringify(page.phones.map((p) => [p.person, nameOf(p.who), p === page.active, p.news]));
  if (key === drawnTabs) return;
  drawnTabs = key;
  const add = h("button", { type: "button", class: "tab", "aria-label": t("Още един телефон", "One more phone"), onclick: () => peopleBox(null, page.open) }, h("span", { class: "avatar add" }, icon("plus")), h("small", null, t("Добави", "Add")));
  strip.replaceChildren(...page.phones.map((p) => h("button", { type: "button", class: "tab" + (p === page.active ? " active" : ""), "aria-pressed": p === page.active ? "true" : "false", onclick: () => page.show(p) },
    avatar(p.person, nameOf(p.who)), h("small", null, p.who?.first || ""), p.news && h("i", { class: "news", role: "img", "aria-label": t("ново", "new") }))), add);
  strip.querySelector(".active")?.scrollIntoView({ inline: "nearest", block: "nearest" });
}

// The stream. It is opened again when other chats are to be shown.
let stream;
let streamed = "";
let fresh = new Set();

function connect() {
  const chats = new Set();
  for (const p of page.phones) {
    chats.add(p.person);
    for (const g of groupsOf(p.person)) chats.add(g.id);
    if (p.chat) chats.add(p.chat);
  }
  const wanted = new URLSearchParams({ chats: [...chats].join(","), all: [...page.all].join(",") }).toString();
  if (stream && wanted === streamed) return;
  stream?.close();
  streamed = wanted;
  stream = new EventSource("events?" + wanted);
  const on = (name, f) => stream.addEventListener(name, (e) => f(JSON.parse(e.data)));
  on("hello", (d) => {
    if (d.began !== setup.began) location.reload(); // another run: other people, other links
    state.skew = d.real - Date.now();
    fresh = new Set();
    lost(false);
  });
  on("bot", (d) => ((state.bot = d), draw()));
  on("people", (d) => {
    state.people = new Map(d.people.map((p) => [p.id, p]));
    state.groups = new Map((d.groups || []).map((g) => [g.id, g]));
    draw();
    connect();
  });
  on("chat", arrived);
  on("toast", (d) => past() || page.phones.filter((p) => p.person === d.person).forEach((p) => p.answered(d)));
  on("now", (d) => {
    state.now = d;
    notices();
    tick();
    for (const p of page.phones) p.fetched();
  });
  stream.onerror = () => lost(true);
}

// arrived takes what has changed in a chat.
function arrived(d) {
  let c = state.chats.get(d.chat);
  const known = c && [...c.messages.keys()].pop();
  if (!c || !fresh.has(d.chat)) {
    fresh.add(d.chat);
    c = { messages: new Map(), first: d.messages[0]?.id || 0 };
    c.earlier = d.earlier;
    state.chats.set(d.chat, c);
  }
  for (const m of d.messages) if (m.id >= c.first) c.messages.set(m.id, m);
  c.keyboard = d.keyboard;
  c.typing = d.typing ? Date.now() + d.typing : 0;
  if (d.typing) setTimeout(draw, d.typing + 50);
  const spoke = known && d.messages.some((m) => m.bot && m.id > known);
  for (const p of page.phones) {
    if (spoke && p !== page.active && (d.chat === p.person || p.chat === d.chat)) p.news = true;
    if (p.chat === d.chat || p.inList) p.draw();
  }
  if (spoke) tabs();
}

function draw() {
  for (const p of page.phones) p.draw();
  tabs();
}

function lost(yes) {
  document.body.classList.toggle("lost", yes);
  notices();
}

let drawnNotices = "";

// notices say what concerns the whole page.
function notices() {
  const n = state.now;
  const key = JSON.stringify([document.body.classList.contains("lost"), n.stopped, n.trouble, n.done, n.total]);
  if (key === drawnNotices) return;
  drawnNotices = key;
  const out = [];
  if (document.body.classList.contains("lost")) out.push(h("p", { class: "trouble" }, noAnswer));
  if (n.trouble) out.push(h("p", { class: "trouble" }, wordsOf(n.trouble), " ", h("button", { type: "button", onclick: restart }, t("Пусни го отново", "Start it again"))));
  else if (n.stopped) out.push(h("p", { class: "trouble" }, wordsOf(n.stopped)));
  if (n.total > n.done) out.push(h("p", null, t(`Миналото се разиграва: ${n.done} от ${n.total}.`, `The past is being played: ${n.done} of ${n.total}.`), h("progress", { max: n.total, value: n.done })));
  $("notices").replaceChildren(...out);
}

// past reports whether the past is being played: what its people are answered is not
// for who looks on.
const past = () => state.now.total > state.now.done;

let today = "";

function tick() {
  const n = state.now;
  const at = now();
  if (today !== longDay(at)) { // what was today is a date now
    today = longDay(at);
    draw();
  }
  $("time").textContent = (narrow.matches ? shortDay(at) : middleDay(at)) + ", " + clockTime(at);
  $("time").dateTime = new Date(at).toISOString();
  const minutes = Math.round((n.ahead || 0) / 60000);
  const days = Math.floor(minutes / 1440);
  const ahead = days ? t(days + (days === 1 ? " ден" : " дни"), days + (days === 1 ? " day" : " days")) : minutes >= 60 ? Math.floor(minutes / 60) + t(" ч.", " h") : minutes + t(" мин.", " min");
  $("ahead").textContent = minutes >= 1 ? ahead + t(" напред", " ahead") : "";
  const next = n.coming?.find((c) => c.people) || n.coming?.[0]; // what somebody will see
  $("coming").textContent = next ? t("Следва: ", "Next: ") + longDay(next.at * 1000) + ", " + clockTime(next.at * 1000) + " · " + wordsOf(next.what) : t("Нищо не предстои.", "Nothing is due.");
  document.body.classList.toggle("moving", !!n.moving);
  document.body.dataset.past = n.weather ? (past() ? "playing" : "played") : "";
  for (const e of document.querySelectorAll("#panel button, #panel select, #panel input")) e.disabled = past(); // nobody moves the clock then
  document.querySelector("[data-clock=next]").disabled = past() || !next;
  $("restart").disabled = past() || restarting;
  if (document.activeElement !== $("weather") && n.weather) $("weather").value = n.weather;
  document.body.dataset.weather = n.weather || "fair";
  const until = document.querySelector("#until input");
  until.min = inputTime(at + 60000);
  if (document.activeElement !== until && (!until.dataset.chosen || until.value < until.min)) until.value = inputTime(at + 7 * 86400000);
}

// ask reports whether the server has done it; why not is shown.
async function ask(path, body) {
  try {
    await post(path, body);
    return true;
  } catch (e) {
    say(e.message);
    return false;
  }
}

let saying;

// say shows something for a while.
function say(text) {
  $("said").textContent = text;
  clearTimeout(saying);
  saying = setTimeout(() => ($("said").textContent = ""), 4000);
}

// stage opens the phones of a scene that are not open, and looks at the first.
function stage(phones) {
  const shown = phones.map((w) => page.phones.find((p) => p.person === w.person && p.chat === w.chat) || page.open(w.person, w.chat));
  page.show(shown[0]);
}

let restarting = false;

async function restart() {
  restarting = true;
  tick();
  const done = await ask("restart");
  restarting = false;
  tick();
  if (done) say(t("Ботът беше спрян рязко и работи отново.", "The bot was killed and runs again."));
}

for (const b of document.querySelectorAll("[data-clock]")) b.addEventListener("click", () => ask("clock", { to: b.dataset.clock }));
$("until").addEventListener("submit", (e) => (e.preventDefault(), ask("clock", { to: e.target.querySelector("input").value })));
document.querySelector("#until input").addEventListener("input", (e) => (e.target.dataset.chosen = "yes"));
$("weather").addEventListener("change", (e) => ask("weather", { weather: e.target.value }));
$("try").hidden = !setup.scenes;
$("try").addEventListener("click", () => scenesBox(stage));
$("restart").addEventListener("click", restart);
$("toggle").addEventListener("click", () => {
  const open = document.body.classList.toggle("controls");
  $("toggle").setAttribute("aria-expanded", open ? "true" : "false");
});
document.addEventListener("pointerdown", (e) => {
  for (const p of page.phones) if (!p.popup.contains(e.target)) p.closePopup();
});
setInterval(tick, 1000);

$("phones").append(h("button", { type: "button", id: "more-phones", onclick: () => peopleBox(null, page.open) }, icon("plus"), t("Още един телефон", "One more phone")));
const before = remembered();
for (const p of before.phones || setup.phones || []) page.open(p.person, p.chat);
page.show(page.phones[before.active] || page.phones[0]);
connect();
