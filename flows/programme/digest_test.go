package programme

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"partnerbot/flows"
)

func sofia(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Sofia")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func morningDigest(t testing.TB) *Programme {
	return &Programme{Location: sofia(t), Digest: 8*time.Hour + 45*time.Minute}
}

// The next digest is at the configured time of the wall clock, on a working day, also
// over a weekend on which the clock changes (28 March 2027).
func TestNextDigest(t *testing.T) {
	p := morningDigest(t)
	for _, c := range []struct{ now, want string }{
		{"2027-03-01 08:44", "2027-03-01 08:45"},
		{"2027-03-01 08:45", "2027-03-02 08:45"},
		{"2027-03-05 10:00", "2027-03-08 08:45"}, // Friday
		{"2027-03-26 10:00", "2027-03-29 08:45"},
		{"2027-10-29 10:00", "2027-11-01 08:45"},
		{"2027-12-31 23:00", "2028-01-04 08:45"}, // 1 January is a Saturday
	} {
		now := wall(t, p, c.now)
		if got := p.NextDigest(now).In(p.Location).Format("2006-01-02 15:04"); got != c.want {
			t.Errorf("after %s comes %s, want %s", c.now, got, c.want)
		}
	}
}

func wall(t testing.TB, p *Programme, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, p.Location)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestNextDigestAlways(t *testing.T) {
	p := morningDigest(t)
	rapid.Check(t, func(rt *rapid.T) {
		now := time.Unix(rapid.Int64Range(1.7e9, 2.0e9).Draw(rt, "now"), 0)
		p.Digest = time.Duration(rapid.IntRange(6*60, 11*60).Draw(rt, "minutes")) * time.Minute
		at := p.NextDigest(now)
		local := at.In(p.Location)
		if !at.After(now) || at.Sub(now) > 7*24*time.Hour || !workday(local) || local.Hour()*60+local.Minute() != int(p.Digest/time.Minute) {
			rt.Errorf("after %s comes %s", now.In(p.Location), local)
		}
	})
}

