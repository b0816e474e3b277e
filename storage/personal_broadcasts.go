package storage

import (
	"bytes"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// ownBroadcasts are those that the person wrote or that name them.
func ownBroadcasts(t *tx, who person) [][]byte {
	var keys [][]byte
	each(t, broadcasts, func(k []byte, b programme.Broadcast) {
		if b.By == who.id || withoutName(b.Text, who) != b.Text {
			keys = append(keys, bytes.Clone(k))
		}
	})
	return keys
}

func withoutName(words text.Pair, who person) text.Pair {
	traces := who.record.Traces()
	return text.Pair{BG: traces.BlotOut(words.BG), EN: traces.BlotOut(words.EN)}
}

// eraseBroadcast keeps what was written, which is the programme's, without the person.
func eraseBroadcast(t *tx, who person, key []byte) {
	var b programme.Broadcast
	if !t.getJSON(broadcasts, key, &b) {
		return
	}
	if b.By == who.id {
		b.By = 0
	}
	b.Text = withoutName(b.Text, who)
	t.putJSON(broadcasts, key, b)
}

// ownBroadcast leaves of a broadcast what they may read who did not write it: the words,
// which everybody got.
func ownBroadcast(t *tx, who person, key []byte) any {
	var b programme.Broadcast
	t.getJSON(broadcasts, key, &b)
	if b.By != who.id {
		b.Segment, b.By = programme.Segment{}, 0
	}
	return b
}

// ownRecipients say which broadcasts went to the person.
func ownRecipients(t *tx, who person) [][]byte {
	var keys [][]byte
	t.keys(recipients, func(k, _ []byte) {
		if bytes.Equal(k[8:], personKey(who.id)) {
			keys = append(keys, bytes.Clone(k))
		}
	})
	return keys
}

func eraseRecipient(t *tx, _ person, key []byte) { t.recipients().Delete(parseRecipient(key)) }

// checkBroadcasts follows what broadcasts name. Whatever is said to be in the outbox is
// there, or is about to be heard of.
func (t *tx) checkBroadcasts(wrong func(string, ...any)) {
	each(t, broadcasts, func(k []byte, b programme.Broadcast) {
		if b.Active() && b.Text.Empty() {
			wrong("broadcast %d goes, and says nothing", number(k))
		}
	})
	waiting := map[string]bool{} // what is heard of a row that is there, or that has just gone
	for r := range t.rows() {
		if r.Say != nil && r.State != flows.Dead {
			waiting[r.Say.Report] = true
		}
	}
	each(t, due, func(_ []byte, s flows.Schedule) {
		if late, ok := (flows.Due{Kind: s.Kind, Ref: s.Ref}).Late(); ok {
			waiting[late.Report] = true
		}
	})
	each(t, recipients, func(k []byte, r programme.Recipient) {
		key := parseRecipient(k)
		of := key.Person
		if !t.has(broadcasts, k[:8]) || !t.has(chats, k[8:]) {
			wrong("broadcast %d goes to %d: one of them is not there", key.Broadcast, of)
		}
		if !t.has(reaching, t.recipients().index(key, r)) {
			wrong("broadcast %d is not found by how far it is with %d", key.Broadcast, of)
		}
		if r.State == programme.RecipientQueued && !waiting[programme.BroadcastReport(key, r)] {
			wrong("broadcast %d is said to be on its way to %d, and is not in the outbox", key.Broadcast, of)
		}
	})
	t.keys(reaching, func(k, _ []byte) {
		at := bytes.IndexByte(k[min(8, len(k)):], 0)
		if len(k) < 17 || at < 0 {
			wrong("the key %x of reaching cannot be read", k)
			return
		}
		key := append(bytes.Clone(k[:8]), k[len(k)-8:]...)
		var r programme.Recipient
		if !t.getJSON(recipients, key, &r) || !strings.HasPrefix(string(k[8:]), string(r.State)+"\x00") {
			wrong("reaching %x leads to no such recipient", k)
		}
	})
}
