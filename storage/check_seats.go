package storage

import (
	"bytes"
	"fmt"

	"partnerbot/flows/programme"
)

// checkSeats follows what registrations and what hangs on them name, and that no more
// seats are promised than there are: a shortened event may have more, which it had
// promised before.
func (t *tx) checkSeats(wrong func(string, ...any)) {
	each(t, events, func(k []byte, e programme.Event) {
		if e.Start.IsZero() || e.End.At.Before(e.Start.At) {
			wrong("event %s does not say when it is", k)
		}
	})
	each(t, registrations, func(k []byte, r programme.Registration) {
		of := fmt.Sprintf("registration %d", number(k))
		if !t.has(events, []byte(r.Event)) || !t.has(organisations, be(uint64(r.Organisation))) {
			wrong("%s: event %s or organisation %d is not there", of, r.Event, r.Organisation)
		}
		if !t.has(registered, append(byEvent(r.Event), k...)) || r.By != 0 && string(t.in(holders).Get(append(personKey(r.By), k...))) != r.Event {
			wrong("%s is not found by its event and by who answers", of)
		}
		t.checkGiver(of, r.By, wrong)
		for _, answers := range r.Forms() {
			t.checkAnswers(of, answers, wrong)
		}
	})
	t.keys(registered, func(k, _ []byte) {
		var r programme.Registration
		if !t.getJSON(registrations, k[len(k)-8:], &r) || !bytes.Equal(byEvent(r.Event), k[:len(k)-8]) {
			wrong("registered %x leads nowhere", k)
		}
	})
	t.keys(holders, func(k, _ []byte) {
		var r programme.Registration
		if !t.getJSON(registrations, k[8:], &r) || uint64(r.By) != number(k[:8]) {
			wrong("holders %x leads nowhere", k)
		}
	})
	each(t, calls, func(k []byte, _ programme.Call) {
		if len(k) < 9 || !t.has(registrations, k[:8]) {
			wrong("call %x is about a registration that is not there", k)
		}
	})
	each(t, outreach, func(k []byte, _ programme.Outreach) {
		if len(k) < 9 || !t.has(organisations, k[:8]) {
			wrong("outreach %x is about an organisation that is not there", k)
		}
	})
	each(t, rounds, func([]byte, programme.Round) {})
	each(t, certificates, func(k []byte, c programme.Certificate) {
		if !t.has(registrations, be(uint64(c.Registration))) {
			wrong("certificate %d is of a registration that is not there", number(k))
		}
		t.checkGiver(fmt.Sprintf("certificate %d", number(k)), c.By, wrong)
	})
	t.keys(unasked, func(k, _ []byte) {
		if !t.has(chats, k) {
			wrong("unasked: chat %d is not there", number(k))
		}
	})
}
