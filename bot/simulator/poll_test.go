package simulator

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func ids(list []json.RawMessage) []int {
	var out []int
	for _, raw := range list {
		out = append(out, updateID(raw))
	}
	return out
}

func TestOffsets(t *testing.T) {
	w := newWorld(t, Options{})
	for _, text := range []string{"a", "b", "c"} {
		taken(t)(w.ana.Say(text))
	}
	all := ids(w.updates(0))
	if len(all) != 4 || all[3] != all[0]+3 {
		t.Fatalf("updates %v, want four in a row", all)
	}
	for _, c := range []struct {
		name   string
		offset int
		want   []int
	}{
		{"from 1 nothing is confirmed", 1, all},
		{"the second confirms the first", all[1], all[1:]},
		{"a lower one brings nothing back", all[0], all[1:]},
		{"10 past the tail confirms all", all[3] + 11, nil},
	} {
		if got := ids(w.updates(c.offset)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	taken(t)(w.ana.Say("d"))
	if got := ids(w.updates(all[3] + 13)); !slices.Equal(got, []int{all[3] + 1}) {
		t.Errorf("an offset in the future gives %v, want the head of the queue", got)
	}
	taken(t)(w.ana.Say("e"))
	if got := ids(w.updates(-1)); !slices.Equal(got, []int{all[3] + 2}) {
		t.Errorf("offset -1 gives %v, want the last one only", got)
	}
}

func TestRestartedIDs(t *testing.T) {
	w := newWorld(t, Options{})
	last := updateID(w.updates(0)[0])
	w.updates(last + 1)
	w.RestartIDs(77)
	taken(t)(w.ana.Say("a"))
	if got := ids(w.updates(last + 1)); !slices.Equal(got, []int{77}) {
		t.Fatalf("with the old offset %v, want 77", got)
	}
	if got := ids(w.updates(78)); len(got) != 0 {
		t.Errorf("78 leaves %v", got)
	}
}

func TestDeliverTwiceAndAgain(t *testing.T) {
	w := newWorld(t, Options{})
	first := updateID(w.updates(0)[0])
	w.updates(first + 1)
	w.DeliverTwice(true)
	taken(t)(w.ana.Say("a"))
	for i, want := range [][]int{{first + 1}, {first + 1}, nil} {
		if got := ids(w.updates(first + 2)); !slices.Equal(got, want) {
			t.Errorf("poll %d gives %v, want %v", i+1, got, want)
		}
	}
	w.DeliverTwice(false)
	if err := w.Redeliver(first); err != nil {
		t.Fatal(err)
	}
	if got := ids(w.updates(first + 2)); !slices.Equal(got, []int{first}) {
		t.Errorf("redelivered: %v, want %d", got, first)
	}
	again, err := w.Repeat(first)
	if err != nil || again != first+2 {
		t.Fatalf("repeat: %d %v", again, err)
	}
	raw, err := w.PushRaw(`{"message": {"date": "yesterday"}}`)
	if err != nil {
		t.Fatal(err)
	}
	got := w.updates(first + 2)
	if !slices.Equal(ids(got), []int{again, raw}) || !strings.Contains(string(got[1]), `"date":"yesterday"`) {
		t.Errorf("%s", got)
	}
	for _, wrong := range []string{"", "[]", "{}", "{"} {
		if _, err := w.PushRaw(wrong); err == nil {
			t.Errorf("PushRaw(%q) is accepted", wrong)
		}
	}
}

func TestAllowedUpdates(t *testing.T) {
	w := newWorld(t, Options{})
	w.must("getUpdates", `allowed_updates=["callback_query","nonsense"]`)
	taken(t)(w.ana.Say("not asked for"))
	w.must("getUpdates", "allowed_updates=null")
	if w.AllowedUpdates("message") || !w.AllowedUpdates("callback_query") {
		t.Error("null changed the list")
	}
	w.must("getUpdates", "allowed_updates=[]")
	if !w.AllowedUpdates("message") || w.AllowedUpdates("chat_member") {
		t.Error("an empty list is not the usual one")
	}
	if got := w.updates(0); len(got) != 1 {
		t.Errorf("%d updates, want only the first /start", len(got))
	}
}

func TestRetention(t *testing.T) {
	w := newWorld(t, Options{})
	w.send(w.ana.ID(), "?", `{"inline_keyboard":[[{"text":"Да","callback_data":"y"}]]}`)
	taken(t)(w.ana.Tap("Да"))
	if w.Pending() != 2 {
		t.Fatalf("%d pending, want /start and the press", w.Pending())
	}
	w.clock.add(150 * time.Second)
	if w.Pending() != 1 {
		t.Errorf("%d pending after 150 s, want only /start", w.Pending())
	}
	w.clock.add(24 * time.Hour)
	if got := w.updates(0); len(got) != 0 {
		t.Errorf("%d updates after a day", len(got))
	}
}

// parked starts a long poll and returns when it waits.
func parked(w *world, ctx context.Context, offset string) <-chan reply {
	w.Helper()
	w.mu.Lock()
	before := w.queue.parked
	w.mu.Unlock()
	out := make(chan reply, 1)
	go func() {
		r, _, err := w.post(ctx, "getUpdates", "application/x-www-form-urlencoded", strings.NewReader("timeout=50&offset="+offset))
		if err != nil {
			r.Description = "cut"
		}
		out <- r
	}()
	err := w.Wait(w.Context(), func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.queue.parked != nil && w.queue.parked != before
	})
	if err != nil {
		w.Fatal(err)
	}
	return out
}

func TestLongPoll(t *testing.T) {
	w := newWorld(t, Options{})
	next := itoa(int64(updateID(w.updates(0)[0]) + 1))
	poll := parked(w, t.Context(), next)
	if err := w.WaitConfirmed(t.Context()); err != nil {
		t.Fatal(err)
	}
	taken(t)(w.ana.Say("a"))
	if r := <-poll; !r.OK || !strings.Contains(string(r.Result), `"text":"a"`) {
		t.Errorf("the poll gets %s %s", r.Result, r.Description)
	}
}

func TestClientGoesAway(t *testing.T) {
	w := newWorld(t, Options{})
	next := itoa(int64(updateID(w.updates(0)[0]) + 1))
	ctx, cancel := context.WithCancel(t.Context())
	poll := parked(w, ctx, next)
	cancel()
	<-poll
	err := w.Wait(t.Context(), func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.queue.parked == nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTwoPollers(t *testing.T) {
	w := newWorld(t, Options{})
	next := itoa(int64(updateID(w.updates(0)[0]) + 1))
	older := parked(w, t.Context(), next)
	newer := parked(w, t.Context(), next)
	w.refused(<-older, 409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")
	taken(t)(w.ana.Say("a"))
	if r := <-newer; !r.OK {
		t.Errorf("the newer one gets %s", r.Description)
	}
}

// TestPollTimes needs no network: the handler runs under a fake clock.
func TestPollTimes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		poll := func(args ...arg) (time.Duration, *refusal) {
			start := time.Now()
			q := &query{endpoint: s.methods["getupdates"], args: args, ctx: t.Context()}
			_, f := getUpdates(s, q, nil)
			return time.Since(start), f
		}
		if d, _ := poll(arg{"offset", "1"}); d != 0 {
			t.Errorf("a short poll took %v", d)
		}
		if d, _ := poll(arg{"offset", "1"}); d != 3*time.Second {
			t.Errorf("the same again at once took %v, want 3 s", d)
		}
		if d, _ := poll(arg{"offset", "2"}, arg{"timeout", "100"}); d != 50*time.Second {
			t.Errorf("a long poll took %v, want 50 s", d)
		}
		// The first conflict is told at once, the next within 3 s only after 3 s.
		for i, want := range []time.Duration{0, 3 * time.Second} {
			older := make(chan bool)
			go func() {
				_, f := poll(arg{"offset", "3"}, arg{"timeout", "50"})
				if f == nil || f.code != 409 {
					t.Errorf("the older poll gets %+v", f)
				}
				older <- true
			}()
			synctest.Wait()
			start := time.Now()
			go poll(arg{"offset", "4"}, arg{"timeout", "1"})
			<-older
			if d := time.Since(start); d != want {
				t.Errorf("conflict %d is told after %v, want %v", i+1, d, want)
			}
			synctest.Wait()
			s.mu.Lock()
			s.queue.lastOffset, s.queue.parked = 0, nil
			s.mu.Unlock()
		}
		time.Sleep(time.Minute)
	})
}

func TestTokens(t *testing.T) {
	w := newWorld(t, Options{})
	for _, c := range []struct {
		path string
		code int
		text string
	}{
		{"/bot" + w.Token() + "/getMe", 200, ""},
		{"/bot" + w.Token() + "/GETME", 200, ""},
		{"/bot" + w.Token() + "/sendDice", 404, "Not Found: method not found"},
		{"/bot1234567890:other/getMe", 404, "Not Found"},
		{"/botnonsense/getMe", 401, "Unauthorized: invalid token specified"},
		{"/bot0123:abc/getMe", 401, "Unauthorized: invalid token specified"},
		{"/other", 404, "Not Found"},
		{"/bot" + w.Token(), 404, "Not Found"},
	} {
		resp, err := http.Get(w.URL() + c.path)
		if err != nil {
			t.Fatal(err)
		}
		var r reply
		if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != c.code || r.Description != c.text {
			t.Errorf("%s: %d %q, want %d %q", c.path, resp.StatusCode, r.Description, c.code, c.text)
		}
	}
	w.Revoke(true)
	w.refused(w.call("getMe", ""), 401, "Unauthorized")
}

// A poll can be ended before its time; the next one waits again.
func TestEndPoll(t *testing.T) {
	w := newWorld(t, Options{})
	w.updates(w.LastUpdate() + 1)
	got := make(chan string, 1)
	go func() { got <- string(w.call("getUpdates", "timeout=50&offset="+itoa(int64(w.LastUpdate()+1))).Result) }()
	if err := w.WaitConfirmed(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.EndPoll()
	select {
	case list := <-got:
		if list != "[]" {
			t.Errorf("it brought %s", list)
		}
	case <-time.After(10 * time.Second):
		t.Error("the poll goes on")
	}
	w.EndPoll() // none waits
}
