// Windows over the page: people, links, members of a group, pictures, alerts.

import { aboutOf, avatar, botAvatar, groupsOf, h, iconButton, lang, nameOf, post, setup, state, t, wordsOf } from "./page_base.js";

// box opens a window with a title.
function box(title, ...content) {
  const d = h("dialog", { "aria-label": title }, h("header", null, h("h2", null, title), iconButton("close", t("Затвори", "Close"), () => d.close())), ...content);
  d.addEventListener("close", () => d.remove());
  d.addEventListener("click", (e) => e.target === d && d.close());
  document.body.append(d);
  d.showModal();
  return d;
}

// alertBox is an answer to a press that has to be closed.
export function alertBox(phone, text) {
  const ok = h("button", { type: "button", class: "main", onclick: () => d.close() }, t("Добре", "OK"));
  const d = h("dialog", { class: "alert", role: "alertdialog", "aria-label": nameOf(phone.who) + ": " + text }, h("small", null, nameOf(phone.who)), h("p", null, text), ok);
  d.addEventListener("close", () => d.remove());
  document.body.append(d);
  d.showModal();
}

export function pictureBox(url) {
  const d = box(t("Снимка", "Photo"), h("img", { src: url, alt: t("снимката в цял размер", "the photo in full size") }), h("p", null, h("a", { href: url + "?save", download: "" }, t("Свали", "Download"))));
  d.classList.add("picture");
}

// filtered is a list with a field that narrows it.
function filtered(label, items, make) {
  const list = h("div", { class: "list" });
  const field = h("input", { type: "search", placeholder: label, "aria-label": label });
  const show = () => {
    const wanted = field.value.toLowerCase().trim();
    list.replaceChildren(...items.filter((i) => i.words.toLowerCase().includes(wanted)).map(make));
    if (!list.children.length) list.append(h("p", { class: "none" }, t("Няма такъв.", "There is none.")));
  };
  field.addEventListener("input", show);
  show();
  return [field, list];
}

function personRow(p, choose) {
  const about = aboutOf(p);
  const status = p.blocked ? t("блокирал бота", "has blocked the bot") : p.invited ? t("не е започнал", "not begun") : "";
  return h("button", { type: "button", class: "person", onclick: choose }, avatar(p.id, nameOf(p)), h("span", null, h("b", null, nameOf(p)), h("small", null, about)), status && h("small", { class: "status" }, status));
}

// peopleBox chooses whose phone it is, or makes somebody new. Without a phone a
// new one is opened.
export function peopleBox(phone, open) {
  const take = (id) => (d.close(), phone ? phone.become(id) : open(id));
  const people = [...state.people.values()].map((p) => ({ p, words: nameOf(p) + " " + wordsOf(p.about) }));
  const name = h("input", { required: true, maxlength: "60", autocomplete: "off" });
  const language = h("select", null, h("option", { value: "bg" }, "Български"), h("option", { value: "en", selected: lang === "en" }, "English"));
  const invitation = h("select", null, h("option", { value: "" }, t("без покана", "no invitation")), setup.invitations.map((i) => h("option", { value: i.code }, i.name)));
  const wrong = h("p", { class: "wrong", role: "alert" });
  const add = h("button", { class: "main" }, t("Добави", "Add"));
  const form = h("form", null, h("label", null, t("Име и фамилия", "Name"), name), h("label", null, t("Език на телефона", "Language of the phone"), language), h("label", null, t("Покана", "Invitation"), invitation),
    wrong, add);
  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    if (add.disabled) return;
    add.disabled = true;
    wrong.textContent = "";
    try {
      if (!name.value.trim()) throw new Error(t("Напишете име.", "Write a name."));
      const [first, ...last] = name.value.trim().split(/\s+/);
      const made = await post("do", { do: "add", first, last: last.join(" "), language: language.value, text: invitation.value });
      await until(() => state.people.has(made.id));
      take(made.id);
    } catch (why) {
      wrong.textContent = why.message;
      add.disabled = false;
    }
  });
  const d = box(phone ? t("Чий е този телефон?", "Whose phone is this?") : t("Още един телефон", "One more phone"), ...filtered(t("Търсене по име или организация", "Search by name or organisation"), people, ({ p }) => personRow(p, () => take(p.id))), h("details", { class: "new" }, h("summary", null, t("Нов човек…", "Somebody new…")), form));
}

// until waits for what the stream will bring.
async function until(done) {
  while (!done()) await new Promise((r) => setTimeout(r, 30));
}

