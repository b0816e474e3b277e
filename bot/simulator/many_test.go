package simulator

import (
	"encoding/json"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// TestManyAtOnce runs a bot that answers everything once over the wire while
// fifty people write and press side by side.
func TestManyAtOnce(t *testing.T) {
	w := newWorld(t, Options{})
	const each = 10
	var people []*Person
	for range 50 {
		p := w.Person(Profile{})
		taken(t)(p.Open(""))
		people = append(people, p)
	}
	var bot sync.WaitGroup
	bot.Go(func() { echo(w) })

	var wg sync.WaitGroup
	for _, p := range people {
		wg.Go(func() {
			for i := range each {
				if _, err := p.Say(strconv.Itoa(i)); err != nil {
					t.Error(err)
				}
				_, err := p.WaitMessage(t.Context(), func(m Message) bool { return m.Text == "ехо "+strconv.Itoa(i) })
				if err != nil {
					t.Error(err)
				}
				p.Toasts()
				w.Log()
			}
		})
	}
	wg.Wait()
	if err := w.WaitConfirmed(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		if n := len(p.Messages()); n != 2*(each+1) {
			t.Errorf("%d messages, want each answered once", n)
		}
	}
	if v := w.Violations(); v != nil {
		t.Error(v)
	}
	w.Close() // ends the poll, and with it the bot
	bot.Wait()
}

func echo(w *world) {
	for offset := 0; ; {
		r, _, err := w.post(w.Context(), "getUpdates", "application/x-www-form-urlencoded", strings.NewReader("timeout=50&offset="+strconv.Itoa(offset)))
		if err != nil {
			return
		}
		var list []struct {
			ID      int `json:"update_id"`
			Message struct {
				Text string
				Chat struct{ ID int64 }
			}
		}
		if err := json.Unmarshal(r.Result, &list); err != nil {
			w.Errorf("%v in %s %s", err, r.Result, r.Description)
			return
		}
		for _, u := range list {
			w.call("sendMessage", "chat_id="+itoa(u.Message.Chat.ID)+"&text=ехо "+u.Message.Text)
			offset = u.ID + 1
		}
	}
}
