// A phone: one person, and the chat that they have open.

import { aboutOf, avatar, botAvatar, clockTime, dayName, groupsOf, h, icon, iconButton, lang, nameOf, setup, state, t } from "./page_base.js";
import { membersBox, peopleBox, pictureBox } from "./page_dialog.js";
import { menus } from "./page_menus.js";
import { message, preview } from "./page_message.js";
import { sends, writing } from "./page_writing.js";

export class Phone {
  // page has: close(phone), changed(phone), phones.
  constructor(page, person, chat) {
    this.page = page;
    this.drawn = new Map(); // what the list shows: number → {key, element}
    this.drafts = new Map();
    this.build();
    this.become(person, chat);
  }

  build() {
    this.owner = h("header", { class: "owner" });
    this.back = iconButton("back", t("Към списъка с разговори", "To the list of chats"), () => this.enter(0));
    this.title = h("button", { type: "button", class: "title", onclick: () => this.group && membersBox(this) });
    this.top = h("div", { class: "top" }, this.back, this.title, iconButton("more", t("Още", "More"), (e) => this.more(e.currentTarget), { "aria-haspopup": "menu" }));
    this.list = h("ol", { class: "messages", role: "log", tabindex: "0", "aria-label": t("Съобщения", "Messages"), onkeydown: (e) => this.walk(e), onscroll: () => this.scrolled() });
    this.chats = h("div", { class: "chats" });
    this.toBottom = iconButton("down", t("Към последното", "To the newest"), () => this.bottom(), { class: "round bottom", hidden: true });
    this.toast = h("div", { class: "toast", role: "status" });
    this.context = h("div", { class: "context", hidden: true });
    this.text = h("textarea", { rows: "1", placeholder: t("Съобщение", "Message"), "aria-label": t("Съобщение", "Message"), maxlength: "20000", oninput: () => this.typed(), onkeydown: (e) => this.key(e), onkeypress: (e) => sends(e) && e.preventDefault(), onpaste: (e) => this.paste(e) });
    this.menuButton = h("button", { type: "button", class: "commands", "aria-haspopup": "menu", onclick: (e) => this.commands(e.currentTarget) }, icon("menu"), h("span", null, t("Меню", "Menu")));
    this.keysButton = iconButton("keys", t("Бутоните вместо клавиатура", "The buttons in place of the keyboard"), () => this.toggleKeys(), { hidden: true });
    this.send = iconButton("send", t("Изпрати", "Send"), () => this.submit());
    this.composer = h("div", { class: "composer", hidden: true }, this.menuButton, this.text, this.keysButton,
      iconButton("clip", t("Прикачи", "Attach"), (e) => this.attach(e.currentTarget), { "aria-haspopup": "menu" }), this.send);
    this.keys = h("div", { class: "keys", hidden: true });
    this.start = h("button", { type: "button", class: "start", hidden: true, onclick: () => this.begin() });
    this.popup = h("div", { class: "popup", hidden: true });
    this.screen = h("div", { class: "screen" }, this.top, h("div", { class: "body" }, this.list, this.chats, this.toBottom, this.toast), this.context, this.composer, this.start, this.keys, this.popup);
    new ResizeObserver(() => this.low && this.bottom()).observe(this.list);
    this.element = h("article", { class: "phone" }, this.owner, this.screen);
    this.element.addEventListener("keydown", (e) => e.key === "Escape" && this.escape());
    this.element.addEventListener("dragover", (e) => e.preventDefault());
    this.element.addEventListener("drop", (e) => (e.preventDefault(), this.upload([...e.dataTransfer.files])));
  }

  get who() { return state.people.get(this.person); }
  get group() { return state.groups.get(this.chat); }
  get data() { return state.chats.get(this.chat); }
  get inList() { return this.chat === 0; }

  // become makes it somebody else's phone.
  become(person, chat = person) {
    this.person = person;
    this.chat = chat;
    this.fresh();
    this.page.changed(this);
  }

  // enter opens a chat; 0 is the list of chats.
  enter(chat) {
    this.drafts.set(this.chat, this.text.value);
    this.chat = chat;
    this.fresh();
    this.text.value = this.drafts.get(chat) || "";
    this.typed();
    this.page.changed(this);
    (chat ? this.text : this.chats.querySelector("button"))?.focus({ preventScroll: true });
  }

  fresh() {
    this.drawn.clear();
    this.list.replaceChildren();
    this.replyTo = this.editing = null;
    this.keysHidden = this.beginning = false;
    this.asked = 0;
    this.seen = 0;
    this.context.hidden = true;
    this.closePopup();
    this.draw();
    this.bottom();
  }

  // draw shows everything as it is now.
  draw() {
    const p = this.who;
    if (!p) return;
    const groups = groupsOf(this.person);
    this.element.setAttribute("aria-label", t("Телефонът на ", "The phone of ") + nameOf(p));
    this.drawOwner(p);
    this.back.hidden = this.inList || !groups.length;
    this.drawTitle(p);
    this.element.classList.toggle("listing", this.inList);
    this.list.classList.toggle("group-chat", !!this.group);
    this.list.hidden = this.inList;
    this.chats.hidden = !this.inList;
    if (this.inList) this.drawChats(groups);
    else this.drawMessages();
    this.drawComposer(p);
  }

