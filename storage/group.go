package storage

import (
	"crypto/subtle"
	"time"

	"partnerbot/flows"
)

// The coordinators' group: which one of Telegram's it is, whether the bot can
// write there, and the groups of strangers that the bot has to leave.

// SetGroup tells which group of Telegram is the coordinators': the number in
// the configuration, 0 for none. A group that has become a supergroup since it
// was configured keeps its new number; one that was claimed stays while none is
// configured.
func (s *Store) SetGroup(configured int64) error {
	return s.update(time.Time{}, func(t *tx) {
		if int64(number(t.in(meta).Get(keyGroupSet))) == configured {
			return
		}
		t.put(meta, keyGroupSet, be(uint64(configured)))
		t.setGroup(configured, &flows.Applied{})
	})
}

// setGroup makes the chat with the number the coordinators' group. The messages'
// numbers are those of another chat then.
func (t *tx) setGroup(chat int64, out *flows.Applied) {
	if old, _ := t.group(); old == chat {
		return
	}
	t.put(meta, keyGroup, be(uint64(chat)))
	t.delete(meta, keyGroupOff)
	t.delete(meta, keyGreeted)
	t.forgetNumbers(flows.Group, out)
}

// forgetNumbers forgets Telegram's numbers of the messages in a chat, where they
// mean others now. A change that waits for one is sent anew where it is needed.
func (t *tx) forgetNumbers(to flows.PersonID, out *flows.Applied) {
	t.deleteUnder(names, personKey(to))
	t.deleteUnder(numbers, personKey(to))
	t.deleteUnder(spoken, personKey(to))
	for _, r := range t.rowsOf(to) {
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

// group returns Telegram's number of the coordinators' group, 0 for none, and
// whether the bot can write there, as far as it knows.
func (t *tx) group() (chat int64, usable bool) {
	chat = int64(number(t.in(meta).Get(keyGroup)))
	return chat, chat != 0 && t.in(meta).Get(keyGroupOff) == nil
}

// Group returns the coordinators' group, 0 for none, and whether the bot can write
// there, as far as it knows.
func (s *Store) Group() (chat int64, usable bool, err error) {
	err = s.view(func(t *tx) { chat, usable = t.group() })
	return chat, usable, err
}

// groupChanged notes what happened to the bot in the group; it completes what
// the conversation is told.
func (t *tx) groupChanged(g flows.GroupChanged, out *flows.Applied) flows.GroupChanged {
	out.Group = true
	if !g.Present {
		t.unreachable(flows.Group, t.now, 0, out)
		return g
	}
	_, usable := t.group()
	g.Returned = !usable || t.in(meta).Get(keyGreeted) == nil
	t.delete(meta, keyGroupOff)
	t.put(meta, keyGreeted, be(1))
	t.unpark(flows.Group, out)
	return g
}

// migrate follows the group to its new number. All three signals of Telegram
// lead here, so it must not matter how often; false where nothing changed. The
// messages' numbers are those of the old group, so they are forgotten.
func (t *tx) migrate(m flows.Migration, out *flows.Applied) bool {
	if int64(number(t.in(meta).Get(keyGroup))) != m.From || m.From == 0 {
		return false
	}
	t.setGroup(m.To, out)
	return true
}

// stranger notes a group that is not the coordinators', or makes it theirs where
// the code is right and there is none yet.
func (t *tx) stranger(s flows.Stranger, out *flows.Applied) (claimed bool) {
	key := be(uint64(s.Chat))
	known := t.in(strangers).Get(key)
	if s.Gone {
		t.delete(strangers, key)
		return false
	}
	code := t.in(meta).Get(keyClaim)
	if chat, _ := t.group(); chat == 0 && len(code) > 0 && subtle.ConstantTimeCompare(code, []byte(s.Claim)) == 1 {
		t.setGroup(s.Chat, out)
		t.put(meta, keyGreeted, be(1))
		t.delete(meta, keyClaim)
		t.delete(strangers, key)
		out.Group = true
		return true
	}
	if known == nil {
		t.put(strangers, key, be(seconds(t.now)))
		out.Strangers = true
	}
	return false
}

// Claim returns the code with which a group can be made the coordinators',
// keeping newCode where there is none yet; "" while there is a group.
func (s *Store) Claim(newCode string) (code string, err error) {
	err = s.update(time.Time{}, func(t *tx) {
		if chat, _ := t.group(); chat != 0 {
			t.delete(meta, keyClaim)
			return
		}
		code = string(t.in(meta).Get(keyClaim))
		if code == "" {
			code = newCode
			t.put(meta, keyClaim, []byte(code))
		}
	})
	return code, err
}

// claimTime is how long a stranger's group may still become the coordinators':
// Telegram tells first that the bot was added, then of the link's code.
const claimTime = 2 * time.Minute

// Strangers lists the groups to leave by now.
func (s *Store) Strangers(now time.Time) (chats []int64, err error) {
	err = s.view(func(t *tx) {
		ours, _ := t.group()
		c := t.in(strangers).Cursor()
		for k, v := c.First(); k != nil; k, v = c.Next() {
			if ours != 0 || number(v)+uint64(claimTime/time.Second) <= seconds(now) {
				chats = append(chats, int64(number(k)))
			}
		}
	})
	return chats, err
}

// LeftStranger notes that a stranger's group was left.
func (s *Store) LeftStranger(chat int64) error {
	return s.update(time.Time{}, func(t *tx) { t.delete(strangers, be(uint64(chat))) })
}
