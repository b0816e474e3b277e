// How a message looks.

import { avatar, botAvatar, clockTime, h, icon, size, startLink, state, t } from "./page_base.js";

// link is a link as Telegram shows it: one to the bot opens in the phone.
function link(text, url, phone) {
  if (startLink(url)) return h("a", { href: "#", onclick: (e) => (e.preventDefault(), phone.open(url)) }, text);
  const full = /^[a-z]+:/i.test(url) ? url : "https://" + url;
  return h("a", { href: full, target: "_blank", rel: "noopener noreferrer" }, text);
}

const touch = matchMedia("(hover: none)");

const found = /https?:\/\/[^\s<>"“”„]+[^\s<>"“”„.,:;!?)]|\bt\.me\/[\w/?=&-]+|[\w.+-]+@[\w-]+\.[\w.-]*\w/gi;

// plain is text without entities; addresses in it are links, as in Telegram.
function plain(text, phone) {
  const out = [];
  let at = 0;
  for (const m of text.matchAll(found)) {
    out.push(text.slice(at, m.index));
    out.push(link(m[0], /^[^/]+@/.test(m[0]) ? "mailto:" + m[0] : m[0], phone));
    at = m.index + m[0].length;
  }
  out.push(text.slice(at));
  return out;
}

const tags = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };

function wrap(e, text, inner, phone) {
  switch (e.type) {
    case "text_link":
      return link(text, e.url, phone);
    case "bot_command":
      return h("a", { href: "#", onclick: (ev) => (ev.preventDefault(), phone.say(text)) }, text);
    case "spoiler":
      return h("span", { class: "spoiler", tabindex: "0", role: "button", onclick: (ev) => ev.currentTarget.classList.add("open"), onkeydown: (ev) => ev.key === "Enter" && ev.currentTarget.classList.add("open") }, inner);
  }
  return tags[e.type] ? h(tags[e.type], null, inner) : inner;
}

// formatted is the text with its entities, whose offsets count as JavaScript's
// strings do.
export function formatted(text, entities, phone, from = 0, to = text.length) {
  const out = [];
  let at = from;
  const list = (entities || []).slice().sort((a, b) => a.offset - b.offset || b.length - a.length);
  for (let i = 0; i < list.length; i++) {
    const e = list[i];
    const end = Math.min(e.offset + e.length, to);
    if (e.offset < at || e.offset >= to) continue;
    out.push(...plain(text.slice(at, e.offset), phone));
    const within = list.slice(i + 1).filter((x) => x.offset >= e.offset && x.offset + x.length <= end);
    const code = e.type === "code" || e.type === "pre";
    const inner = code ? [text.slice(e.offset, end)] : formatted(text, within, phone, e.offset, end);
    out.push(...[wrap(e, text.slice(e.offset, end), inner, phone)].flat());
    at = end;
  }
  out.push(...plain(text.slice(at, to), phone));
  return out;
}

const media = (f) => "media/" + encodeURIComponent(f.id);

function content(m, phone) {
  switch (m.kind) {
    case "photo":
      return h("button", { type: "button", class: "photo", "aria-label": t("Снимка: отвори", "Photo: open"), onclick: () => phone.show(media(m.file)) },
        h("img", { src: media(m.file), alt: m.text || t("снимка", "photo"), loading: "lazy", onload: () => phone.stick() }));
    case "sticker":
      return h("span", { class: "sticker", role: "img", "aria-label": t("стикер", "sticker") }, "👍");
    case "voice":
      return h("span", { class: "voice" }, h("span", { class: "disc" }, icon("play")), h("span", { class: "wave", "aria-hidden": "true" }), h("small", null, "0:03"), h("span", { class: "away" }, t("гласово съобщение", "voice message")));
    case "contact":
      return h("span", { class: "card" }, avatar(1, m.contact.name), h("span", null, h("b", null, m.contact.name), h("br"), "+" + m.contact.phone.replace(/^\+/, "")));
    case "location":
    case "venue":
      return h("span", { class: "place" }, h("span", { class: "map" }, icon("pin")),
        h("span", null, h("b", null, m.location.Title || t("Място", "Location")), h("br"), m.location.Address || m.location.Latitude + ", " + m.location.Longitude));
    case "text":
      return null;
  }
  if (!m.file) return null;
  const name = m.file.name || t(...(kinds[m.kind] || kinds.document));
  const inside = [h("span", { class: "disc" }, icon("file")), h("span", null, h("b", null, name), h("br"), h("small", null, size(m.file.size)))];
  return m.file.have
    ? h("a", { class: "file", href: media(m.file) + "?save", download: name, title: t("Свали", "Download") }, inside)
    : h("span", { class: "file" }, inside);
}

