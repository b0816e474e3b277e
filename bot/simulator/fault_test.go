package simulator

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name     string
		fault    Fault
		status   int // 0: the connection ends
		holds    string
		accepted bool
	}{
		{"429", Fault{Kind: TooMany, RetryAfter: 7}, 429, `"parameters":{"retry_after":7}`, false},
		{"502", Fault{Kind: ServerError}, 502, "<html>", false},
		{"504", Fault{Kind: ServerError, Code: 504}, 504, "<html>", false},
		{"502 afterwards", Fault{Kind: ServerErrorAfter}, 502, "<html>", true},
		{"cut before", Fault{Kind: CutBefore}, 0, "", false},
		{"cut after", Fault{Kind: CutAfter}, 0, "", true},
		{"refused", Fault{Kind: Refuse, Description: "Bad Request: WHATEVER"}, 400, "WHATEVER", false},
		{"slow", Fault{Kind: Slow, Delay: time.Millisecond}, 200, `"ok":true`, true},
		{"slow answer", Fault{Kind: SlowAnswer, Delay: time.Millisecond}, 200, `"ok":true`, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, Options{})
			c.fault.Method = "sendMessage"
			w.Fail(c.fault)
			w.must("getMe", "") // another method is not hit
			send := func() (int, string, http.Header) {
				resp, err := http.Post(w.URL()+"/bot"+w.Token()+"/sendMessage", "application/x-www-form-urlencoded",
					strings.NewReader("text=a&chat_id="+itoa(w.ana.ID())))
				if err != nil {
					return 0, "", nil
				}
				defer resp.Body.Close()
				b, _ := io.ReadAll(resp.Body)
				return resp.StatusCode, string(b), resp.Header
			}
			status, body, header := send()
			if status != c.status || !strings.Contains(body, c.holds) {
				t.Errorf("%d %s, want %d with %q", status, body, c.status, c.holds)
			}
			if status == 429 && header.Get("Retry-After") != "7" {
				t.Error("no header Retry-After")
			}
			log := w.Sent("sendMessage", w.ana.ID())
			if (len(log) == 1) != c.accepted {
				t.Errorf("%d accepted", len(log))
			}
			if c.accepted && log[0].Lost != (c.status != 200) {
				t.Errorf("lost is %v", log[0].Lost)
			}
			if status, body, _ := send(); status != 200 {
				t.Errorf("the next: %d %s", status, body)
			}
		})
	}
}

func TestFaultsAreCounted(t *testing.T) {
	w := newWorld(t, Options{})
	chat := "text=a&chat_id=" + itoa(w.ana.ID())
	w.Fail(Fault{Chat: w.ana.ID(), Skip: 1, Times: 2, Kind: TooMany})
	for i, ok := range []bool{true, false, false, true} {
		if r := w.call("sendMessage", chat); r.OK != ok {
			t.Errorf("request %d: %v", i+1, r.OK)
		}
	}
	if n := len(w.Refused()); n != 2 || w.Faults() != 0 || w.Count("sendMessage") != 4 {
		t.Errorf("%d refused, %d faults, %d requests", n, w.Faults(), w.Count("sendMessage"))
	}
	w.Fail(Fault{Method: "*", Times: -1, Kind: ServerError})
	if _, _, err := w.post(t.Context(), "getUpdates", "text/plain", bytes.NewReader(nil)); err == nil {
		t.Error("getUpdates goes well")
	}
	w.ClearFaults()
	w.updates(0)
}

func TestHangAndOutage(t *testing.T) {
	w := newWorld(t, Options{})
	w.Fail(Fault{Kind: Hang, Times: -1})
	done := make(chan error, 1)
	go func() {
		_, _, err := w.post(context.Background(), "getMe", "text/plain", nil)
		done <- err
	}()
	if err := w.Wait(t.Context(), func() bool { return w.Count("getMe") == 1 }); err != nil {
		t.Fatal(err)
	}
	w.ClearFaults()
	if err := <-done; err == nil {
		t.Error("a hanging request is answered")
	}
	url := w.URL()
	if err := w.Outage(true); err != nil {
		t.Fatal(err)
	}
	if resp, err := http.Get(url); err == nil {
		resp.Body.Close()
		t.Error("connected during an outage")
	}
	if err := w.Outage(false); err != nil {
		t.Fatal(err)
	}
	if w.URL() != url {
		t.Errorf("came back at %s", w.URL())
	}
	w.must("getMe", "")
}

func TestLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l limits
		person, group := &chat{id: 1, person: &Person{}}, &chat{id: -1}
		through := func(c *chat, tries int) (n int) {
			for range tries {
				if l.take(c, time.Now(), true) == 0 {
					n++
				}
			}
			return n
		}
		if n := through(person, 10); n != 3 {
			t.Errorf("%d at once in a private chat, want a burst of 3", n)
		}
		if wait := l.take(person, time.Now(), true); wait != 1 {
			t.Errorf("retry after %d", wait)
		}
		time.Sleep(time.Second)
		if n := through(person, 10); n != 1 {
			t.Errorf("%d in the next second, want 1", n)
		}
		time.Sleep(time.Minute)
		if n := through(group, 100); n != 20 {
			t.Errorf("%d in a group, want 20", n)
		}
		time.Sleep(time.Minute)
		all := 0
		for i := range 100 {
			all += through(&chat{id: int64(i + 10), person: &Person{}}, 1)
		}
		if all != 30 {
			t.Errorf("%d at once to different people, want 30", all)
		}
	})
	w := newWorld(t, Options{Limits: true})
	chat := "text=a&chat_id=" + itoa(w.ana.ID())
	var last reply
	for range 4 {
		last = w.call("sendMessage", chat)
	}
	w.refused(last, 429, "Too Many Requests: retry after 1")
	if last.Parameters.RetryAfter != 1 {
		t.Error("no retry_after")
	}
}

func TestWaiting(t *testing.T) {
	w := newWorld(t, Options{})
	got := make(chan Message, 1)
	go func() {
		m, _ := w.ana.WaitMessage(context.Background(), func(m Message) bool { return m.HasButton("Да") })
		got <- m
	}()
	w.send(w.ana.ID(), "a", "")
	w.send(w.ana.ID(), "b", yes)
	if m := <-got; m.Text != "b" {
		t.Errorf("%+v", m)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := w.WaitConfirmed(ctx); err == nil {
		t.Error("nobody polls, and everything is confirmed")
	}
}
