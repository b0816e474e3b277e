package programme_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// merged approves person 1, who answered apart, and returns what the
// organisation's response has become.
func merged(t *testing.T, own, apart programme.Response) (r programme.Response, unsent bool) {
	t.Helper()
	records(t, func(tx *programme.Tx) {
		key := member(tx, 1, put(tx, programme.Organisation{Name: "А"}), programme.Proposed)
		to := programme.ResponseKey{Survey: "survey", Organisation: key.Organisation}
		from := to
		from.Applicant = 1
		if !own.Begun.IsZero() {
			tx.Responses.Put(to, own)
		}
		tx.Responses.Put(from, apart)
		v := programme.Approve(tx, small, key, first, "CODE")
		if !v.Changed {
			t.Fatalf("%+v", v)
		}
		if _, left := tx.Responses.Get(from); left {
			t.Error("the answers are still kept apart")
		}
		r, _ = tx.Responses.Get(to)
		unsent = v.Merged.Unsent
	})
	return r, unsent
}

func TestMergeIntoNothing(t *testing.T) {
	apart := programme.Response{
		Begun: noon, Sent: noon.Add(time.Hour), SentBy: 1, Resent: noon.Add(2 * time.Hour),
		Answers: map[string]flows.Answer{"projects": said(1, 1, choice("no")), "wish": {Draft: &flows.Value{Text: "още"}}},
	}
	r, unsent := merged(t, programme.Response{}, apart)
	if diff := cmp.Diff(apart, r); diff != "" || unsent {
		t.Errorf("unsent %v (-apart +merged):\n%s", unsent, diff)
	}
}

// Where both answered, the organisation's answer counts; the other one is
// history, and who gave it stays with it.
func TestMergeKeepsBoth(t *testing.T) {
	own := programme.Response{Begun: noon.Add(time.Minute), Answers: map[string]flows.Answer{
		"projects": said(2, 3, choice("yes")),
		"wish":     {Value: words("зала"), By: 2, At: noon.Add(9 * time.Minute), Version: 2, Attach: []flows.FileID{5}, History: []flows.Past{{Value: words("пари"), By: 2, At: noon.Add(6 * time.Minute)}}},
	}}
	earlier := said(1, 5, words("обучение"))
	earlier.Attach = []flows.FileID{6}
	apart := programme.Response{Begun: noon, Sent: noon.Add(time.Hour), SentBy: 1, Answers: map[string]flows.Answer{
		"projects": said(1, 2, choice("yes")), "which": said(1, 3, words("Мост")), "wish": earlier,
	}}
	r, unsent := merged(t, own, apart)
	if !unsent || !r.Sent.IsZero() {
		t.Errorf("sent %s, though nobody has seen both together", r.Sent)
	}
	if r.Begun != noon {
		t.Errorf("begun %s", r.Begun)
	}
	want := map[string]flows.Answer{
		"projects": {Value: choice("yes"), By: 2, At: noon.Add(3 * time.Minute), Version: 1, History: []flows.Past{{Value: choice("yes"), By: 1, At: noon.Add(2 * time.Minute)}}},
		"which":    said(1, 3, words("Мост")),
		"wish": {Value: words("зала"), By: 2, At: noon.Add(9 * time.Minute), Version: 2, Attach: []flows.FileID{5, 6}, History: []flows.Past{
			{Value: words("обучение"), By: 1, At: noon.Add(5 * time.Minute)}, {Value: words("пари"), By: 2, At: noon.Add(6 * time.Minute)},
		}},
	}
	if diff := cmp.Diff(want, r.Answers); diff != "" {
		t.Errorf("(-want +merged):\n%s", diff)
	}
}

