package storage

import (
	"slices"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// chatRow is what is known of a private chat before and beside the person:
// the one place where Telegram's number stands.
type chatRow struct {
	Telegram    int64         `json:"telegram"`
	Language    text.Language `json:"language"`
	Unreachable time.Time     `json:"unreachable,omitzero"` // since when the person has blocked the bot
	Forget      bool          `json:"forget,omitempty"`     // goes when its last message has left
}

func (t *tx) chat(id flows.PersonID) (chatRow, bool) {
	var c chatRow
	ok := t.getJSON(chats, personKey(id), &c)
	return c, ok
}

func (t *tx) putChat(id flows.PersonID, c chatRow) { t.putJSON(chats, personKey(id), c) }

// resolve returns the person behind Telegram's number. Who is not known gets a
// chat, if make says so.
func (t *tx) resolve(user int64, language string, make bool) (flows.PersonID, bool) {
	key := be(uint64(user))
	if id := t.in(telegram).Get(key); id != nil {
		return flows.PersonID(number(id)), true
	}
	if !make {
		return 0, false
	}
	id := flows.PersonID(t.next(chats))
	t.putChat(id, chatRow{Telegram: user, Language: text.FromTelegram(language)})
	t.put(telegram, key, personKey(id))
	return id, true
}

// standing says whether a chat is known, and whether it can be written to: of
// the group that becomes known when it is tried.
func (t *tx) standing(to flows.PersonID) (known, reachable bool) {
	if to == flows.Group {
		return true, true
	}
	c, known := t.chat(to)
	return known, known && c.Unreachable.IsZero()
}

// chatBook is programme.Chats.
type chatBook struct{ tx *tx }

// Language returns the chat's language, Bulgarian for one that is not known.
func (b chatBook) Language(id flows.PersonID) text.Language {
	c, ok := b.tx.chat(id)
	if !ok {
		return text.Bulgarian
	}
	return c.Language
}

// SetLanguage keeps the language that the person chose.
func (b chatBook) SetLanguage(id flows.PersonID, l text.Language) {
	if c, ok := b.tx.chat(id); ok {
		c.Language = l
		b.tx.putChat(id, c)
	}
}

// Reachable reports whether the person can be written to.
func (b chatBook) Reachable(id flows.PersonID) bool {
	c, ok := b.tx.chat(id)
	return ok && c.Unreachable.IsZero()
}

// Forget drops the chat as soon as what waits for it has left.
func (b chatBook) Forget(id flows.PersonID) {
	if c, ok := b.tx.chat(id); ok {
		c.Forget = true
		b.tx.putChat(id, c)
	}
}

// forgetIfDone drops a chat that is to be forgotten as soon as nothing is on its
// way to it any more, with the rows that will never leave.
func (t *tx) forgetIfDone(id flows.PersonID) {
	c, ok := t.chat(id)
	if !ok || !c.Forget || t.awaited(id) {
		return
	}
	for _, r := range t.rowsOf(id) {
		t.dropRow(r)
	}
	t.delete(telegram, be(uint64(c.Telegram)))
	for _, b := range []bucket{chats, sessions} {
		t.delete(b, personKey(id))
	}
	t.deleteUnder(names, personKey(id))
	t.deleteUnder(numbers, personKey(id))
}

// awaited reports whether something is on its way to the chat.
func (t *tx) awaited(id flows.PersonID) bool {
	return slices.ContainsFunc(t.rowsOf(id), func(r flows.Row) bool {
		return r.State == flows.Waiting || r.State == flows.InFlight
	})
}

// SetGroup tells which group of Telegram is the coordinators': the number in
// the configuration, 0 for none. A group that has become a supergroup since it
// was configured keeps its new number. Called before Recover.
func (s *Store) SetGroup(configured int64) error {
	return s.update(time.Time{}, func(t *tx) {
		if int64(number(t.in(meta).Get(keyGroupSet))) == configured {
			return
		}
		t.put(meta, keyGroupSet, be(uint64(configured)))
		t.setGroup(configured, &flows.Applied{})
	})
}

// migrate follows the group to its new number. All three signals of Telegram
// lead here, so it must not matter how often.
func (t *tx) migrate(m flows.Migration, out *flows.Applied) {
	if m.From != 0 && t.group() == m.From {
		t.setGroup(m.To, out)
	}
}

func (t *tx) group() int64 { return int64(number(t.in(meta).Get(keyGroup))) }

// setGroup makes the chat with the number the coordinators' group. The messages'
// numbers are those of another chat then: they are forgotten, and a change that
// waits for one is sent anew where it is needed.
func (t *tx) setGroup(chat int64, out *flows.Applied) {
	if t.group() == chat {
		return
	}
	t.put(meta, keyGroup, be(uint64(chat)))
	t.deleteUnder(names, personKey(flows.Group))
	t.deleteUnder(numbers, personKey(flows.Group))
	for _, r := range t.rowsOf(flows.Group) {
		if r.Edit == nil || r.Edit.Message == 0 || r.State != flows.Waiting {
			continue
		}
		t.withdraw(r, out)
		if r.Edit.Needed {
			r.Edit.Message = 0
			t.add(r, out)
		}
	}
}

// Chat returns Telegram's number of the person's chat, or of the group.
func (s *Store) Chat(id flows.PersonID) (chat int64, ok bool, err error) {
	err = s.view(func(t *tx) {
		if id == flows.Group {
			chat = t.group()
			ok = chat != 0
			return
		}
		c, known := t.chat(id)
		chat, ok = c.Telegram, known
	})
	return chat, ok, err
}
