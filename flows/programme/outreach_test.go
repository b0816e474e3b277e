package programme_test

import (
	"slices"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// Who has to be called about joining and about the survey, and for how long somebody is
// left alone who was spoken to.
func TestOutreach(t *testing.T) {
	h := newHall(t, 5)
	h.joins(1, "Ана", 1)
	h.does(1, func(tx *programme.Tx, _ *flows.Turn) {
		put(tx, programme.Organisation{Name: "Община", Kind: programme.Municipality})
		put(tx, programme.Organisation{Name: "Нова", Kind: programme.NGO, Standing: programme.Proposed})
	})
	p := *seated
	at := func(days int) (got []string) {
		t.Helper()
		if err := h.store.View(func(tx *programme.Tx) error {
			then := *tx
			then.Now = noon.AddDate(0, 0, days)
			for _, r := range programme.OutreachList(&then, &p) {
				got = append(got, string(r.Why)+" "+r.Name)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return got
	}
	want := func(when string, days int, all ...string) {
		t.Helper()
		if got := at(days); !slices.Equal(got, all) {
			t.Errorf("%s: %v, want %v", when, got, all)
		}
	}
	call := func(id programme.OrganisationID, why programme.OutreachWhy, said string, counts bool) {
		t.Helper()
		h.does(1, func(tx *programme.Tx, turn *flows.Turn) {
			if got := programme.Reached(tx, turn, &p, programme.OutreachKey{Organisation: id, Why: why}, said); got != counts {
				t.Errorf("%s to %d about %s: %v", said, id, why, got)
			}
		})
	}
	want("at first", 0, "join Вит", "join Лом", "survey Дунав")
	call(3, programme.OutreachJoin, programme.SaidNoAnswer, true)
	want("no answer: last of its kind", 0, "join Лом", "join Вит", "survey Дунав")
	call(3, programme.OutreachJoin, programme.SaidYes, true)
	call(3, programme.OutreachJoin, programme.SaidNoAnswer, false) // by another coordinator
	call(2, programme.OutreachSurvey, programme.SaidYes, false)    // it has not even joined
	want("spoken to", 4, "join Лом", "survey Дунав")
	want("five days later", 5, "join Вит", "join Лом", "survey Дунав")
	h.does(1, func(tx *programme.Tx, _ *flows.Turn) {
		tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: 1}, programme.Response{Begun: noon, Sent: noon})
	})
	want("the survey was sent", 5, "join Вит", "join Лом")
	p.Survey.Closes = noon.Add(time.Hour)
	want("the survey is closed", 5, "join Вит", "join Лом")
}
