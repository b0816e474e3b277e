// The small menus of a phone.

import { h, setup, t } from "./page_base.js";
import { linkBox, membersBox, peopleBox, transcriptBox } from "./page_dialog.js";

// menus is mixed into Phone.
export const menus = {
  // menuOf is what can be done with a message.
  menuOf(m, element) {
    if (!m || m.kind === "service") return;
    const own = m.from === this.person && !m.forwarded && !m.anonymous;
    this.openPopup(element, [
      [t("Отговори", "Reply"), () => this.reply(m)],
      own && (m.kind === "text" || m.text) && [t("Поправи", "Edit"), () => this.edit(m)],
      m.text && [t("Копирай текста", "Copy the text"), () => navigator.clipboard?.writeText(m.text).then(() => this.hint(t("Копирано", "Copied")), () => {})],
    ]);
  },

  more(button) {
    const p = this.who;
    this.openPopup(button, [
      [t("Отвори връзка или покана…", "Open a link or an invitation…"), () => linkBox(this)],
      this.group && [t("Кой е в групата…", "Who is in the group…"), () => membersBox(this)],
      !this.group && p.started && (p.blocked ? [t("Отблокирай бота", "Unblock the bot"), () => this.act({ do: "unblock", chat: 0 })] : [t("Блокирай бота", "Block the bot"), () => this.act({ do: "block", chat: 0 })]),
      [t("Запази разговора във файл…", "Save the chat to a file…"), () => transcriptBox(this)],
      [t("Друг човек в този телефон…", "Somebody else in this phone…"), () => peopleBox(this)],
      [t("Затвори телефона", "Close the phone"), () => this.page.close(this)],
    ]);
  },

  commands(button, typed) {
    const list = this.menu().filter((c) => !typed || c.command.startsWith(typed));
    if (!list.length) return this.closePopup();
    const at = this.group ? "@" + setup.bot : "";
    this.openPopup(button, list.map((c) => [h("span", { class: "command" }, h("b", null, "/" + c.command), h("span", null, c.description)), () => { this.text.value = ""; this.typed(); this.say("/" + c.command + at); }]), typed !== undefined);
  },

  attach(button) {
    const choose = (accept) => {
      const input = h("input", { type: "file", accept, multiple: true });
      input.addEventListener("change", () => this.upload([...input.files]));
      input.click();
    };
    const send = (what) => () => this.act({ do: what, reply: this.replyTo?.id || 0 }).then(() => this.cancel());
    this.openPopup(button, [
      [t("Снимка…", "Photo…"), () => choose("image/*")],
      [t("Файл…", "File…"), () => choose()],
      [t("Примерна снимка", "A sample photo"), send("picture")],
      [t("Гласово съобщение (проба)", "Voice message (a sample)"), send("voice")],
      !this.group && [t("Моят телефонен номер", "My phone number"), send("contact")],
      !this.group && [t("Място", "Location"), send("place")],
      !this.group && [t("Стикер", "Sticker"), send("sticker")],
    ]);
  },

  // openPopup shows a small menu: [label, what it does] each. typing leaves the
  // focus in the text.
  openPopup(button, items, typing) {
    this.popupFrom = button;
    this.popupKind = typing ? "typed" : "menu";
    const list = items.filter(Boolean).map(([label, run]) => h("button", { type: "button", role: "menuitem", onclick: () => (this.closePopup(true), run()) }, label));
    this.popup.replaceChildren(h("div", { role: "menu" }, list));
    this.popup.hidden = false;
    const screen = this.screen.getBoundingClientRect();
    const from = button.getBoundingClientRect();
    const box = this.popup.getBoundingClientRect();
    const scale = screen.width / this.screen.offsetWidth || 1;
    const clamp = (v, low, high) => Math.max(low, Math.min(v, high));
    const below = from.bottom - screen.top + 4;
    const top = below + box.height < screen.height - 8 ? below : from.top - screen.top - box.height - 4;
    this.popup.style.top = clamp(top, 8, screen.height - box.height - 8) / scale + "px";
    this.popup.style.left = clamp(from.left - screen.left, 8, screen.width - box.width - 8) / scale + "px";
    this.popup.onkeydown = (e) => {
      if (e.key !== "ArrowDown" && e.key !== "ArrowUp") return;
      e.preventDefault();
      const at = list.indexOf(document.activeElement);
      list[(at + (e.key === "ArrowDown" ? 1 : list.length - 1) + list.length) % list.length].focus();
    };
    // Not within the key's own event, which would press what gets the focus.
    if (!typing) setTimeout(() => list[0]?.focus({ preventScroll: true }));
  },

  closePopup(back) {
    if (this.popup.hidden) return;
    const inside = this.popup.contains(document.activeElement);
    this.popup.hidden = true;
    this.popupKind = "";
    if (back && inside) (this.popupFrom?.tabIndex >= 0 ? this.popupFrom : this.text).focus({ preventScroll: true });
  },
};