func TestMergeSends(t *testing.T) {
	sent := noon.Add(time.Hour)
	same := programme.Response{Begun: noon, Answers: map[string]flows.Answer{"projects": said(2, 3, choice("no"))}}
	apart := programme.Response{Begun: noon, Sent: sent, SentBy: 1, Resent: sent, Answers: map[string]flows.Answer{
		"projects": said(1, 2, choice("no")), "wish": said(1, 4, words("зала")),
	}}
	if r, unsent := merged(t, same, apart); unsent || r.Sent != sent || r.SentBy != 1 {
		t.Errorf("a colleague had answered the same: sent %s by %d, unsent %v", r.Sent, r.SentBy, unsent)
	}
	before := noon.Add(-time.Hour)
	same.Sent, same.SentBy = before, 2
	r, unsent := merged(t, same, apart)
	if unsent || r.Sent != before || r.SentBy != 2 || r.Resent != noon {
		t.Errorf("the organisation had sent: sent %s by %d, changed %s, unsent %v", r.Sent, r.SentBy, r.Resent, unsent)
	}
	apart.Answers = map[string]flows.Answer{"projects": said(1, 2, choice("yes"))}
	if r, _ := merged(t, same, apart); !r.Resent.IsZero() {
		t.Error("nothing was added, and it counts as changed")
	}
}

// What the person is told depends on whether they had answers, and whether some
// gave way.
func TestMergeSaysWhatBecameOfThem(t *testing.T) {
	own := func(by flows.PersonID) programme.Response {
		return programme.Response{Begun: noon, Answers: map[string]flows.Answer{"projects": said(by, 3, choice("no"))}}
	}
	apart := func(c string) *programme.Response {
		return &programme.Response{Begun: noon, Answers: map[string]flows.Answer{"projects": said(1, 2, choice(c))}}
	}
	for name, c := range map[string]struct {
		own   programme.Response
		apart *programme.Response
		want  programme.Merged
	}{
		"nothing":         {own(2), nil, programme.Merged{}},
		"a draft":         {own(2), &programme.Response{Begun: noon, Answers: map[string]flows.Answer{"wish": {Draft: &flows.Value{Text: "още"}}}}, programme.Merged{}},
		"the same":        {own(2), apart("no"), programme.Merged{Answered: true}},
		"something else":  {own(2), apart("yes"), programme.Merged{Answered: true, GaveWay: true}},
		"nothing to meet": {programme.Response{}, apart("yes"), programme.Merged{Answered: true}},
		"its own":         {own(1), nil, programme.Merged{Answered: true}},
	} {
		records(t, func(tx *programme.Tx) {
			key := member(tx, 1, put(tx, programme.Organisation{Name: "А"}), programme.Proposed)
			to := programme.ResponseKey{Survey: "survey", Organisation: key.Organisation}
			if !c.own.Begun.IsZero() {
				tx.Responses.Put(to, c.own)
			}
			if to.Applicant = 1; c.apart != nil {
				tx.Responses.Put(to, *c.apart)
			}
			if v := programme.Approve(tx, small, key, first, "CODE"); v.Merged != c.want {
				t.Errorf("%s: %+v, want %+v", name, v.Merged, c.want)
			}
		})
	}
}

// An answer whose question has no point any more is void, as it would be had
// the organisation's answer been given by the same person.
func TestMergeVoids(t *testing.T) {
	own := programme.Response{Begun: noon, Answers: map[string]flows.Answer{"projects": said(2, 3, choice("no"))}}
	apart := programme.Response{Begun: noon, Answers: map[string]flows.Answer{"projects": said(1, 1, choice("yes")), "which": said(1, 2, words("Мост"))}}
	r, _ := merged(t, own, apart)
	a := r.Answers["which"]
	want := flows.Answer{By: 1, At: noon, Version: 2, Void: true, History: []flows.Past{{Value: words("Мост"), By: 1, At: noon.Add(2 * time.Minute)}}}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Errorf("(-want +merged):\n%s", diff)
	}
}

// A colleague's open question must not be overwritten without a word: its
// version moves on.
func TestMergeMovesTheVersion(t *testing.T) {
	own := programme.Response{Begun: noon, Answers: map[string]flows.Answer{"wish": {By: 2, At: noon, Version: 3, Void: true, Draft: &flows.Value{Text: "чернова"}}}}
	apart := programme.Response{Begun: noon, Answers: map[string]flows.Answer{"wish": said(1, 2, words("зала"))}}
	r, _ := merged(t, own, apart)
	if a := r.Answers["wish"]; a.Version <= 3 || !a.Counts() || a.Draft == nil {
		t.Errorf("%+v", a)
	}
}
