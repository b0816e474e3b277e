package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

const (
	castKilled = 150 // people
	castKills  = 20
)

// TestKillBroadcast kills the real program (kill -9) again and again while it sends to
// many, and Telegram loses answers beside. Nobody gets it twice; of whoever did not get it
// the records say that it is not certain, and of whoever they call told it is true.
func TestKillBroadcast(t *testing.T) {
	if testing.Short() {
		t.Skip("kills the program again and again; not with -short")
	}
	program := buildProgram(t)
	telegram, config := startTelegram(t)
	defer telegram.Close()
	atNoon(t, config)
	path := filepath.Join(filepath.Dir(config), "partnerbot.db")
	var people []*simulator.Person
	for i := range castKilled {
		p := telegram.Person(simulator.Profile{First: "Ана", Last: fmt.Sprint("Пример", i), LanguageCode: "bg"})
		if _, err := p.Say("/start"); err != nil {
			t.Fatal(err)
		}
		people = append(people, p)
	}
	forgetUpdates(t, telegram)
	joinAll(t, path, people)
	id := castAt(t, path)
	telegram.Fail(simulator.Fault{Method: "sendMessage", Kind: simulator.CutAfter, Every: 29, Times: 3})
	telegram.Fail(simulator.Fault{Method: "sendMessage", Kind: simulator.Hang, Every: 61, Times: 2})

	k := &killer{t: t, program: program, config: config, telegram: telegram}
	k.start()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	finished := make(chan error, 1)
	go func() { // when nearly all have been tried
		finished <- telegram.Wait(ctx, func() bool { return telegram.Count("sendMessage") >= castKilled*9/10 })
	}()
	kills, err := k.killAtRandom(finished, killing{often: castKills, within: 8, moment: 20 * time.Millisecond, count: func() int {
		return telegram.Count("sendMessage")
	}})
	if err != nil {
		t.Error(err)
	}
	telegram.ClearFaults()
	for tries := 0; ; tries++ {
		k.stop()
		if castDone(t, path, id) {
			break
		}
		if tries == 40 {
			t.Logf("%d kills, %d requests", kills, telegram.Count("sendMessage"))
			compareCast(t, telegram, path, id, people)
			t.Fatal("it does not come to an end")
		}
		polls := telegram.Count("getUpdates")
		k.start()
		if err := telegram.Wait(ctx, func() bool { return telegram.Count("getUpdates") >= polls+2 }); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second) // what is due is looked at now; if that takes longer, the next try sees it
	}
	t.Logf("%d kills, %d requests", kills, telegram.Count("sendMessage"))
	if kills < castKills/2 {
		t.Errorf("it was over after %d kills", kills)
	}
	compareCast(t, telegram, path, id, people)
}

// atNoon moves the programme to where it is about noon.
func atNoon(t *testing.T, config string) {
	t.Helper()
	content, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	zone := fmt.Sprintf("Etc/GMT%+d", time.Now().UTC().Hour()-12) // west of Greenwich is plus there
	if strings.HasSuffix(zone, "+0") {
		zone = "Etc/GMT"
	}
	content = bytes.ReplaceAll(content, []byte(`"Europe/Sofia"`), fmt.Appendf(nil, "%q", zone))
	content = regexp.MustCompile(`(?m)^#? ?messages_per_second *=.*$`).ReplaceAll(content, []byte("messages_per_second = 30"))
	if err := os.WriteFile(config, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// castAt schedules a broadcast to everybody for now.
func castAt(t *testing.T, path string) (id programme.BroadcastID) {
	t.Helper()
	store, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	p := exampleProgramme(t)
	if _, err := store.Apply(flows.Batch{Now: time.Now(), Updates: []flows.Update{{}}}, func(tx *programme.Tx, turn *flows.Turn) {
		id = tx.NewBroadcast()
		b := programme.Broadcast{ID: id, Made: turn.At, Text: text.Pair{BG: "Новият срок е 12 март."}, Segment: programme.Segment{Any: []programme.Clause{{All: true}}}}
		b = programme.ScheduleBroadcast(tx, turn, p, b, turn.At)
		b.Goes = turn.At
		tx.Broadcasts.Put(id, b)
		turn.Do(flows.Schedule{Key: programme.BroadcastDue + "/" + id.String(), At: turn.At, Kind: programme.BroadcastDue, Ref: id.String()})
	}); err != nil {
		t.Fatal(err)
	}
	return id
}

func castDone(t *testing.T, path string, id programme.BroadcastID) (done bool) {
	t.Helper()
	store, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if err := store.View(func(tx *programme.Tx) error {
		b, _ := tx.Broadcasts.Get(id)
		done = b.State == programme.BroadcastDone
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return done
}

// compareCast holds what people have got against what the records say.
func compareCast(t *testing.T, telegram *simulator.Server, path string, id programme.BroadcastID, people []*simulator.Person) {
	t.Helper()
	for _, err := range storage.CheckAt(path) {
		t.Errorf("the database: %v", err)
	}
	got := map[int64]int{}
	for _, c := range telegram.Sent("sendMessage", 0) {
		if strings.HasPrefix(c.Text, "📣") {
			got[c.Chat]++
		}
	}
	store, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if err := store.View(func(tx *programme.Tx) error {
		t.Logf("in the records: %v", programme.ProgressOf(tx, id))
		for i, p := range people {
			r, ok := tx.Recipients.Get(programme.RecipientKey{Broadcast: id, Person: flows.PersonID(i + 1)})
			n := got[p.ID()]
			right := r.State == programme.RecipientSent && n == 1 || r.State == programme.RecipientUnconfirmed && n <= 1
			if !ok || !right {
				t.Errorf("%d got it %d times, the records say %q", i+1, n, r.State)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
