package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// cards is a conversation in which what people write changes the card in the
// coordinators' group: "card" sends one, "needed" and "change" change it.
func cards(_ *programme.Tx, t *flows.Turn) {
	switch what := t.What.(type) {
	case flows.Command:
		t.Do(flows.Say{To: flows.Group, HTML: "/" + what.Name})
	case flows.Text:
		switch what.Text {
		case "card":
			t.Do(flows.Say{To: flows.Group, HTML: "card", Name: "card"})
		default:
			t.Do(flows.Edit{To: flows.Group, Name: "card", HTML: what.Text, Needed: what.Text == "needed"})
		}
	}
}

// groupWorld has a coordinators' group with the bot in it.
func groupWorld(t *testing.T, talk programme.Conversation) (*world, *simulator.Group, *simulator.Person) {
	t.Helper()
	w := newWorld(t, talk)
	ana := w.person("Ана")
	g := w.coordinators(ana)
	w.start()
	w.must(ana.Say("card"))
	w.settle()
	return w, g, ana
}

// Three signals tell that the group has become a supergroup: a message in the
// old one, a message in the new one, the refusal of a request. They come in any
// order, each perhaps more than once; only the first changes anything.
func TestGroupBecomesSupergroup(t *testing.T) {
	for _, order := range []string{
		"old new refusal", "new old refusal", "old refusal new", "new refusal old", "refusal old new", "refusal new old", "refusal", "refusal old old new new",
	} {
		t.Run(order, func(t *testing.T) {
			w, g, ana := groupWorld(t, cards)
			before := g.ID()
			if err := g.Migrate(); err != nil {
				t.Fatal(err)
			}
			w.sim.RestartIDs(500_000_000) // Telegram's own messages about it are lost
			for _, signal := range strings.Fields(order) {
				if signal == "refusal" {
					w.must(ana.Say("card"))
					w.wait("the card in the new group", func() bool { return len(w.sim.Sent("sendMessage", g.ID())) == 1 })
					w.settle()
					continue
				}
				message := fmt.Sprintf(`{"message":{"message_id":1,"date":1,"chat":{"id":%d,"type":"group"},"migrate_to_chat_id":%d}}`, before, g.ID())
				if signal == "new" {
					message = fmt.Sprintf(`{"message":{"message_id":1,"date":1,"chat":{"id":%d,"type":"supergroup"},"migrate_from_chat_id":%d}}`, g.ID(), before)
				}
				if _, err := w.sim.PushRaw(message); err != nil {
					t.Fatal(err)
				}
				w.settle()
			}
			w.must(ana.Say("change")) // the new card's number is known, whatever came after it
			w.settle()
			if m := g.Last(); m.Text != "change" {
				t.Errorf("the last message in the new group is %q", m.Text)
			}
			if n := len(w.sim.Sent("sendMessage", g.ID())); n != 1 {
				t.Errorf("%d cards in the new group", n)
			}
		})
	}
}

// A supergroup counts its messages anew, so a change that waited must not go to
// the number that the message had in the old group.
func TestChangesThatWaitWhenTheGroupMoves(t *testing.T) {
	for text, want := range map[string]string{"needed": "needed", "change": ""} {
		t.Run(text, func(t *testing.T) {
			w, g, ana := groupWorld(t, cards)
			w.sim.Fail(simulator.Fault{Method: "editMessageText", Kind: simulator.TooMany, RetryAfter: 2})
			w.must(ana.Say(text))
			w.wait("the refusal", func() bool { return w.sim.Faults() == 0 })
			if err := g.Migrate(); err != nil {
				t.Fatal(err)
			}
			w.must(ana.Say("card"))
			w.wait("the card in the new group", func() bool { return g.Last().Text == "card" || len(w.sim.Sent("sendMessage", g.ID())) == 2 })
			w.settle()
			if n := w.sim.Count("editMessageText"); n != 1 {
				t.Errorf("%d requests to change the message, want only the one in the old group", n)
			}
			sent := w.sim.Sent("sendMessage", g.ID())
			if got := sent[0].Text; want != "" && got != want {
				t.Errorf("the new group first sees %q, want %q", got, want)
			}
		})
	}
}

// What is written in the new group, in the batch that tells of it, is not a
// stranger's.
func TestMigrationAndMoreInOneBatch(t *testing.T) {
	busy, release := make(chan bool), make(chan bool)
	w, g, ana := groupWorld(t, func(tx *programme.Tx, t *flows.Turn) {
		if t.What == flows.What(flows.Text{Text: "busy"}) {
			busy <- true
			<-release
		}
		cards(tx, t)
	})
	w.must(ana.Say("busy"))
	w.happens("the long answer", busy) // so that the next poll brings several at once
	if err := g.Migrate(); err != nil {
		t.Fatal(err)
	}
	w.must(ana.SayIn(g, "/status@"+w.sim.Username()))
	close(release)
	w.settle()
	if m := g.Last(); m.Text != "/status" {
		t.Errorf("the new group sees %q", m.Text)
	}
}

// A press in a group that is not the coordinators' changes nothing, and its
// button does not show a clock for ever.
func TestPressInAForeignGroup(t *testing.T) {
	w := newWorld(t, func(_ *programme.Tx, t *flows.Turn) {
		if _, ok := t.What.(flows.Press); ok {
			t.Do(flows.Toast{Text: "натиснато"})
		}
	})
	w.start()
	ana := w.person("Ана")
	_, err := w.sim.PushRaw(fmt.Sprintf(`{"callback_query":{"id":"9","from":{"id":%d,"first_name":"Ана"},"data":"x",`+
		`"message":{"message_id":4,"date":1,"chat":{"id":-5,"type":"group"}}}}`, ana.ID()))
	if err != nil {
		t.Fatal(err)
	}
	w.settle()
	if n := w.sim.Count("answerCallbackQuery"); n != 1 {
		t.Errorf("the press was acknowledged %d times", n)
	}
	for _, c := range w.sim.Refused() {
		if c.Text != "" {
			t.Errorf("the press was taken for ours: %q", c.Text)
		}
	}
}
