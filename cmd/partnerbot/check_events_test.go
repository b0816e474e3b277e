package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

// workshop is a folder with a configuration that has events, and its database.
type workshop struct {
	*testing.T
	config string
	data   string
	at     time.Time

	updates int64 // of Telegram, so far
}

func newWorkshop(t *testing.T, configuration string) *workshop {
	t.Helper()
	dir := t.TempDir()
	w := &workshop{T: t, config: filepath.Join(dir, "config.toml"), data: filepath.Join(dir, "data.db"), at: time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC)}
	if err := os.WriteFile(w.config, []byte(configuration), 0o600); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *workshop) settings() Settings {
	w.Helper()
	data, err := os.ReadFile(w.config)
	if err != nil {
		w.Fatal(err)
	}
	s, err := parseSettings(w.config, data, "", wants{})
	if err != nil {
		w.Fatal(err)
	}
	return s
}

// records changes the database, which is closed afterwards.
func (w *workshop) records(f func(*programme.Tx)) {
	w.Helper()
	store, err := storage.Open(w.data, storage.Options{})
	if err != nil {
		w.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	if err := store.Update(w.at, func(tx *programme.Tx) error { f(tx); return nil }); err != nil {
		w.Fatal(err)
	}
}

// says is what the command prints, in English.
func (w *workshop) says(args ...string) string {
	w.Helper()
	var out, errors bytes.Buffer
	code := run(environment{
		Context: context.Background(), in: strings.NewReader(""), out: &out, errors: &errors,
		getenv: func(name string) string { return map[string]string{"LANG": "en_GB.UTF-8"}[name] },
		now:    func() time.Time { return w.at },
	}, append(args, "--config", w.config))
	if code != exitOK || errors.Len() > 0 {
		w.Fatalf("%v ends with %d: %s", args, code, errors.String())
	}
	return out.String()
}

func TestCheckEvents(t *testing.T) {
	w := newWorkshop(t, small+events)
	expect := func(what string, lines ...string) {
		t.Helper()
		got := w.says("check")
		for _, line := range lines {
			if !strings.Contains(got, line) {
				t.Errorf("%s: %q is not said in\n%s", what, line, got)
			}
		}
	}
	expect("no data yet", "There are no data yet. When it is first started, the bot will add 2 events")
	if _, err := os.Stat(w.data); !os.IsNotExist(err) {
		t.Errorf("the database was made: %v", err)
	}
	s := w.settings()
	w.records(func(tx *programme.Tx) {
		programme.AddPlanned(tx, &s.Programme, func(string) string { return "CODE" })
	})
	before, err := os.ReadFile(w.data)
	if err != nil {
		t.Fatal(err)
	}
	expect("as planned", "The data have 2 events, as the settings do.")
	if after, err := os.ReadFile(w.data); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the database was changed: %v", err)
	}
	w.records(func(tx *programme.Tx) {
		e, _ := tx.Events.Get("meeting")
		e.Code, e.Own, e.Title = "meet-ruse", true, text.Pair{BG: "Девета среща"}
		tx.Events.Put(e.Code, e)
	})
	expect("one of the coordinators’", "The data have 2 events, as the settings do.\nFrom their group the coordinators have added 1 event more:\n  meet-ruse: “Девета среща”, ")
	w.records(func(tx *programme.Tx) {
		tx.Events.Delete("meet-ruse")
		zone := s.Programme.Location
		e, _ := tx.Events.Get("first_day")
		e.Start, e.End = programme.NewMoment(2027, 3, 25, 9, 30, zone), programme.NewMoment(2027, 3, 25, 17, 0, zone)
		e.Seats, e.Map, e.Closes = 40, nil, time.Time{}
		e.Title.BG = "Нов ден"
		e.Materials = e.Materials[:1]
		tx.Events.Put(e.Code, e)
		e.Cancelled = w.at
		e.Title.BG = "Друго"
		tx.Events.Put("other", e)
		tx.Events.Delete("meeting")
	})
	expect("changed",
		"The events in the data and in",
		"first_day\n    – title: „Нов ден“, in the settings „Първи ден“\n    – map: differs\n",
		"    – start: 2027-03-25T09:30:00, in the settings 2027-03-18T09:30:00\n",
		"    – material: differs\n    – seats: 40, in the settings 35\n",
		"    – closes: nothing, in the settings 2027-03-16\n",
		"meeting\n    – will be added to the data at the next start\n",
		"other\n    – only in the data: “First day”, 2027-03-25\n",
	)
	w.records(func(tx *programme.Tx) {
		tx.Events.Delete("other")
		e, _ := tx.Events.Get("first_day")
		e.Plan, e.Cancelled = s.Programme.Events[0], w.at
		tx.Events.Put(e.Code, e)
	})
	w.records(func(tx *programme.Tx) {
		zone := s.Programme.Location
		tx.Terms.Put(s.Programme.Survey.Name, programme.SurveyTerm{Closes: time.Date(2027, 3, 11, 0, 0, 0, 0, zone), At: w.at})
	})
	expect("the survey's time", "The survey: the time that the coordinators set on 2027-03-01 holds, until\n2027-03-11 00:00.")
	expect("called off", "first_day\n    – called off on 2027-03-01\n")

	store, err := storage.Open(w.data, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	expect("held", "The events were not compared with the data, since the bot is running.")
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}
