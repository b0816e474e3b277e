package bot_test

import (
	"errors"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

func TestQuestionPressAnswer(t *testing.T) {
	w := newWorld(t, func(_ *programme.Tx, t *flows.Turn) {
		switch what := t.What.(type) {
		case flows.Command:
			t.Do(flows.Say{To: t.Person, HTML: "<b>Въпрос</b>", Name: "q", Buttons: [][]flows.Button{{{Text: "Да", Data: "yes"}}}})
		case flows.Press:
			t.Do(flows.Toast{Text: "записано"})
			t.Do(flows.Edit{To: t.Person, Message: t.Message, HTML: what.Text + ": да"})
			t.Do(say(t, "Благодаря"))
		}
	})
	w.start()
	ana := w.person("Ана")
	w.must(ana.Open("CODE"))
	w.settle()
	w.sees(ana, "Въпрос")
	w.must(ana.Tap("Да"))
	w.settle()
	w.sees(ana, "Въпрос: да", "Благодаря")
	if toasts := ana.Toasts(); len(toasts) != 1 || toasts[0].Text != "записано" {
		t.Errorf("toasts %+v", toasts)
	}
}

// What becomes of one message when its request goes wrong in each way, for both
// promises: what the person sees in the end, and how many requests took effect.
func TestOutcomes(t *testing.T) {
	cut := simulator.Fault{Method: "sendMessage", Kind: simulator.CutAfter}
	for _, c := range []struct {
		name   string
		html   string
		fault  simulator.Fault
		once   bool
		sees   []string
		effect int // requests that took effect
	}{
		{"well", "A", simulator.Fault{Method: "getFile"}, false, []string{"A", "end"}, 2},
		{"well, once", "A", simulator.Fault{Method: "getFile"}, true, []string{"A", "end"}, 2},
		{"cut after", "A", cut, false, []string{"A", "A", "end"}, 3},
		{"cut after, once", "A", cut, true, []string{"A", "end"}, 2},
		{"cut before, once", "A", simulator.Fault{Method: "sendMessage", Kind: simulator.CutBefore}, true, []string{"end"}, 1},
		{"502 after", "A", simulator.Fault{Method: "sendMessage", Kind: simulator.ServerErrorAfter}, false, []string{"A", "A", "end"}, 3},
		{"502 after, once", "A", simulator.Fault{Method: "sendMessage", Kind: simulator.ServerErrorAfter}, true, []string{"A", "end"}, 2},
		{"429", "A", simulator.Fault{Method: "sendMessage", Kind: simulator.TooMany, RetryAfter: 1}, false, []string{"A", "end"}, 2},
		{"429, once", "A", simulator.Fault{Method: "sendMessage", Kind: simulator.TooMany, RetryAfter: 1}, true, []string{"A", "end"}, 2},
		{"bad markup", "<b>A", simulator.Fault{Method: "getFile"}, false, []string{"A", "end"}, 2},
		{"bad markup, once", "<b>A", simulator.Fault{Method: "getFile"}, true, []string{"A", "end"}, 2},
		{"refused", "A", simulator.Fault{Method: "sendMessage", Kind: simulator.Refuse, Description: "Bad Request: message is too long"}, false, []string{"end"}, 1},
		{"refused, once", "A", simulator.Fault{Method: "sendMessage", Kind: simulator.Refuse, Description: "Bad Request: message is too long"}, true, []string{"end"}, 1},
		{"lost three times", "A", simulator.Fault{Method: "sendMessage", Kind: simulator.CutAfter, Times: 3}, false, []string{"A", "A", "A", "end"}, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, onText(func(t *flows.Turn, text string) {
				first := say(t, c.html)
				if c.once {
					first.Promise, first.Key = flows.Once, "k"
				}
				t.Do(first)
				t.Do(say(t, "end"))
			}))
			w.sim.Fail(c.fault)
			w.start()
			ana := w.person("Ана")
			w.must(ana.Say("go"))
			w.wait("the end", func() bool { return ana.Last().Text == "end" })
			w.settle()
			w.sees(ana, c.sees...)
			w.stop()
			w.start() // and nothing of it comes again
			w.must(ana.Say("go"))
			w.wait("the second end", func() bool { n := texts(ana); return len(n) > len(c.sees) && n[len(n)-1] == "end" })
			w.settle()
			want := c.effect + 2
			if c.once || c.name == "refused" {
				want = c.effect + 1 // the key is known
			}
			if c.name == "refused" {
				want = c.effect + 2
			}
			if n := w.attempts("sendMessage", ana); n != want {
				t.Errorf("%d requests took effect, want %d", n, want)
			}
		})
	}
}

func TestNotWritten(t *testing.T) {
	for name, promise := range map[string]flows.Promise{"at least once": flows.AtLeastOnce, "once": flows.Once} {
		t.Run(name, func(t *testing.T) {
			var w *world
			w = newWorld(t, onText(func(t *flows.Turn, text string) {
				if text == "go" {
					if err := w.sim.Outage(true); err != nil {
						panic(err)
					}
				}
				t.Do(flows.Say{To: t.Person, HTML: "A", Promise: promise, Key: "k" + text})
				t.Do(say(t, "B"))
			}))
			w.start()
			ana := w.person("Ана")
			w.must(ana.Say("go"))
			w.logged("cannot be reached")
			if err := w.sim.Outage(false); err != nil {
				t.Fatal(err)
			}
			w.wait("B", func() bool { return ana.Last().Text == "B" })
			w.settle()
			w.sees(ana, "A", "B")
		})
	}
}