// Which digest is said: one a day, on working days, in the morning.
func TestTakesDigest(t *testing.T) {
	p := morningDigest(t)
	ref := p.DigestRef()
	for _, c := range []struct {
		what, now, last, ref string
		want                 bool
	}{
		{"on time", "2027-03-01 08:45", "", ref, true},
		{"the day after", "2027-03-02 08:45", "2027-03-01", ref, true},
		{"twice a day", "2027-03-01 09:00", "2027-03-01", ref, false},
		{"late, in the morning", "2027-03-01 11:59", "", ref, true},
		{"too late", "2027-03-01 12:00", "", ref, false},
		{"Friday's, on Saturday", "2027-03-06 08:45", "", ref, false},
		{"of another time of day", "2027-03-01 08:45", "", "540", false},
	} {
		if got := p.TakesDigest(c.ref, Digest{Day: c.last}, wall(t, p, c.now)); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
	p.Digest = 0
	if p.TakesDigest("", Digest{}, wall(t, p, "2027-03-01 08:45")) {
		t.Error("there is none, and it is said")
	}
}

// Only what is new, or waits, is worth a digest: targets that are not reached are not.
func TestWorth(t *testing.T) {
	same := DigestNumbers{Joined: 3, Sent: 2}
	for what, c := range map[string]struct {
		b    Briefing
		want bool
	}{
		"nothing":                   {Briefing{Before: same, Now: same}, false},
		"something new":             {Briefing{Before: same, Now: DigestNumbers{Joined: 4, Sent: 2}}, true},
		"somebody has left":         {Briefing{Before: same, Now: DigestNumbers{Joined: 2, Sent: 2}}, true},
		"an event today":            {Briefing{Today: []Event{{}}}, true},
		"a request":                 {Briefing{Approval: 1}, true},
		"an idea":                   {Briefing{Ideas: 1}, true},
		"an old question":           {Briefing{Old: []Thread{{}}}, true},
		"one more to call":          {Briefing{Before: DigestNumbers{Calls: 1}, Now: DigestNumbers{Calls: 2}}, true},
		"one less to call":          {Briefing{Before: DigestNumbers{Calls: 2}, Now: DigestNumbers{Calls: 1}}, false},
		"something is wrong":        {Briefing{Troubles: []Trouble{TroubleAside}}, true},
		"what waits just as it did": {Briefing{Ideas: 1, Waited: DigestWaits{Ideas: 1}}, false},
		"… and was said a week ago": {Briefing{Ideas: 1, Waited: DigestWaits{Ideas: 1}, LongAgo: true}, true},
		"more waits":                {Briefing{Ideas: 2, Waited: DigestWaits{Ideas: 1}}, true},
		"less waits":                {Briefing{Ideas: 1, Waited: DigestWaits{Ideas: 2}}, true},
	} {
		if got := c.b.Worth(); got != c.want {
			t.Errorf("%s: %v", what, got)
		}
	}
}

// What is wrong, by how long it lasts.
func TestTroubles(t *testing.T) {
	now := time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC)
	ago := func(d time.Duration) Backlog { return Backlog{Count: 1, Since: now.Add(-d)} }
	for what, c := range map[string]struct {
		h     Health
		stuck []flows.Row
		want  Trouble
	}{
		"well":                 {Health{LastPoll: now, People: ago(14 * time.Minute), Due: ago(14 * time.Minute), Jobs: ago(29 * time.Minute), Copied: Copy{At: now.Add(-70 * time.Hour)}}, nil, ""},
		"no copy yet":          {Health{}, nil, ""},
		"fetching":             {Health{LastPoll: now.Add(-time.Hour)}, nil, TroubleBehind},
		"messages wait":        {Health{People: ago(16 * time.Minute)}, nil, TroubleOutbox},
		"rows wait":            {Health{Due: ago(16 * time.Minute)}, nil, TroubleDue},
		"jobs wait":            {Health{Jobs: ago(31 * time.Minute)}, nil, TroubleJobs},
		"jobs fall over":       {Health{Jobs: ago(0), Fallen: 1}, nil, TroubleJobs},
		"copies are old":       {Health{Copied: Copy{At: now.Add(-51 * time.Hour)}}, nil, TroubleCopy},
		"something put aside":  {Health{Aside: 1}, nil, TroubleAside},
		"a message in doubt":   {Health{}, []flows.Row{{State: flows.Unconfirmed}}, TroubleUnconfirmed},
		"a message is refused": {Health{}, []flows.Row{{State: flows.Dead}}, TroubleRefused},
	} {
		got := c.h.Troubles(now, c.stuck)
		if c.want == "" && len(got) > 0 || c.want != "" && (len(got) != 1 || got[0] != c.want) {
			t.Errorf("%s: %v", what, got)
		}
	}
}

// An alert comes five days before, on a working day, in working hours.
func TestAlertAt(t *testing.T) {
	p := morningDigest(t)
	for start, want := range map[string]string{
		"2027-04-06 10:00": "2027-04-01 10:00", // Tuesday: the Thursday before
		"2027-04-15 10:00": "2027-04-09 10:00", // Thursday: Saturday, so Friday
		"2027-04-16 10:00": "2027-04-09 10:00", // Friday: Sunday, so Friday
	} {
		at := wall(t, p, start)
		e := Event{Plan: Plan{Start: NewMoment(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), p.Location)}}
		if got := p.alertAt(e).In(p.Location).Format("2006-01-02 15:04"); got != want {
			t.Errorf("before %s: %s, want %s", start, got, want)
		}
	}
	for now, want := range map[string]string{
		"2027-04-01 08:59": "2027-04-01 09:00", "2027-04-01 09:00": "2027-04-01 09:00", "2027-04-01 17:59": "2027-04-01 17:59",
		"2027-04-01 18:00": "2027-04-02 09:00", "2027-04-02 20:00": "2027-04-05 09:00", "2027-04-03 12:00": "2027-04-05 09:00",
	} {
		if got := p.AtWork(wall(t, p, now)).In(p.Location).Format("2006-01-02 15:04"); got != want {
			t.Errorf("from %s: %s, want %s", now, got, want)
		}
	}
}
