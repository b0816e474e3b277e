package bot_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// jobs is a conversation that sets a job for each text, its kind, and tells
// what came of it.
func jobs(_ *programme.Tx, t *flows.Turn) {
	switch what := t.What.(type) {
	case flows.Text:
		t.Do(flows.Work{Kind: what.Text, Ref: t.Person.String()})
		t.Do(say(t, "begun"))
	case flows.Finished:
		t.Do(flows.Say{To: 1, HTML: strings.TrimSpace(fmt.Sprint(what.Kind, " ", string(what.Result), " ", what.Error))})
	}
}

func TestJobs(t *testing.T) {
	w := newWorld(t, jobs)
	runs := 0
	w.options.Workers = map[string]bot.Worker{
		"good": func(_ context.Context, j flows.Job) (any, error) { return "made " + j.Work.Ref, nil },
		"bad":  func(context.Context, flows.Job) (any, error) { return nil, errors.New("no paper") },
		"fall": func(context.Context, flows.Job) (any, error) { runs++; panic("fell") },
	}
	w.start()
	ana := w.person("Ана")
	for _, kind := range []string{"good", "bad", "fall", "strange"} {
		w.must(ana.Say(kind))
		w.settle()
	}
	w.sees(ana, "begun", `good "made 1"`, "begun", "bad  no paper", "begun", "fall  fell over", "begun", "strange  nobody does such jobs")
	if runs != 3 {
		t.Errorf("a job that falls over ran %d times, want 3", runs)
	}
	w.stop()
	w.start()
	w.settle()
	if runs != 3 {
		t.Error("a job that was put aside runs again")
	}
}

// fetching keeps each file that comes.
func fetching(tx *programme.Tx, t *flows.Turn) {
	switch what := t.What.(type) {
	case flows.Attachment:
		id := tx.NewFile()
		tx.Files.Put(id, programme.File{Kind: what.Kind, Remote: what.Remote, Size: what.Size, At: t.At})
		t.Do(flows.Work{Kind: programme.FetchJob, Ref: fmt.Sprint(id)})
	case flows.Finished:
		t.Do(flows.Say{To: 1, HTML: fmt.Sprint(what.Ref, string(what.Result), what.Error)})
	}
}

func TestFetch(t *testing.T) {
	w := newWorld(t, fetching)
	w.start()
	ana := w.person("Ана")
	data := bytes.Repeat([]byte("снимка "), 100_000)
	w.sim.Fail(simulator.Fault{Method: "getFile", Kind: simulator.ServerError})
	w.must(ana.SendFile("a.txt", "text/plain", data))
	w.wait("the file", func() bool { return len(texts(ana)) == 1 })
	r, err := w.store.ReadFile(1)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, data) {
		t.Errorf("%d bytes were kept, error %v", len(got), err)
	}
	w.must(ana.SendLargeFile("b.bin", "application/octet-stream", 21<<20))
	w.settle()
	w.sees(ana, fmt.Sprintf(`1{"size":%d}`, len(data)), "2too big: Telegram lets a bot fetch at most 20 MB")
}

// A fetch that cannot be made holds up no other work.
func TestWorkWhileTelegramIsAway(t *testing.T) {
	copied := make(chan bool, 1)
	w := newWorld(t, func(tx *programme.Tx, t *flows.Turn) {
		fetching(tx, t)
		if _, ok := t.What.(flows.Attachment); ok {
			t.Do(flows.Work{Kind: "copy"})
		}
	})
	w.options.Workers = map[string]bot.Worker{"copy": func(context.Context, flows.Job) (any, error) { copied <- true; return nil, nil }}
	w.sim.Fail(simulator.Fault{Method: "getFile", Kind: simulator.Hang})
	w.start()
	w.settle()
	ana := w.person("Ана")
	w.must(ana.SendFile("a.txt", "text/plain", []byte("данни")))
	w.wait("the request", func() bool { return w.sim.Faults() == 0 })
	if err := w.sim.Outage(true); err != nil {
		t.Fatal(err)
	}
	w.happens("the copy", copied)
	if err := w.sim.Outage(false); err != nil {
		t.Fatal(err)
	}
	w.wait("the file", func() bool { return slices.Contains(texts(ana), `1{"size":10}`) })
	w.settle()
}

