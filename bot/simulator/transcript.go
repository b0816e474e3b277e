package simulator

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Transcript is what happened in some chats, in the form in which conversations
// are tested (cmd/partnerbot/testdata): what people did stands at the beginning
// of a line, what they saw is indented below.
type Transcript struct {
	People     []*Person
	Group      *Group                       // nil: not it
	Invitation func(code string) Invitation // what a code is for; the zero one where it is for nothing

	names map[*Person]string
	album string   // that was written down last
	early []string // what became of the group before the bot was in it
	out   strings.Builder
}

// Transcript writes it.
func (s *Server) Transcript(t Transcript) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.Group != nil {
		for _, m := range t.Group.members {
			if !slices.Contains(t.People, m.person) {
				t.People = append(t.People, m.person)
			}
		}
	}
	t.nameAll()
	story := slices.DeleteFunc(slices.Clone(s.journal), func(a act) bool { return !t.concerns(a) })
	for len(story) > 0 && story[0].chat == nil { // time before anybody did anything
		story = story[1:]
	}
	t.head(story)
	for i := 0; i < len(story); i++ {
		a, next := story[i], len(s.calls)
		for a.verb == passes && i+1 < len(story) && story[i+1].verb == passes && !t.saw(s.calls[a.calls:story[i+1].calls]) {
			i++
			a.passed += story[i].passed
		}
		if i+1 < len(story) {
			next = story[i+1].calls
		}
		t.act(a)
		t.calls(s.calls[a.calls:next])
	}
	t.settleGroup()
	return t.out.String()
}

// nameAll gives each person the first word of the name, as the player of
// transcripts does.
func (t *Transcript) nameAll() {
	t.names = map[*Person]string{}
	taken := map[string]int{}
	for _, p := range t.People {
		name, _, _ := strings.Cut(p.fullName(), " ")
		if taken[name]++; taken[name] > 1 {
			name += fmt.Sprint(taken[name])
		}
		t.names[p] = name
	}
}

func (p *Person) fullName() string { return strings.TrimSpace(p.profile.First + " " + p.profile.Last) }

func (t *Transcript) concerns(a act) bool {
	switch {
	case a.chat == nil:
		return true
	case a.chat.group != nil:
		return a.chat.group == t.Group
	}
	return slices.Contains(t.People, a.person)
}

// saw reports whether any of the calls shows something in these chats.
func (t *Transcript) saw(calls []Call) bool {
	return slices.ContainsFunc(calls, func(c Call) bool { return t.place(c) >= 0 && c.Transcript("") != "" })
}

// place is where a call stands among those of the same moment: chats in the
// order of their people, the group last; -1 for other chats.
func (t *Transcript) place(c Call) int {
	if t.Group != nil && (c.Chat == t.Group.chat.id || t.Group.old != nil && c.Chat == t.Group.old.id) {
		return len(t.People)
	}
	return slices.IndexFunc(t.People, func(p *Person) bool { return p.chat.id == c.Chat })
}

// head says who takes part, and which organisations the invitations are for.
func (t *Transcript) head(story []act) {
	var register []string
	for _, a := range story {
		code, ok := a.opens()
		if !ok || t.Invitation(code).Name == "" {
			continue
		}
		line := t.Invitation(code).Name
		if town := t.Invitation(code).Town; town != "" {
			line += " | " + town
		}
		if !slices.Contains(register, line) {
			register = append(register, line)
		}
	}
	for _, line := range register {
		fmt.Fprintf(&t.out, "регистър %s\n", line)
	}
	for _, p := range t.People {
		name, last, _ := strings.Cut(p.fullName(), " ")
		line := strings.TrimSpace("участник " + t.names[p] + " " + last)
		if p.profile.LanguageCode == "en" {
			line += " en"
		}
		if name != t.names[p] {
			line = "# " + p.fullName() + ": имената се повтарят\n" + line
		}
		fmt.Fprintln(&t.out, line)
	}
}

// calls writes what people saw.
func (t *Transcript) calls(calls []Call) {
	seen := slices.DeleteFunc(slices.Clone(calls), func(c Call) bool { return t.place(c) < 0 })
	slices.SortStableFunc(seen, func(a, b Call) int {
		return cmp.Or(cmp.Compare(t.place(a), t.place(b)), cmp.Compare(notice(b), notice(a)))
	})
	for _, c := range seen {
		to := ""
		switch n := t.place(c); {
		case len(t.People) < 2:
		case n == len(t.People):
			to = " → група"
		default:
			to = " → " + t.names[t.People[n]]
		}
		t.out.WriteString(c.Transcript(to))
	}
}

// notice: presses are acknowledged beside everything else, so they come first.
func notice(c Call) int {
	if c.Method == "answerCallbackQuery" {
		return 1
	}
	return 0
}

// Transcript is what a call of the bot showed, in the form of transcripts; empty
// for one that showed nothing. to says in whose chat: " → Мария".
func (c Call) Transcript(to string) string {
	how := map[string]string{
		"sendMessage": "бот", "editMessageText": "променя", "sendDocument": "файл", "sendPhoto": "снимка", "sendVoice": "глас",
		"sendVenue": "място", "sendVideo": "запис", "sendVideoNote": "запис", "sendAnimation": "запис", "sendAudio": "запис",
	}[c.Method]
	var b strings.Builder
	switch {
	case c.Method == "answerCallbackQuery" && c.Text != "":
		fmt.Fprintf(&b, "    [i] %s\n", c.Text)
		return b.String()
	case how == "":
		return ""
	}
	how += to
	said := c.HTML()
	if c.Location != nil {
		said = fmt.Sprintf("%s, %s (%.4f, %.4f)", c.Location.Title, c.Location.Address, c.Location.Latitude, c.Location.Longitude)
	}
	for i, line := range strings.Split(said, "\n") {
		if i > 0 {
			fmt.Fprintf(&b, "    %s%s\n", strings.Repeat(" ", len([]rune(how))+1), line)
			continue
		}
		fmt.Fprintf(&b, "    %s: %s\n", how, line)
	}
	for _, row := range c.Buttons {
		labels := make([]string, len(row))
		for i, button := range row {
			labels[i] = "[" + button.Text + "]"
		}
		fmt.Fprintf(&b, "        %s\n", strings.Join(labels, " "))
	}
	if c.Keyboard != nil {
		for _, row := range c.Keyboard.Rows {
			for _, key := range row {
				fmt.Fprintf(&b, "        (клавиш: %s)\n", key.Text)
			}
		}
	}
	return b.String()
}
