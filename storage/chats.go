package storage

import (
	"slices"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// chatRow is what is known of a private chat before and beside the person:
// the one place where Telegram's number stands.
type chatRow struct {
	Telegram    int64         `json:"telegram"`
	Language    text.Language `json:"language"`
	Unreachable time.Time     `json:"unreachable,omitzero"` // since when the person has blocked the bot
	Forget      bool          `json:"forget,omitempty"`     // goes when its last message has left
	Unopened    bool          `json:"unopened,omitempty"`   // known from the coordinators' group only: cannot be written to
}

// chat reads a chat. It is asked for at each turn, several times, so the
// transaction remembers it.
func (t *tx) chat(id flows.PersonID) (chatRow, bool) {
	if c, ok := t.chats[id]; ok {
		return c, true
	}
	var c chatRow
	if !t.getJSON(chats, personKey(id), &c) {
		return c, false
	}
	t.remember(id, c)
	return c, true
}

func (t *tx) remember(id flows.PersonID, c chatRow) {
	if t.chats == nil {
		t.chats = map[flows.PersonID]chatRow{}
	}
	t.chats[id] = c
}

func (t *tx) putChat(id flows.PersonID, c chatRow) {
	t.putJSON(chats, personKey(id), c)
	t.remember(id, c)
}

// resolve returns the person behind Telegram's number. Who is not known gets a
// chat, if make says so; unopened, if they are known from the group only.
func (t *tx) resolve(user int64, language string, make, unopened bool) (flows.PersonID, bool) {
	key := be(uint64(user))
	if id := t.in(telegram).Get(key); id != nil {
		return flows.PersonID(number(id)), true
	}
	if !make {
		return 0, false
	}
	id := flows.PersonID(t.next(chats))
	t.putChat(id, chatRow{Telegram: user, Language: text.FromTelegram(language), Unopened: unopened})
	t.put(telegram, key, personKey(id))
	return id, true
}

// standing says whether a chat is known, and whether it can be written to: of
// the group that becomes known when it is tried.
func (t *tx) standing(to flows.PersonID) (known, reachable bool) {
	if to == flows.Group {
		chat, usable := t.group()
		return chat != 0, usable
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
	if id == flows.Group {
		_, usable := b.tx.group()
		return usable
	}
	c, ok := b.tx.chat(id)
	return ok && c.Unreachable.IsZero() && !c.Unopened
}

// Known reports whether there is such a chat.
func (b chatBook) Known(id flows.PersonID) bool {
	_, ok := b.tx.chat(id)
	return ok
}

// Filling returns the form that the person has open.
func (b chatBook) Filling(id flows.PersonID) (form, subject string) {
	var s flows.Session
	b.tx.getJSON(sessions, personKey(id), &s)
	return s.Form, s.Subject
}

// Erase implements programme.Chats.
func (b chatBook) Erase(id flows.PersonID) programme.Erased { return b.tx.erase(id) }

// EmptySession implements programme.Chats.
func (b chatBook) EmptySession(id flows.PersonID) { b.tx.delete(sessions, personKey(id)) }

// Spoken implements programme.Chats.
func (b chatBook) Spoken(id flows.PersonID) []programme.Spoken {
	return b.tx.speaking(func(of flows.PersonID) bool { return of == id })
}

// SpokenOfGone implements programme.Chats.
func (b chatBook) SpokenOfGone() []programme.Spoken {
	return b.tx.speaking(func(of flows.PersonID) bool { return !b.tx.has(chats, personKey(of)) })
}

// Held implements programme.Chats.
func (b chatBook) Held(id flows.PersonID) []programme.Held { return b.tx.held(id) }

// Forget drops the chat as soon as what waits for it has left.
func (b chatBook) Forget(id flows.PersonID) { b.tx.forget(id) }

func (t *tx) forget(id flows.PersonID) {
	if c, ok := t.chat(id); ok {
		c.Forget = true
		t.putChat(id, c)
		t.leaving = append(t.leaving, id)
	}
}

// forgetIfDone drops a chat that is to be forgotten as soon as nothing is on its
// way to it any more, with the rows that will never leave.
func (t *tx) forgetIfDone(id flows.PersonID, out *flows.Applied) {
	c, ok := t.chat(id)
	if !ok || !c.Forget || t.awaited(id) {
		return
	}
	for _, k := range ownThreads(t, person{id: id}) {
		t.delete(threads, k)
	}
	for _, k := range ownDue(t, person{id: id}) {
		eraseDue(t, person{}, k)
	}
	for _, r := range t.rowsOf(id) {
		t.dropRow(r)
	}
	t.delete(telegram, be(uint64(c.Telegram)))
	for _, b := range []bucket{chats, sessions} {
		t.delete(b, personKey(id))
	}
	delete(t.chats, id)
	t.deleteUnder(names, personKey(id))
	t.deleteUnder(numbers, personKey(id))
	t.deleteUnder(spoken, personKey(id))
	t.deleteUnder(drafts, personKey(id))
	t.compactLater(out)
}

// awaited reports whether something is on its way to the chat.
func (t *tx) awaited(id flows.PersonID) bool {
	return slices.ContainsFunc(t.rowsOf(id), func(r flows.Row) bool {
		return r.State == flows.Waiting || r.State == flows.InFlight
	})
}

// Chat returns Telegram's number of the person's chat, or of the group; false
// where there is none, or the bot is not in it.
func (s *Store) Chat(id flows.PersonID) (chat int64, ok bool, err error) {
	err = s.view(func(t *tx) {
		if id == flows.Group {
			chat, ok = t.group()
			return
		}
		c, known := t.chat(id)
		chat, ok = c.Telegram, known
	})
	return chat, ok, err
}
