package bot_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
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
	w.loggedTimes("Telegram asks for patience", 2) // the bot has read both, so the third comes after
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

// One chat that is told to wait holds up only itself and what nobody waits for.
func TestOneChatToldToWait(t *testing.T) {
	w := newWorld(t, onText(func(t *flows.Turn, text string) {
		t.Do(say(t, text))
		if text == "paced" {
			t.Do(flows.Say{To: t.Person, HTML: "reminder", Paced: true})
		}
	}))
	w.start()
	ana, boris := w.person("Ана"), w.person("Борис")
	w.sim.Fail(simulator.Fault{Method: "sendMessage", Chat: ana.ID(), Kind: simulator.TooMany, RetryAfter: 1})
	w.must(ana.Say("x"))
	w.logged("Telegram asks for patience") // the bot has read it
	told := w.sim.Refused()[0].Arrived
	w.must(boris.Say("paced"))
	w.wait("everything", func() bool { return ana.Last().Text == "x" && boris.Last().Text == "reminder" })
	for _, c := range w.sim.Sent("sendMessage", 0) {
		waited := c.Arrived.Sub(told)
		switch {
		case c.Text == "paced" && waited > 1900*time.Millisecond:
			t.Errorf("the answer in another chat waited %v", waited)
		case c.Text != "paced" && waited < 1900*time.Millisecond:
			t.Errorf("%q left %v after Telegram asked for 1 s", c.Text, waited)
		}
	}
	w.settle()
}

// A server that has just failed at any request, and then says „too many“ with a
// short pause, may have sent the message: what must not come twice is not sent
// again, everything else is.
func TestTooManyWhileTheServerRestarts(t *testing.T) {
	for _, method := range []string{"getUpdates", "answerCallbackQuery"} {
		t.Run(method, func(t *testing.T) {
			w := newWorld(t, func(_ *programme.Tx, t *flows.Turn) {
				switch t.What.(type) {
				case flows.Command:
					t.Do(flows.Say{To: t.Person, HTML: "Q", Buttons: [][]flows.Button{{{Text: "Да", Data: "y"}}}})
				case flows.Press:
				case flows.Text:
					t.Do(flows.Say{To: t.Person, HTML: "once", Promise: flows.Once, Key: "k"})
					t.Do(say(t, "answer"))
				}
			})
			w.start()
			ana := w.person("Ана")
			w.must(ana.Open(""))
			w.settle()
			w.sim.Fail(simulator.Fault{Method: method, Kind: simulator.ServerError})
			w.must(ana.Tap("Да")) // acknowledged, and followed by the next poll
			w.wait("the failure", func() bool { return w.sim.Faults() == 0 })
			w.settle()
			w.sim.Fail(simulator.Fault{Method: "sendMessage", Kind: simulator.TooMany, RetryAfter: 1, Times: 2})
			w.must(ana.Say("go"))
			w.wait("the answer", func() bool { return ana.Last().Text == "answer" })
			w.settle()
			w.sees(ana, "Q", "answer")
			r, ok, err := w.store.Row(1, 2)
			if err != nil || !ok || r.State != flows.Unconfirmed {
				t.Errorf("the row is %+v, error %v, want it unconfirmed", r, err)
			}
		})
	}
}

// A message whose arrival is not known is known to have arrived when one of its
// buttons is pressed.
func TestPressProvesArrival(t *testing.T) {
	w := newWorld(t, onText(func(t *flows.Turn, text string) {
		t.Do(flows.Say{To: t.Person, HTML: "Идвате ли?", Name: "reminder/1", Promise: flows.Once, Key: "k", Buttons: [][]flows.Button{{{Text: "Да", Data: "y"}}}})
	}))
	w.sim.Fail(simulator.Fault{Method: "sendMessage", Kind: simulator.CutAfter})
	w.start()
	ana := w.person("Ана")
	w.must(ana.Say("go"))
	w.wait("the loss", func() bool { return w.sim.Faults() == 0 })
	w.settle()
	if r, ok, err := w.store.Row(1, 1); err != nil || !ok || r.State != flows.Unconfirmed {
		t.Fatalf("the row is %+v, error %v, want it unconfirmed", r, err)
	}
	w.must(ana.Tap("Да"))
	w.settle()
	if r, ok, err := w.store.Row(1, 1); err != nil || ok {
		t.Errorf("the row is still there: %+v, error %v", r, err)
	}
}

// The bot was thrown out of the coordinators' group, or never was in it: what
// goes there goes nowhere, the log says so, and people are answered.
func TestOutOfTheGroup(t *testing.T) {
	for name, leave := range map[string]func(*world, *simulator.Group){
		"kicked":       func(_ *world, g *simulator.Group) { _ = g.RemoveBot() },
		"never there":  func(w *world, _ *simulator.Group) { w.options.Group = -12345 },
		"deleted":      func(w *world, g *simulator.Group) { refuse(w, g, 403, "Forbidden: the group chat was deleted") },
		"may not talk": func(w *world, g *simulator.Group) { refuse(w, g, 400, "Bad Request: CHAT_WRITE_FORBIDDEN") },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, onText(func(t *flows.Turn, text string) {
				t.Do(flows.Say{To: flows.Group, HTML: "card"})
				t.Do(say(t, "done"))
			}))
			ana := w.person("Ана")
			g := w.coordinators(ana)
			leave(w, g)
			w.start()
			w.must(ana.Say("1"))
			w.settle()
			w.sees(ana, "done")
			refused := slices.DeleteFunc(w.sim.Refused(), func(c simulator.Call) bool { return c.Method != "sendMessage" })
			if len(refused) > 1 { // none, where it was known at the start
				t.Errorf("%d messages were refused, want one and no more", len(refused))
			}
			if !w.log.contains("level=ERROR") {
				t.Error("the operator is not told")
			}
		})
	}
}

func refuse(w *world, g *simulator.Group, code int, words string) {
	w.sim.Fail(simulator.Fault{Method: "sendMessage", Chat: g.ID(), Kind: simulator.Refuse, Code: code, Description: words, Times: -1})
}

// A text too long for one message arrives whole, in several, in order, with the
// buttons under the last.
func TestLongText(t *testing.T) {
	long := strings.Repeat("Ред с думи, <b>удебелени</b> & още. ", 600)
	w := newWorld(t, onText(func(t *flows.Turn, _ string) {
		t.Say(flows.Screen{Text: text.T("<i>%s</i>", "<i>%s</i>").With(long), Buttons: [][]flows.Tap{{{Label: text.Raw("Да"), Data: "y"}}}})
	}))
	w.start()
	ana := w.person("Ана")
	w.must(ana.Say("go"))
	w.settle()
	var got []string
	for _, m := range ana.Messages() {
		if !m.FromBot {
			continue
		}
		got = append(got, strings.TrimSpace(m.Text))
		if !strings.HasPrefix(m.HTML(), "<i>") || m.HasButton("Да") != (m.ID == ana.Last().ID) {
			t.Errorf("a part is %.40q… with %v", m.HTML(), m.Labels())
		}
	}
	if all := strings.Join(got, " "); len(got) < 5 || all != strings.TrimSpace(long) {
		t.Errorf("%d messages with %d bytes, want %d", len(got), len(all), len(long))
	}
}
