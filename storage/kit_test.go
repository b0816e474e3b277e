package storage

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// start is when tests begin.
var start = time.Date(2026, 2, 2, 8, 0, 0, 0, time.UTC)

// world is a database with a clock, to which people write. It is checked and
// closed at the end of the test.
type world struct {
	*Store
	t    testing.TB
	path string
	now  time.Time
	last int64 // number of the last update
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, path: filepath.Join(t.TempDir(), "partnerbot.db"), now: start}
	w.Store = mustOpen(t, w.path)
	t.Cleanup(func() {
		w.clean()
		w.close()
	})
	return w
}

func mustOpen(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// clean holds the database against its own rules.
func (w *world) clean() {
	w.t.Helper()
	for _, wrong := range w.Check() {
		w.t.Errorf("database: %v", wrong)
	}
}

func (w *world) close() {
	w.t.Helper()
	if err := w.Close(); err != nil {
		w.t.Error(err)
	}
}

// restart closes the database and opens it again, and takes up what waits.
func (w *world) restart() []flows.Row {
	w.t.Helper()
	w.close()
	w.Store = mustOpen(w.t, w.path)
	rows, err := w.Recover()
	if err != nil {
		w.t.Fatal(err)
	}
	return rows
}

// apply applies a batch; its clock is the world's.
func (w *world) apply(b flows.Batch, talk programme.Conversation) flows.Applied {
	w.t.Helper()
	b.Now = w.now
	applied, err := w.Apply(b, talk)
	if err != nil {
		w.t.Fatal(err)
	}
	return applied
}

// outcome says what became of rows.
func (w *world) outcome(of ...flows.Outcome) flows.Applied {
	w.t.Helper()
	return w.apply(flows.Batch{Outcomes: of}, nil)
}

// update is the next update: what the user with Telegram's number does in their
// private chat.
func (w *world) update(user int64, what flows.What) flows.Update {
	w.last++
	return flows.Update{
		ID: w.last, Chat: user, User: user,
		Input: flows.Input{Update: w.last, Private: true, Language: "bg", What: what},
	}
}

// does lets a user do something, answered by effects, and returns what is left
// to be done.
func (w *world) does(user int64, what flows.What, effects ...flows.Effect) flows.Applied {
	w.t.Helper()
	return w.apply(flows.Batch{Updates: []flows.Update{w.update(user, what)}}, answering(effects...))
}

// joins makes a chat and returns its number.
func (w *world) joins(user int64) flows.PersonID {
	w.t.Helper()
	var who flows.PersonID
	w.apply(flows.Batch{Updates: []flows.Update{w.update(user, flows.Text{Text: "/start"})}}, func(_ *programme.Tx, t *flows.Turn) {
		who = t.Person
	})
	return who
}

// effects happen without anybody's doing, as those of a due row or a job.
func (w *world) effects(list ...flows.Effect) flows.Applied {
	w.t.Helper()
	return w.apply(flows.Batch{Updates: []flows.Update{{Input: flows.Input{What: flows.Started{}}}}}, answering(list...))
}

// answering is a conversation that always answers the same.
func answering(effects ...flows.Effect) programme.Conversation {
	return func(_ *programme.Tx, t *flows.Turn) { t.Effects = effects }
}

// records lets f change the records.
func (w *world) records(f func(tx *programme.Tx)) {
	w.t.Helper()
	err := w.Update(w.now, func(tx *programme.Tx) error {
		f(tx)
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// row reads a row of the outbox.
func (w *world) row(r flows.Row) (flows.Row, bool) {
	w.t.Helper()
	got, ok, err := w.Row(r.To(), r.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return got, ok
}

// count counts the entries of a bucket.
func (w *world) count(b bucket) (n int) {
	w.t.Helper()
	if err := w.view(func(t *tx) { n = t.in(b).Stats().KeyN }); err != nil {
		w.t.Fatal(err)
	}
	return n
}

// is fails the test unless the error is the wanted one.
func is(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got error %v, want %v", err, want)
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func write(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
