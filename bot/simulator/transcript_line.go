package simulator

import (
	"fmt"
	"strings"
	"time"
)

// opens is the code with which the bot was opened.
func (a act) opens() (string, bool) {
	if a.verb != says || !a.chat.private() || a.message.ReplyTo != 0 {
		return "", false
	}
	code, ok := strings.CutPrefix(a.message.Text, "/start")
	return strings.TrimSpace(code), ok && (code == "" || code[0] == ' ')
}

func (t *Transcript) act(a act) {
	who := t.names[a.person]
	if a.chat != nil && a.chat.group != nil {
		who += " в групата"
	}
	if code, ok := a.opens(); ok {
		name := t.Invitation(code).Name
		if name == "" {
			name = "#" + code
		}
		t.settleGroup()
		fmt.Fprintf(&t.out, "%s отваря %s\n", who, name)
		return
	}
	line := ""
	switch a.verb {
	case says:
		line = t.said(a, who)
	case presses:
		line = who + " натиска " + a.text
		if a.text == "" {
			line = "# " + who + " натиска бутон, който вече не се вижда"
		}
	case edits:
		line = who + " поправя " + oneLine(a.was) + " => " + oneLine(a.text)
	case blocks:
		line = who + " блокира бота"
	case unblocks:
		line = who + " отблокира бота"
	case passes:
		line = passing(a.passed)
	case restarts:
		line = "ботът спира\nботът тръгва"
	default:
		line = t.happened(a)
	}
	if line != "" {
		t.settleGroup()
		fmt.Fprintln(&t.out, line)
	}
}

// happened is what became of the group. The player makes the group when the bot is
// added: what was done to its members before that follows it.
func (t *Transcript) happened(a act) string {
	line := t.groupLine(a)
	if a.verb != adds && !t.claimed() {
		if a.verb != enters && a.verb != migrates && line != "" { // who entered is among its members
			t.early = append(t.early, line)
		}
		return ""
	}
	return line
}

// settleGroup writes what was done to the group before the bot was in it, once the
// group is there and what the bot said to that has been written.
func (t *Transcript) settleGroup() {
	for ; len(t.early) > 0 && t.claimed(); t.early = t.early[1:] {
		fmt.Fprintln(&t.out, t.early[0])
	}
}

func (t *Transcript) groupLine(a act) string {
	who := t.names[a.person]
	switch a.verb {
	case adds:
		if !t.claimed() {
			var members []string
			for _, m := range t.Group.members {
				members = append(members, t.names[m.person])
			}
			return "група " + strings.Join(members, ", ")
		}
		return "ботът е върнат в групата"
	case removes:
		return "ботът е изваден от групата"
	case promotes:
		return who + " става администратор"
	case demotes:
		return who + " вече не е администратор"
	case masks:
		return who + " пише като групата"
	case unmasks:
		return who + " пише от свое име"
	case enters:
		return who + " влиза в групата"
	case migrates:
		return "групата става супергрупа"
	}
	return ""
}

func (t *Transcript) claimed() bool { return strings.Contains(t.out.String(), "\nгрупа ") }

// said is a message that somebody sent.
func (t *Transcript) said(a act, who string) string {
	m := a.message
	group := a.chat.group != nil
	what := map[string]string{
		KindDocument: "файл", KindPhoto: "снимка", KindVoice: "глас", KindSticker: "стикер", KindLocation: "място", KindContact: "контакт",
	}[m.Kind]
	if m.Album != "" {
		if t.album == m.Album {
			return ""
		}
		t.album, what = m.Album, "албум"
	}
	switch {
	case group && strings.HasPrefix(m.Text, "/start@"):
		return "" // the link with which the bot was added
	case m.Forwarded:
		return who + " препраща: " + oneLine(m.Text)
	case m.reply != nil && group && m.Kind == KindVoice:
		return who + " отговаря с глас на " + wordOf(m.reply)
	case m.reply != nil && group && m.Kind == KindPhoto:
		return who + " отговаря със снимка на " + wordOf(m.reply)
	case m.Kind == KindText && m.reply != nil:
		return who + " отговаря на " + wordOf(m.reply) + ": " + oneLine(m.Text)
	case m.Kind == KindText:
		return who + ": " + oneLine(m.Text)
	case group || what == "":
		return "# " + who + " праща нещо, което тук не може да се повтори"
	case m.Contact != nil && m.Contact.UserID == 0:
		what = "чужд контакт"
	}
	return who + " праща " + what
}

// wordOf is a part of a message by which it is found again.
func wordOf(m *Message) string {
	first, _, _ := strings.Cut(m.Text, "\n")
	first, _, _ = strings.Cut(first, ":")
	return firstUnits(first, 40)
}

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", `\n`) }

// passing is a length of time in the words of transcripts, to the minute.
func passing(d time.Duration) string {
	var lines []string
	for _, u := range []struct {
		one      time.Duration
		sg, many string
	}{{24 * time.Hour, "ден", "дни"}, {time.Hour, "час", "часа"}, {time.Minute, "минута", "минути"}} {
		n := int(d / u.one)
		d -= time.Duration(n) * u.one
		switch {
		case n == 1:
			lines = append(lines, "минава 1 "+u.sg)
		case n > 1:
			lines = append(lines, fmt.Sprintf("минават %d %s", n, u.many))
		}
	}
	return strings.Join(lines, "\n")
}