// linkBox opens an invitation, or any link to the bot.
export function linkBox(phone) {
  const field = h("input", { placeholder: "https://t.me/" + setup.bot + "?start=…", "aria-label": t("Връзка", "Link"), autocomplete: "off" });
  const open = (link) => (d.close(), phone.open(link));
  const form = h("form", { class: "line" }, field, h("button", { class: "main" }, t("Отвори", "Open")));
  form.addEventListener("submit", (e) => (e.preventDefault(), field.value.trim() && open(field.value.trim())));
  const items = setup.invitations.map((i) => ({ i, words: i.name }));
  const row = (name, code) => h("button", { type: "button", class: "person", onclick: () => open("https://t.me/" + setup.bot + "?start=" + code) }, h("span", null, h("b", null, name), h("small", null, "t.me/" + setup.bot + "?start=" + code)));
  const links = (setup.links || []).map((l) => row(wordsOf(l.name), l.code));
  const d = box(t("Отвори връзка като ", "Open a link as ") + nameOf(phone.who), form, links, h("h3", null, t("Поканите на организациите", "The organisations’ invitations")),
    ...filtered(t("Търсене", "Search"), items, ({ i }) => row(i.name, i.code)));
}

// scenesBox shows what can be tried, and opens the phones on which it is played.
export function scenesBox(open) {
  const scenes = setup.scenes.map((s) => h("details", { class: "scene" }, h("summary", null, wordsOf(s.title)),
    h("ol", null, s.steps.map((w) => h("li", null, wordsOf(w)))),
    h("button", { type: "button", class: "main", onclick: () => (d.close(), open(s.phones)) }, t("Покажи телефоните", "Show the phones"))));
  scenes[0].open = true;
  const d = box(t("Какво може да опитате", "What you can try"), h("div", { class: "list" }, scenes));
}

const statuses = { creator: ["създател", "owner"], administrator: ["администратор", "administrator"], member: ["участник", "member"] };

// membersBox shows who is in the group, and who may act there.
export function membersBox(phone) {
  const g = phone.group;
  const change = (what, id) => async () => {
    await phone.act({ do: what, message: id });
    setTimeout(() => (d.close(), membersBox(phone)), 150);
  };
  const rows = g.members.map((m) => {
    const p = state.people.get(m.id);
    const admin = m.status !== "member";
    return h("div", { class: "person" }, avatar(m.id, nameOf(p)), h("span", null, h("b", null, nameOf(p)), h("small", null, t(...(statuses[m.status] || ["", ""])), m.anonymous && t(", пише от името на групата", ", writes in the group’s name"))),
      h("div", { class: "roles" }, m.status !== "creator" && h("button", { type: "button", onclick: change(admin ? "demote" : "promote", m.id) }, admin ? t("Махни от админите", "Remove as admin") : t("Направи админ", "Make admin")),
        admin && h("button", { type: "button", onclick: change(m.anonymous ? "named" : "anonymous", m.id) }, m.anonymous ? t("Нека пише от свое име", "Let write in own name") : t("Нека пише анонимно", "Let write anonymously"))));
  });
  const bot = g.bot && h("div", { class: "person" }, botAvatar(), h("span", null, h("b", null, setup.name), h("small", null, g.botAdmin ? t("бот, администратор", "bot, administrator") : t("бот", "bot"))));
  const d = box(g.title, h("div", { class: "list" }, rows, bot));
}

// transcriptBox saves chats in the form in which conversations are tested.
export function transcriptBox(phone) {
  const seen = new Map();
  for (const p of phone.page.phones) {
    seen.set(p.person, nameOf(p.who));
    for (const g of groupsOf(p.person)) seen.set(g.id, g.title);
  }
  const boxes = [...seen].map(([id, name]) => h("label", { class: "check" }, h("input", { type: "checkbox", value: id, checked: id === phone.person && !phone.group || id === phone.chat }), name));
  const form = h("form", { class: "new" }, h("p", null, t("Чии разговори да влязат? Файлът е във вида, в който са пробните разговори на бота (cmd/partnerbot/testdata).", "Whose chats shall be in it? The file has the form of the bot’s test conversations (cmd/partnerbot/testdata).")), boxes, h("button", { class: "main" }, t("Запази", "Save")));
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    const ids = [...form.querySelectorAll("input:checked")].map((i) => i.value);
    if (!ids.length) return;
    d.close();
    const a = h("a", { href: "transcript?chats=" + ids.join(","), download: "" });
    document.body.append(a);
    a.click();
    a.remove();
  });
  const d = box(t("Запази разговора във файл", "Save the chat to a file"), form);
}