// A run that is broken off because the program is to stop is no crash: the job
// is done in the end, however often that happens.
func TestJobIsBrokenOff(t *testing.T) {
	w := newWorld(t, jobs)
	begun, finish := make(chan bool), make(chan bool)
	w.options.Workers = map[string]bot.Worker{"slow": func(ctx context.Context, _ flows.Job) (any, error) {
		begun <- true
		select {
		case <-finish:
			return "done", nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}}
	w.start()
	ana := w.person("Ана")
	w.must(ana.Say("slow"))
	for range 5 {
		w.happens("a run", begun)
		w.stop()
		w.start()
	}
	w.happens("the last run", begun)
	close(finish)
	w.wait("the result", func() bool { return ana.Last().Text == `slow "done"` })
	w.settle()
}

// A picture that the program made goes as a photo with its caption, and while it is being
// made the chat for which it is made shows that.
func TestMadePicture(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	ana := flows.PersonID(1)
	w := newWorld(t, func(tx *programme.Tx, t *flows.Turn) {
		switch t.What.(type) {
		case flows.Text:
			tx.Files.Put(tx.NewFile(), programme.File{Kind: flows.Photo, Name: "колко.png", By: ana})
			t.Do(flows.Work{Kind: "draw", Ref: "1", Shown: &ana})
			t.Do(flows.Work{Kind: "silent"})
		case flows.Finished:
			if f, ok := tx.Files.Get(1); ok && !f.Kept {
				t.Do(flows.Say{To: 1, HTML: "Колко: <b>28 от 35</b>", File: programme.FileMade(tx, 1, f, int64(picture.Len()))})
			}
		}
	})
	nothing := func(context.Context, flows.Job) (any, error) { return nil, nil }
	w.options.Workers = map[string]bot.Worker{"silent": nothing, "draw": func(context.Context, flows.Job) (any, error) {
		return w.store.KeepFile(1, bytes.NewReader(picture.Bytes()))
	}}
	w.start()
	who := w.person("Ана")
	w.must(who.Say("нарисувай"))
	w.settle()
	if shown := w.sim.Sent("sendChatAction", who.ID()); len(shown) != 1 || shown[0].Text != "typing" {
		t.Errorf("%+v", shown)
	}
	sent := w.sim.Sent("sendPhoto", who.ID())
	if len(sent) != 1 || !bytes.Equal(sent[0].File.Data, picture.Bytes()) || sent[0].Text != "Колко: 28 от 35" {
		t.Errorf("%+v", sent)
	}
	if _, kept, err := w.store.File(1); kept || err != nil {
		t.Errorf("the picture is still in the database, error %v", err)
	}
}

func TestSendFile(t *testing.T) {
	w := newWorld(t, func(tx *programme.Tx, t *flows.Turn) {
		if _, ok := t.What.(flows.Finished); ok {
			tx.Files.Put(1, programme.File{Size: 10, Kept: true}) // as one that the program made
			t.Do(flows.Say{To: 1, HTML: "<b>Отчет", File: &flows.OutgoingFile{ID: 1, Name: "отчет.csv"}})
		}
		fetching(tx, t)
	})
	w.start()
	ana := w.person("Ана")
	w.must(ana.SendFile("a.txt", "text/plain", []byte("данни")))
	w.settle()
	sent := w.sim.Sent("sendDocument", ana.ID())
	if r, err := w.store.ReadFile(1); err != nil {
		t.Error(err)
	} else if left, err := io.ReadAll(r); err != nil || len(left) != 0 {
		t.Errorf("%d bytes of the sent file are still in the database, error %v", len(left), err)
	}
	if len(sent) != 1 || sent[0].File == nil || sent[0].File.Name != "отчет.csv" || string(sent[0].File.Data) != "данни" || sent[0].Text != "Отчет" {
		t.Errorf("%+v", sent)
	}
	if _, kept, err := w.store.File(1); kept || err != nil {
		t.Errorf("the record of a file that was sent is still there, error %v", err)
	}
	r, err := w.store.ReadFile(1)
	if err != nil {
		t.Fatal(err)
	}
	if left, err := io.ReadAll(r); len(left) != 0 || err != nil {
		t.Errorf("%d bytes of a file that was sent are left, error %v", len(left), err)
	}
}

// A file that nobody wants any more when it is made goes with the next sweep.
func TestStrayBytesAreSwept(t *testing.T) {
	w := newWorld(t, fetching)
	w.start()
	ana := w.person("Ана")
	w.must(ana.SendFile("a.txt", "text/plain", []byte("данни")))
	w.settle()
	if _, err := w.store.KeepFile(7, strings.NewReader("ничии")); err != nil {
		t.Fatal(err)
	}
	if deleted, err := w.store.Sweep(time.Now()); err != nil || !deleted {
		t.Fatalf("deleted %v, error %v", deleted, err)
	}
	for id, want := range map[flows.FileID]string{1: "данни", 7: ""} {
		r, err := w.store.ReadFile(id)
		if err != nil {
			t.Fatal(err)
		}
		if data, err := io.ReadAll(r); string(data) != want || err != nil {
			t.Errorf("of file %d there is %q, want %q, error %v", id, data, want, err)
		}
	}
}

func TestProfileIsSetOnce(t *testing.T) {
	w := newWorld(t, echo)
	w.options.Profiles = []bot.Profile{
		{Description: "Натиснете Start", Short: "Партньорства", Commands: []bot.Command{{Name: "menu", Description: "Меню"}}},
		{Language: "en", Description: "Press Start", Short: "Partnerships", Commands: []bot.Command{{Name: "menu", Description: "Menu"}}},
	}
	set := func() int {
		return w.sim.Count("setMyCommands") + w.sim.Count("setMyDescription") + w.sim.Count("setMyShortDescription")
	}
	asked := func() int { return w.sim.Count("getMyShortDescription") }
	w.start()
	w.wait("the last setting", func() bool { return set() == 6 })
	w.settle()
	w.stop()
	w.start()
	w.wait("the last question", func() bool { return asked() == 4 })
	w.stop()
	if set() != 6 {
		t.Errorf("%d settings, want 6 once", set())
	}
}
