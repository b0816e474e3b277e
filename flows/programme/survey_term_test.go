package programme_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// begunBy are organisations with a representative each: the first has begun, the second
// has sent, the third has begun and was accepted as it is.
func begunBy(tx *programme.Tx) (ids []programme.OrganisationID) {
	for n := range 3 {
		id := put(tx, programme.Organisation{Name: "Дунав", Kind: programme.NGO})
		member(tx, flows.PersonID(n+1), id, programme.InForce)
		r := programme.Response{Begun: noon, Answers: map[string]flows.Answer{"projects": said(1, 1, choice("no"))}}
		switch n {
		case 1:
			r.Sent = noon
		case 2:
			r.Accepted.At = noon
		}
		tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: id}, r)
		ids = append(ids, id)
	}
	return ids
}

// closing is small with a last day, and texts that people have agreed to.
func closing() *programme.Programme {
	p := *small
	p.Consent.Version = "1"
	p.Survey.Closes = noon.AddDate(0, 0, 5)
	return &p
}

// The coordinators' word holds, whatever the configuration says; who has begun is told
// when there is more time than they knew of; a decision that was not seen is not
// overruled.
func TestSetTerm(t *testing.T) {
	p := closing()
	records(t, func(tx *programme.Tx) {
		begunBy(tx)
		set := func(closes time.Time, seen int) (int, bool, []flows.Effect) {
			turn := &flows.Turn{Input: flows.Input{At: noon, Person: 9}}
			told, ok := programme.SetTerm(tx, turn, p, closes, seen)
			return told, ok, turn.Effects
		}
		in := func(days int) time.Time { return noon.AddDate(0, 0, days) }
		if told, ok, rows := set(noon, 0); told != 0 || !ok || len(rows) != 0 || !programme.SurveyClosed(tx, p) {
			t.Errorf("closed now: told %d, %v, %v", told, ok, rows)
		}
		if _, ok, _ := set(in(9), 0); ok || !programme.SurveyClosed(tx, p) {
			t.Error("a decision that was not seen was overruled")
		}
		told, ok, rows := set(in(9), 1)
		want := []flows.Effect{flows.Schedule{Key: "term/1", At: noon, Expires: in(9), Kind: programme.TermDue, Ref: "2", Person: 1}}
		if diff := cmp.Diff(want, rows); told != 1 || !ok || diff != "" {
			t.Errorf("opened again: told %d, %v (-want +got):\n%s", told, ok, diff)
		}
		if told, _, rows := set(in(7), 2); told != 0 || len(rows) != 0 {
			t.Errorf("less time: told %d, %v", told, rows)
		}
		p.Survey.Closes = in(30)
		if got := programme.SurveyForm(tx, p).Closes; !got.Equal(in(7)) {
			t.Errorf("it closes %s, want what was decided", got)
		}
	})
}

// Who has got something unasked today is told of more time tomorrow, and nobody is told
// of a decision that is not the newest, or that has nothing for them any more.
func TestTellTerm(t *testing.T) {
	p := closing()
	h := newHall(t, 5)
	h.joins(1, "Ана", 1)
	h.does(1, func(tx *programme.Tx, turn *flows.Turn) {
		tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: 1}, programme.Response{Begun: noon})
		programme.SetTerm(tx, turn, p, noon.AddDate(0, 0, 9), 0)
	})
	tell := func(days int, ref string) (told bool, rows []flows.Effect) {
		t.Helper()
		if err := h.store.Update(noon.AddDate(0, 0, days), func(tx *programme.Tx) error {
			turn := &flows.Turn{Input: flows.Input{At: tx.Now}}
			told, rows = programme.TellTerm(tx, turn, p, 1, ref), turn.Effects
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return told, rows
	}
	if told, _ := tell(1, "7"); told {
		t.Error("told of a decision that is not the newest")
	}
	if told, rows := tell(1, "1"); !told || len(rows) != 0 {
		t.Errorf("not told of more time, %v", rows)
	}
	if told, rows := tell(1, "1"); told || len(rows) != 1 {
		t.Errorf("told twice a day, or not tomorrow: %v", rows)
	}
	if told, _ := tell(9, "1"); told {
		t.Error("told when it is over")
	}
}

// What was begun can be accepted once and taken back; what was sent, or has no answer,
// cannot.
func TestAcceptResponse(t *testing.T) {
	p := closing()
	records(t, func(tx *programme.Tx) {
		ids := begunBy(tx)
		empty := put(tx, programme.Organisation{Name: "Искра", Kind: programme.NGO})
		tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: empty}, programme.Response{Begun: noon})
		d := programme.Decision{By: 9, At: noon}
		for i, c := range []struct {
			id           programme.OrganisationID
			accept, back bool
		}{{ids[0], true, true}, {ids[1], false, false}, {ids[2], false, true}, {empty, false, false}, {99, false, false}} {
			accepted := programme.AcceptResponse(tx, p, c.id, d)
			counted := len(programme.Count(tx, p).Where(programme.IsCounted))
			if accepted != c.accept || accepted && (programme.AcceptResponse(tx, p, c.id, d) || counted != 3) {
				t.Errorf("%d: accepted %v, %d counted", i, accepted, counted)
			}
			if back := programme.Unaccept(tx, p, c.id, d); back != c.back {
				t.Errorf("%d: taken back %v", i, back)
			}
		}
		if n := len(programme.Count(tx, p).Where(programme.IsCounted)); n != 1 {
			t.Errorf("%d are counted, want the one that was sent", n)
		}
	})
}