func TestBlocked(t *testing.T) {
	w := newWorld(t, onText(func(t *flows.Turn, text string) {
		t.Do(flows.Say{To: t.Person, HTML: "once " + text, Promise: flows.Once, Key: text})
		t.Do(say(t, "answer "+text))
	}))
	w.start()
	ana := w.person("Ана")
	w.must(ana.Say("1"))
	w.settle()
	w.sim.Fail(simulator.Fault{Method: "sendMessage", Times: 2, Kind: simulator.Refuse, Code: 403, Description: "Forbidden: bot was blocked by the user"})
	w.must(ana.Say("2"))
	w.settle()
	w.sees(ana, "once 1", "answer 1") // the second is parked, its answer dropped
	if err := ana.Block(); err != nil {
		t.Fatal(err)
	}
	w.settle()
	if err := ana.Unblock(); err != nil {
		t.Fatal(err)
	}
	w.wait("what was parked", func() bool { return ana.Last().Text == "once 2" })
	w.settle()
	w.sees(ana, "once 1", "answer 1", "once 2")
}

func TestRevokedTokenEndsTheProgram(t *testing.T) {
	w := newWorld(t, echo)
	w.start()
	ana := w.person("Ана")
	w.must(ana.Say("1"))
	w.settle()
	w.sim.Revoke(true)
	w.must(ana.Say("2")) // ends the long poll, so that the next is refused
	if err := <-w.ended; !errors.Is(err, bot.ErrUnauthorized) {
		t.Errorf("Run returned %v", err)
	}
	w.ended <- nil
}

func TestEdits(t *testing.T) {
	w := newWorld(t, onText(func(t *flows.Turn, text string) {
		switch text {
		case "ask":
			t.Do(flows.Say{To: t.Person, HTML: "Q", Name: "q", Buttons: [][]flows.Button{{{Text: "Да", Data: "y"}}}})
		case "early": // the number of the message is not committed, or not even known, yet
			t.Do(flows.Say{To: t.Person, HTML: "E", Name: "e"})
			t.Do(flows.Edit{To: t.Person, Name: "e", HTML: "E edited"})
		case "same":
			t.Do(flows.Edit{To: t.Person, Name: "q", HTML: "Q", Buttons: [][]flows.Button{{{Text: "Да", Data: "y"}}}})
		case "buttons":
			t.Do(flows.Edit{To: t.Person, Name: "q"})
		case "needed":
			t.Do(flows.Edit{To: t.Person, Name: "q", HTML: "Q2", Needed: true})
		case "not needed":
			t.Do(flows.Edit{To: t.Person, Name: "q", HTML: "Q3"})
		case "never":
			t.Do(flows.Edit{To: t.Person, Name: "nothing", HTML: "?"})
		}
		if text != "ask" && text != "early" {
			t.Do(say(t, "after "+text))
		}
	}))
	w.start()
	ana := w.person("Ана")
	act := func(text string, want ...string) {
		t.Helper()
		w.must(ana.Say(text))
		w.settle()
		w.sees(ana, want...)
	}
	act("ask", "Q")
	act("same", "Q", "after same")
	act("buttons", "Q", "after same", "after buttons")
	if m := ana.Messages()[1]; len(m.Buttons) != 0 {
		t.Errorf("the buttons are still there: %+v", m.Buttons)
	}
	ana.ClearHistory()
	act("not needed", "after not needed")
	act("needed", "after not needed", "Q2", "after needed")
	act("not needed", "after not needed", "Q3", "after needed", "after not needed")
	ana.ClearHistory()
	act("early", "E edited")
	act("never", "E edited", "after never")
}

func TestTwoChatsToldToWait(t *testing.T) {
	w := newWorld(t, onText(func(t *flows.Turn, text string) { t.Do(say(t, text)) }))
	w.start()
	people := []*simulator.Person{w.person("Ана"), w.person("Борис"), w.person("Вера")}
	for _, p := range people[:2] {
		w.sim.Fail(simulator.Fault{Method: "sendMessage", Chat: p.ID(), Kind: simulator.TooMany, RetryAfter: 2})
		w.must(p.Say("x"))
	}
	w.wait("two refusals", func() bool { return len(w.sim.Refused()) == 2 })
	told := w.sim.Refused()[1].Arrived
	w.must(people[2].Say("y"))
	w.wait("everybody's answer", func() bool {
		return people[0].Last().Text == "x" && people[1].Last().Text == "x" && people[2].Last().Text == "y"
	})
	for _, c := range w.sim.Sent("sendMessage", 0) {
		if waited := c.Arrived.Sub(told); waited < 2900*time.Millisecond {
			t.Errorf("a message left %v after Telegram asked for 2 s of everybody", waited)
		}
	}
	w.settle()
}
