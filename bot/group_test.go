package bot_test

import (
	"slices"
	"strings"
	"testing"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// roleTalk says in the group what the sender of a command may do, and what
// happened to the bot there.
func roleTalk(_ *programme.Tx, t *flows.Turn) {
	said := func(s string) { t.Do(flows.Say{To: flows.Group, HTML: s}) }
	switch w := t.What.(type) {
	case flows.GroupChanged:
		words := []string{"group"}
		for word, is := range map[string]bool{"present": w.Present, "administrator": w.Administrator, "claimed": w.Claimed, "returned": w.Returned, "migrated": w.Migrated} {
			if is {
				words = append(words, word)
			}
		}
		slices.Sort(words[1:])
		said(strings.Join(words, " "))
	case flows.Command:
		switch {
		case t.Private:
			t.Do(flows.Say{To: t.Person, HTML: roleName(t.Role)})
		case t.Person == flows.Group:
			said("nobody " + roleName(t.Role))
		default:
			said(roleName(t.Role))
		}
	case flows.Text:
		if t.Private {
			said("card")
		}
	}
}

func roleName(r flows.Role) string {
	return []string{"unknown", "none", "member", "administrator"}[r]
}

func groupTexts(g *simulator.Group) []string {
	var all []string
	for _, m := range g.Messages() {
		if m.FromBot && m.Kind != simulator.KindService {
			all = append(all, m.Text)
		}
	}
	return all
}

func (w *world) groupSees(g *simulator.Group, want ...string) {
	w.t.Helper()
	if got := groupTexts(g); !slices.Equal(got, want) {
		w.t.Errorf("the group sees %q, want %q", got, want)
	}
}

func TestRoles(t *testing.T) {
	w := newWorld(t, roleTalk)
	head, ana, boris := w.person("Шефка"), w.person("Ана"), w.person("Борис")
	g := w.coordinators(head, ana)
	w.start()
	w.settle()
	if err := w.bot.RefreshRoles(w.ctx); err != nil {
		t.Fatal(err)
	}
	role := func(p *simulator.Person, want string) {
		t.Helper()
		w.must(p.SayIn(g, "/role@"+w.sim.Username()))
		w.settle()
		if got := g.Last().Text; got != want {
			t.Errorf("%s is %q, want %q", p.Profile().First, got, want)
		}
	}
	role(head, "administrator")
	role(ana, "member")
	if err := g.Promote(ana); err != nil {
		t.Fatal(err)
	}
	if err := w.bot.RefreshRoles(w.ctx); err != nil {
		t.Fatal(err)
	}
	role(ana, "administrator")
	if err := g.Anonymous(ana, true); err != nil {
		t.Fatal(err)
	}
	role(ana, "nobody member")

	w.must(head.Say("/role"))
	w.must(boris.Say("/role"))
	w.settle()
	w.sees(head, "administrator")
	w.sees(boris, "none")
}

// Somebody who has just become an administrator has to press twice at most.
func TestRolesAreLookedUpWhenSomebodyWithoutTheRightActs(t *testing.T) {
	w := newWorld(t, roleTalk)
	head, ana := w.person("Шефка"), w.person("Ана")
	g := w.coordinators(head, ana)
	w.start()
	w.settle()
	if err := g.Promote(ana); err != nil {
		t.Fatal(err)
	}
	w.wait("the last look-up to be a second old", func() bool {
		w.must(ana.SayIn(g, "/role@"+w.sim.Username()))
		w.settle()
		return g.Last().Text == "administrator"
	})
}

func TestClaim(t *testing.T) {
	w := newWorld(t, roleTalk)
	ana, eve := w.person("Ана"), w.person("Ева")
	w.start()
	w.logged("startgroup=")
	_, rest, _ := strings.Cut(w.log.String(), "startgroup=")
	code := rest[:strings.IndexAny(rest, "\"\n ")]

	theirs := w.sim.Group("Чужди", eve)
	if err := theirs.AddBot(eve, "GUESSED"); err != nil {
		t.Fatal(err)
	}
	ours := w.sim.Group("Координатори", ana)
	if err := ours.AddBot(ana, code); err != nil {
		t.Fatal(err)
	}
	w.wait("the claim", func() bool { return len(groupTexts(ours)) > 0 })
	w.groupSees(ours, "group claimed present returned")
	// Now that there is a group, the other one is a stranger's.
	w.wait("leaving the strangers", func() bool { return w.sim.Count("leaveChat") == 1 })
	w.groupSees(theirs)

	// The code is used up.
	again := w.sim.Group("Пак чужди", eve)
	if err := again.AddBot(eve, code); err != nil {
		t.Fatal(err)
	}
	w.wait("leaving again", func() bool { return w.sim.Count("leaveChat") == 2 })
	w.groupSees(again)
	w.settle()
	if group, usable, err := w.store.Group(); group != ours.ID() || !usable || err != nil {
		t.Errorf("the group is %d, %v, %v", group, usable, err)
	}
}

// What is meant for the group while the bot is out of it is not kept: on return
// it is shown what is open then.
func TestRemovedFromTheGroup(t *testing.T) {
	w := newWorld(t, roleTalk)
	ana := w.person("Ана")
	g := w.coordinators(ana)
	w.start()
	w.must(ana.Say("a"))
	w.settle()
	if err := g.RemoveBot(); err != nil {
		t.Fatal(err)
	}
	w.settle()
	w.logged("the bot is not in the coordinators' group")
	for range 3 {
		w.must(ana.Say("b"))
	}
	w.settle()
	if err := g.AddBot(ana, ""); err != nil {
		t.Fatal(err)
	}
	w.settle()
	w.groupSees(g, "group present returned", "card", "group present returned")
}

// A bot that was removed while it was off finds out at the start, and one that
// was let in again, too.
func TestFindsTheGroupAtStart(t *testing.T) {
	w := newWorld(t, roleTalk)
	ana := w.person("Ана")
	g := w.sim.Group("Координатори", ana)
	w.options.Group = g.ID()
	w.start()
	w.logged("the bot is not in the coordinators' group")
	w.must(ana.Say("nobody hears"))
	w.settle()
	w.stop()
	if err := g.AddBot(ana, ""); err != nil {
		t.Fatal(err)
	}
	w.start()
	w.settle()
	w.must(ana.Say("now"))
	w.settle()
	if got := groupTexts(g); len(got) < 2 || got[len(got)-1] != "card" || strings.Count(strings.Join(got, "|"), "returned") != 1 {
		t.Errorf("the group sees %q", got)
	}
}

func TestGroupMenu(t *testing.T) {
	w := newWorld(t, roleTalk)
	ana := w.person("Ана")
	w.coordinators(ana)
	w.options.GroupMenu = []bot.Profile{{Commands: []bot.Command{{Name: "stats", Description: "числата"}}}}
	w.start()
	w.settle()
	w.wait("the menu", func() bool { return w.sim.Count("setMyCommands") == 1 })
}
