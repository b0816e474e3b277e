// What people do in a phone: write, press, reply, edit, send files.

import { h, iconButton, post, send, setup, t } from "./page_base.js";
import { alertBox } from "./page_dialog.js";
import { preview } from "./page_message.js";

const pressPatience = 15000; // until a button stops waiting, milliseconds

// sends reports whether a key sends the message: Enter, but not on a touch screen,
// where it begins a new line.
export const sends = (e) => e.key === "Enter" && !e.shiftKey && !e.isComposing && !matchMedia("(pointer: coarse)").matches;

// writing is mixed into Phone.
export const writing = {
  // act does something as this person, in this chat.
  async act(what) {
    try {
      await post("do", { who: this.person, chat: this.chat, ...what });
      return true;
    } catch (e) {
      this.hint(e.message);
      return false;
    }
  },

  say(text) { return this.act({ do: "say", text }); },
  open(url) { return this.act({ do: "open", text: url }).then((ok) => ok && !/startgroup/.test(url) && this.chat !== this.person && this.enter(this.person)); },

  // begin is the large button's; a second tap waits for its place to change.
  async begin() {
    if (this.beginning) return;
    this.beginning = true;
    this.begun = true; // the text gets the focus when it appears in the button's place
    const link = "https://t.me/" + setup.bot + "?startgroup=" + setup.groupCode;
    const done = await this.act(this.group ? { do: "open", text: link } : this.who.blocked ? { do: "unblock" } : { do: "open", text: this.who.invited || "" });
    if (!done) this.beginning = false;
  },

  async press(m, row, column, b, button) {
    if (b.copy) {
      await navigator.clipboard?.writeText(b.copy).catch(() => {});
      this.hint(t("Копирано", "Copied"));
      return;
    }
    if (b.url) {
      this.open(b.url);
      return;
    }
    button.classList.add("waiting");
    setTimeout(() => button.classList.remove("waiting"), pressPatience);
    if (!(await this.act({ do: "press", message: m.id, row, column, text: b.text }))) button.classList.remove("waiting");
  },

  // answered is the bot's answer to a press of this person.
  answered(toast) {
    this.drawn.get(toast.message)?.element.querySelectorAll(".waiting").forEach((b) => b.classList.remove("waiting"));
    if (!toast.text) return;
    if (toast.alert) alertBox(this, toast.text);
    else this.hint(toast.text);
  },

  hint(text) {
    this.toast.textContent = text;
    this.toast.classList.add("shown");
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => this.toast.classList.remove("shown"), 3500);
  },

  async submit() {
    const text = this.text.value;
    if (!text.trim()) return;
    const editing = this.editing;
    const what = editing ? { do: "edit", message: editing.id, text } : { do: "say", text, reply: this.replyTo?.id || 0 };
    this.text.value = "";
    this.cancel();
    this.typed();
    if (!(await this.act(what)) && !this.text.value) this.text.value = text;
  },

  key(e) {
    if (sends(e)) {
      e.preventDefault();
      this.submit();
    } else if (e.key === "ArrowUp" && !this.text.value.trim()) {
      const own = [...(this.data?.messages.values() || [])].filter((m) => m.from === this.person && !m.deleted && m.text && !m.forwarded).pop();
      if (own) (e.preventDefault(), this.edit(own));
    }
  },

  typed() {
    this.text.style.height = "";
    if (this.text.value) this.text.style.height = Math.min(this.text.scrollHeight, 120) + "px";
    if (/^\/\w*$/.test(this.text.value) && this.menu().length) this.commands(this.menuButton, this.text.value.slice(1));
    else if (this.popupKind === "typed") this.closePopup();
  },

  paste(e) {
    const files = [...(e.clipboardData?.files || [])];
    if (files.length) (e.preventDefault(), this.upload(files));
  },

  reply(m) { this.aside(m, t("Отговор на ", "Reply to ") + m.name, () => (this.replyTo = m)); },
  edit(m) { this.aside(m, t("Поправяне", "Editing"), () => { this.editing = m; this.text.value = m.text; this.typed(); }); },

  aside(m, title, set) {
    this.cancel();
    set();
    this.context.replaceChildren(h("div", null, h("b", null, title), h("span", null, preview(m))), iconButton("close", t("Откажи", "Cancel"), () => (this.editing && (this.text.value = ""), this.cancel(), this.typed())));
    this.context.hidden = false;
    this.text.focus({ preventScroll: true });
  },

  cancel() {
    this.replyTo = this.editing = null;
    this.context.hidden = true;
  },

  escape() {
    if (!this.popup.hidden) this.closePopup(true);
    else if (!this.context.hidden) (this.editing && (this.text.value = ""), this.cancel());
  },

  async upload(files) {
    const caption = this.text.value;
    const reply = this.replyTo?.id || 0;
    for (const [i, f] of files.entries()) {
      const q = new URLSearchParams({ who: this.person, chat: this.chat, name: f.name, reply, kind: f.type.startsWith("image/") ? "photo" : "document", text: i ? "" : caption });
      try {
        await send("upload?" + q, f, f.type || "application/octet-stream");
      } catch (e) {
        return this.hint(e.message);
      }
    }
    this.text.value = "";
    this.cancel();
    this.typed();
  },
};