function service(m) {
  const s = m.service;
  const joined = (s.joined || []).join(", ");
  if (joined && joined === m.name) return t(`${joined} влезе в групата`, `${joined} joined the group`);
  if (joined) return t(`${m.name} добави ${joined}`, `${m.name} added ${joined}`);
  if (s.left) return t(`${s.left} напусна групата`, `${s.left} left the group`);
  return s.moved ? t("Групата стана супергрупа", "The group became a supergroup") : "";
}

const kinds = { photo: ["снимка", "photo"], voice: ["гласово съобщение", "voice message"], sticker: ["стикер", "sticker"], contact: ["контакт", "contact"], location: ["място", "location"], document: ["файл", "file"], video: ["видео", "video"], video_note: ["видео", "video"], audio: ["запис", "recording"], animation: ["видео", "video"] };

// preview is a message in one line.
export const preview = (m) => m.text?.replace(/\s+/g, " ") || (m.service ? service(m) : t(...(kinds[m.kind] || ["съобщение", "message"])));

function buttons(m, phone) {
  if (!m.buttons) return null;
  return h("div", { class: "inline" }, m.buttons.map((row, r) => h("div", null, row.map((b, c) => {
    if (b.url && !startLink(b.url)) return h("a", { class: "key", href: b.url, target: "_blank", rel: "noopener noreferrer" }, b.text, h("span", { class: "corner", "aria-hidden": "true" }, "↗"));
    return h("button", { type: "button", class: "key", "data-key": r + "/" + c, onclick: (e) => phone.press(m, r, c, b, e.currentTarget) }, b.text);
  }))));
}

// message is the element of a message. look says what its neighbours leave to
// show: the sender's name, the tail.
export function message(m, phone, look) {
  if (m.kind === "service") return h("li", { class: "service" }, h("span", null, service(m)));
  const own = m.from === phone.person && !m.anonymous;
  const ticks = own && h("span", { class: "ticks", "data-update": m.update || 0 }, icon(m.update >= state.now.fetched ? "one" : "two"));
  // A link's parameter is sent, but Telegram does not show it.
  const started = own && /^\/start(@\w+)? [\w-]+$/.exec(m.text || "");
  const text = started ? m.text.split(" ")[0] : m.text;
  const meta = h("span", { class: "meta" }, m.edited && t("редактирано ", "edited "), clockTime(m.date * 1000), ticks);
  const menu = (e) => (e.preventDefault(), phone.menuOf(m, e.target.closest("li")));
  const tapped = (e) => touch.matches && !e.target.closest("a, button, .spoiler") && menu(e);
  const bubble = h("div", { class: "bubble" + (m.kind === "photo" && !m.text ? " bare" : ""), onclick: tapped },
    look.name && h("span", { class: "name n" + (m.bot ? 5 : Math.abs(m.from) % 7) }, m.name, look.admin && h("small", null, look.admin)),
    m.forwarded && h("span", { class: "forward" }, t("Препратено", "Forwarded")),
    m.reply && h("button", { type: "button", class: "quote", onclick: () => phone.jump(m.reply.id), "aria-label": t("Към съобщението, на което отговаря", "To the message that it replies to") }, h("b", null, m.reply.name), h("span", null, preview(m.reply))),
    content(m, phone),
    m.text && h("span", { class: "text" }, formatted(text, m.entities, phone)),
    meta);
  return h("li", { class: (own ? "own" : "other") + (look.tail ? " tail" : ""), "data-id": m.id, tabindex: "-1", oncontextmenu: menu },
    look.avatar && (m.bot ? botAvatar() : avatar(m.from, m.name)),
    h("div", { class: "column" }, bubble, buttons(m, phone)),
    h("button", { type: "button", class: "dots", tabindex: "-1", "aria-label": t("Какво може със съобщението", "What can be done with the message"), onclick: menu }, icon("more")));
}