  drawOwner(p) {
    const about = aboutOf(p);
    const key = JSON.stringify([p.id, p.first, p.last, about]);
    if (this.ownerKey === key) return;
    this.ownerKey = key;
    this.owner.replaceChildren(avatar(p.id, nameOf(p)),
      h("div", null, h("b", null, nameOf(p)), h("small", { title: about }, about)),
      iconButton("swap", t("Друг човек в този телефон", "Somebody else in this phone"), () => peopleBox(this)),
      iconButton("close", t("Затвори телефона", "Close the phone"), () => this.page.close(this)));
  }

  drawTitle(p) {
    const g = this.group;
    const typing = this.data?.typing > Date.now();
    let name = setup.name;
    let below = p.blocked ? t("блокиран от Вас", "blocked by you") : t("бот", "bot");
    if (g) {
      name = g.title;
      below = members(g.members.length + (g.bot ? 1 : 0));
    }
    if (typing) below = g ? setup.name + t(" пише…", " is typing…") : t("пише…", "typing…");
    if (this.inList) [name, below] = [t("Разговори", "Chats"), nameOf(p)];
    const key = JSON.stringify([name, below, this.chat]);
    if (this.titleKey === key) return;
    this.titleKey = key;
    this.title.replaceChildren(this.inList ? "" : g ? avatar(g.id, name) : botAvatar(), h("span", null, h("b", null, name), h("small", typing ? { class: "typing" } : null, below)));
    this.title.disabled = !g;
    if (g) this.title.setAttribute("aria-label", name + ", " + below + ". " + t("Кой е в групата", "Who is in the group"));
    else this.title.removeAttribute("aria-label");
  }

  drawChats(groups) {
    const chats = [{ id: this.person, title: setup.name }, ...groups].map((c) => ({ ...c, last: [...(state.chats.get(c.id)?.messages.values() || [])].filter((m) => !m.deleted).pop() }));
    const key = JSON.stringify(chats.map((c) => [c.id, c.title, c.last]));
    if (this.chatsKey === key) return;
    this.chatsKey = key;
    this.chats.replaceChildren(...chats.map((c) => {
      const last = c.last;
      return h("button", { type: "button", class: "chat", onclick: () => this.enter(c.id) }, c.id < 0 ? avatar(c.id, c.title) : botAvatar(),
        h("span", { class: "what" }, h("b", null, c.title), h("small", null, last ? preview(last) : t("Още няма съобщения", "No messages yet"))),
        h("time", null, last ? clockTime(last.date * 1000) : ""));
    }));
  }

  drawMessages() {
    const data = this.data;
    const low = this.atBottom();
    const shown = data ? [...data.messages.values()].filter((m) => !m.deleted) : [];
    const children = [];
    if (data?.earlier) children.push(this.keep("earlier", "", () => h("li", { class: "service" }, h("button", { type: "button", onclick: () => this.page.earlier(this) }, t("По-стари съобщения", "Earlier messages")))));
    if (!shown.length && !this.group) children.push(this.keep("about", this.describe(), () => this.card()));
    let before = null;
    shown.forEach((m, i) => {
      const date = dayName(m.date * 1000);
      if (!before || dayName(before.date * 1000) !== date) children.push(this.keep("day" + m.id, date, () => h("li", { class: "service day" }, h("span", null, date))));
      const next = shown[i + 1];
      const same = (a, b) => a && b && a.from === b.from && a.kind !== "service" && b.kind !== "service" && Math.abs(a.date - b.date) < 900;
      const admin = this.group?.members.find((x) => x.id === m.from && x.status !== "member");
      const look = {
        tail: !same(m, next), name: this.group && m.from !== this.person && !same(before, m),
        avatar: this.group && m.from !== this.person && !same(m, next), admin: admin && t("админ", "admin"),
      };
      children.push(this.keep(m.id, JSON.stringify([m, look]), () => message(m, this, look)));
      before = m;
    });
    const wanted = new Set(children);
    for (const c of [...this.list.children]) if (!wanted.has(c)) c.remove();
    children.forEach((c, i) => { if (this.list.children[i] !== c) this.list.insertBefore(c, this.list.children[i] || null); });
    for (const [k, v] of this.drawn) if (!wanted.has(v.element)) this.drawn.delete(k);
    const newest = shown.at(-1);
    const grown = newest && newest.id > this.seen;
    if (low || (grown && newest.from === this.person)) this.bottom();
    else if (grown) this.toBottom.hidden = false;
    if (newest) this.seen = Math.max(this.seen, newest.id);
    if (newest?.force && newest.bot && this.asked !== newest.id && newest.id === this.seen) { this.asked = newest.id; this.reply(newest); }
  }

