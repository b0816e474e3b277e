package storage

import (
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

// forgetIfDone drops a chat that is to be forgotten and for which nothing
// waits any more.
func (t *tx) forgetIfDone(id flows.PersonID) {
	c, ok := t.chat(id)
	if !ok || !c.Forget {
		return
	}
	if k, _ := t.in(outbox).Cursor().Seek(personKey(id)); len(k) == 16 && number(k[:8]) == uint64(id) {
		return
	}
	t.delete(telegram, be(uint64(c.Telegram)))
	for _, b := range []bucket{chats, sessions} {
		t.delete(b, personKey(id))
	}
	t.deleteUnder(names, personKey(id))
	t.deleteUnder(numbers, personKey(id))
}

// SetGroup tells which group of Telegram is the coordinators': the number in
// the configuration, 0 for none. A group that has become a supergroup since it
// was configured keeps its new number.
func (s *Store) SetGroup(configured int64) error {
	return s.update(time.Time{}, func(t *tx) {
		if int64(number(t.in(meta).Get(keyGroupSet))) == configured {
			return
		}
		t.put(meta, keyGroupSet, be(uint64(configured)))
		t.put(meta, keyGroup, be(uint64(configured)))
	})
}

// migrate follows the group to its new number. All three signals of Telegram
// lead here, so it must not matter how often. The messages' numbers are those
// of the old group, so they are forgotten.
func (t *tx) migrate(m flows.Migration, out *flows.Applied) {
	if int64(number(t.in(meta).Get(keyGroup))) != m.From || m.From == 0 {
		return
	}
	t.put(meta, keyGroup, be(uint64(m.To)))
	t.deleteUnder(names, personKey(flows.Group))
	t.deleteUnder(numbers, personKey(flows.Group))
	t.unnumber(flows.Group, out)
}

// Chat returns Telegram's number of the person's chat, or of the group.
func (s *Store) Chat(id flows.PersonID) (chat int64, ok bool, err error) {
	err = s.view(func(t *tx) {
		if id == flows.Group {
			chat = int64(number(t.in(meta).Get(keyGroup)))
			ok = chat != 0
			return
		}
		c, known := t.chat(id)
		chat, ok = c.Telegram, known
	})
	return chat, ok, err
}
