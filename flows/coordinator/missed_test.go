package coordinator_test

import (
	"strings"
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

func (o *office) present(present bool) []flows.Row {
	o.t.Helper()
	return o.apply(flows.Update{ID: o.next(), Chat: groupChat, User: stefka, Input: flows.Input{What: flows.GroupChanged{Present: present}}})
}

// guesses has somebody try too many codes.
func (o *office) guesses() []flows.Row {
	o.t.Helper()
	out, err := o.store.Apply(flows.Batch{Now: o.now, Updates: []flows.Update{{ID: o.next(), Chat: 3003, User: 3003, Input: flows.Input{Private: true, What: flows.Text{}}}}},
		func(tx *programme.Tx, turn *flows.Turn) {
			if turn.Private {
				o.desk.Guessing(tx, turn)
				return
			}
			o.talk(tx, turn)
		})
	if err != nil {
		o.t.Fatal(err)
	}
	return out.Rows
}

const (
	whileAway    = "Докато не можех да пиша тук"
	someGuessed  = "Някой опитваше грешни кодове"
	mayNotKnow   = "Мария Иванова (Сдружение „Дунав“) може да не знае какво е решено"
	theirMistake = "човекът е спрял бота"
)

// untold has a decision that cannot reach its person, while the bot is out of the
// group; it returns whom it concerns.
func (o *office) untold(why flows.Result) programme.MembershipKey {
	o.t.Helper()
	key := o.member(2001, "Мария Иванова", o.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO}), programme.Proposed)
	told := to(o.press(on("yes", key)), key.Person)
	o.present(false)
	if rows := o.deliver(told, why); len(rows) > 0 {
		o.t.Errorf("said to a group that the bot is not in: %q", words(rows))
	}
	return key
}

// What the group could not be told it hears in one message when the bot is back,
// and only once.
func TestToldOnReturn(t *testing.T) {
	o := newOffice(t)
	o.untold(flows.Unreachable)
	o.guesses()
	o.guesses()
	rows := o.present(true)
	said := words(rows)
	if strings.Count(said, whileAway) != 1 || strings.Count(said, someGuessed) != 1 || strings.Count(said, mayNotKnow) != 1 || !strings.Contains(said, theirMistake) {
		t.Errorf("on return the group reads %q", said)
	}
	o.present(false) // before it has left
	if said = words(o.present(true)); strings.Count(said, mayNotKnow) != 1 {
		t.Errorf("the second time: %q", said)
	}
	for _, r := range o.said {
		if r.To() == flows.Group {
			o.deliver([]flows.Row{r}, flows.Sent)
		}
	}
	o.present(false)
	if said = words(o.present(true)); strings.Contains(said, whileAway) {
		t.Errorf("told already: %q", said)
	}
}

// A message that was on its way when the bot was removed is kept, too.
func TestLostOnTheWay(t *testing.T) {
	o := newOffice(t)
	alarm := o.guesses()
	o.deliver(alarm, flows.Unreachable)
	if said := words(o.present(true)); !strings.Contains(said, someGuessed) {
		t.Errorf("on return the group reads %q", said)
	}
}

// Before there is a group, what is meant for it waits.
func TestToldWhenTheGroupIsClaimed(t *testing.T) {
	o := newOffice(t)
	if err := o.store.SetGroup(0); err != nil {
		t.Fatal(err)
	}
	o.guesses()
	code, err := o.store.Claim("CODE")
	if err != nil {
		t.Fatal(err)
	}
	if said := words(o.apply(flows.Update{ID: o.next(), User: stefka, Stranger: &flows.Stranger{Chat: -200, Claim: code}})); !strings.Contains(said, someGuessed) {
		t.Errorf("the group reads %q", said)
	}
}

// Nothing is told that is no longer so.
func TestNotToldOnReturn(t *testing.T) {
	for name, c := range map[string]struct {
		why  flows.Result
		then func(*office, programme.MembershipKey)
	}{
		"who has come back": {flows.Unreachable, func(o *office, _ programme.MembershipKey) { o.private(2001, flows.Unblocked{}) }},
		"who was erased": {flows.Refused, func(o *office, key programme.MembershipKey) {
			o.records(func(tx *programme.Tx) {
				programme.Forget(tx, &flows.Turn{Input: flows.Input{At: tx.Now, Person: 1}}, small, key.Person)
			})
			o.private(2001, flows.Blocked{})
		}},
		"who was told of another decision": {flows.Refused, func(o *office, key programme.MembershipKey) {
			o.apply(flows.Update{Input: flows.Input{What: flows.Delivered{Report: "decided/" + ref(uint64(key.Person)) + "/" + ref(uint64(key.Organisation)), Result: flows.Sent}}})
		}},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			c.then(o, o.untold(c.why))
			if said := words(o.present(true)); strings.Contains(said, whileAway) {
				t.Errorf("the group reads %q", said)
			}
		})
	}
}