  // keep returns the element of that key, made anew where it says something else.
  keep(id, key, make) {
    const old = this.drawn.get(id);
    if (old && old.key === key) return old.element;
    const element = make();
    this.drawn.set(id, { key, element });
    return element;
  }

  describe() { return state.bot.descriptions[this.who.language] || state.bot.descriptions[""] || ""; }

  card() {
    return h("li", { class: "about" }, h("b", null, t("Какво може този бот?", "What can this bot do?")), h("p", null, this.describe()), this.foreign());
  }

  // foreign says why the bot speaks another language here than the page does.
  foreign() {
    const language = this.who.language;
    return language && language !== lang && h("p", { class: "foreign" }, t("Този телефон е на английски, затова и ботът пише на английски.", "This phone is set to Bulgarian, so the bot writes in Bulgarian."));
  }

  drawComposer(p) {
    const g = this.group;
    const quiet = !g && !this.inList && !(this.data?.messages.size || p.started);
    let label = "";
    if (this.inList) label = "";
    else if (!g && p.blocked) label = t("Отблокирай бота", "Unblock the bot");
    else if (quiet) label = t("Старт", "Start");
    else if (g && !g.bot && setup.groupCode) label = t("Добави бота в групата", "Add the bot to the group");
    if (this.label !== label) this.beginning = false;
    this.label = label;
    const invitation = setup.invitations.find((i) => i.code === p.invited);
    this.start.replaceChildren(label, quiet && invitation ? h("small", null, t("с поканата за ", "with the invitation for ") + invitation.name) : "");
    this.start.hidden = !label;
    this.composer.hidden = this.inList || !!label;
    const keyboard = this.data?.keyboard;
    const force = keyboard && !label && !this.inList;
    this.keysButton.hidden = !force;
    this.keys.hidden = !force || this.keysHidden;
    const key = JSON.stringify(keyboard || null);
    if (this.keysKey !== key) {
      this.keysKey = key;
      const low = this.atBottom();
      this.keysHidden = false;
      this.keys.hidden = !force;
      this.keys.replaceChildren(...(keyboard?.rows || []).map((row, r) => h("div", null, row.map((b, c) =>
        h("button", { type: "button", class: "key", onclick: () => this.act({ do: "key", text: b.text, row: r, column: c }) }, b.text)))));
      this.text.placeholder = keyboard?.placeholder || t("Съобщение", "Message");
      if (low) this.bottom();
    }
    this.menuButton.hidden = !this.menu().length;
    if (this.begun && !this.composer.hidden) {
      this.begun = false;
      if (document.activeElement === document.body) this.text.focus({ preventScroll: true });
    }
  }

  // menu is the bot's menu of commands in this chat.
  menu() {
    const all = state.bot.commands;
    const where = this.group ? this.chat : "private";
    return all[where + "/" + this.who.language] || all[where + "/"] || [];
  }

  atBottom() { return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80; }
  bottom() {
    this.low = true;
    this.list.scrollTop = this.list.scrollHeight;
    this.toBottom.hidden = true;
  }
  scrolled() {
    this.low = this.atBottom();
    if (this.low) this.toBottom.hidden = true;
  }
  // stick keeps the newest message in sight when a picture above it has come.
  stick() { if (this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 420) this.bottom(); }

  jump(id) {
    const e = this.list.querySelector(`[data-id="${Number(id)}"]`);
    if (!e) return;
    e.scrollIntoView({ block: "center", behavior: "smooth" });
    e.classList.add("flash");
    setTimeout(() => e.classList.remove("flash"), 1500);
  }

  // walk goes from message to message with the arrows.
  walk(e) {
    const all = [...this.list.querySelectorAll("[data-id]")];
    const at = all.indexOf(document.activeElement);
    if (e.key === "ArrowUp" || e.key === "ArrowDown") {
      e.preventDefault();
      all[at < 0 ? all.length - 1 : Math.min(all.length - 1, Math.max(0, at + (e.key === "ArrowUp" ? -1 : 1)))]?.focus();
    } else if (e.key === "Enter" && at >= 0) {
      e.preventDefault();
      this.menuOf(this.data.messages.get(Number(all[at].dataset.id)), all[at]);
    }
  }

  show(url) { pictureBox(url); }

  toggleKeys() {
    this.keysHidden = !this.keysHidden;
    this.draw();
    this.bottom();
  }

  // fetched shows with which messages the bot has been reached.
  fetched() {
    for (const e of this.list.querySelectorAll(".ticks")) {
      const name = Number(e.dataset.update) >= state.now.fetched ? "one" : "two";
      if (e.dataset.shown !== name) (e.replaceChildren(icon(name)), (e.dataset.shown = name));
    }
  }
}

Object.assign(Phone.prototype, writing, menus);

function members(n) {
  if (lang === "en") return n === 1 ? "1 member" : n + " members";
  return n === 1 ? "1 член" : n + " членове";
}
