package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"partnerbot/bot/simulator"
)

// The coordinators' group in transcripts. The first of its people has made it
// and is its administrator; the bot is added by the link with the code.
//
//	група Стефка Колева, Иван Петров
//	Стефка в групата: /stats
//	Стефка в групата натиска Одобри           the newest button with that label
//	Стефка в групата натиска пак Одобри       one that was there once
//	Стефка в групата отговаря на дума: текст  replies to the newest message that has the word
//	Стефка в групата отговаря с глас на дума  or „със снимка“
//	Иван става администратор, Иван вече не е администратор
//	Стефка пише като групата, Стефка пише от свое име
//	Иван влиза в групата
//	ботът е изваден от групата, ботът е върнат в групата
//	групата става супергрупа
//	Стефка отваря бутона Отвори разговора     the link of the newest button with that label
//	Петър отваря новата покана                the newest link of an invitation that a coordinator was sent
//	едновременно Стефка в групата натиска Одобри; Иван в групата натиска пак Откажи
var inGroup = regexp.MustCompile(`^(\S+) в групата(:| натиска пак| натиска| отговаря на| отговаря с глас на| отговаря със снимка на) (.+)$`)

// actInGroup does what the line says; false when it says nothing of the group.
func (s *stage) actInGroup(line string) (bool, error) {
	if rest, ok := strings.CutPrefix(line, "група "); ok {
		return true, s.makeGroup(strings.Split(rest, ", "))
	}
	if acts, ok := strings.CutPrefix(line, "едновременно "); ok {
		for _, act := range strings.Split(acts, "; ") {
			if err := s.act(act); err != nil {
				return true, err
			}
		}
		return true, nil
	}
	if m := inGroup.FindStringSubmatch(line); m != nil {
		p := s.people[m[1]]
		if p == nil || s.group == nil {
			return true, fmt.Errorf("nobody is called %q, or there is no group", m[1])
		}
		return true, s.doInGroup(p, strings.TrimSpace(m[2]), m[3])
	}
	name, rest := cutWord(line)
	p := s.people[name]
	var err error
	switch {
	case s.group == nil && !strings.HasPrefix(rest, "отваря "):
		return false, nil
	case line == "ботът е изваден от групата":
		return true, s.group.RemoveBot()
	case line == "ботът е върнат в групата":
		return true, s.group.AddBot(s.coordinator(), "")
	case line == "групата става супергрупа":
		err = s.group.Migrate()
		s.names[s.group.ID()] = "група"
		return true, err
	case p == nil:
		return false, nil
	case strings.HasPrefix(rest, "отваря бутона "):
		return true, s.openLink(p, strings.TrimPrefix(rest, "отваря бутона "))
	case rest == "отваря новата покана":
		return true, s.openLink(p, "")
	case rest == "става администратор":
		err = s.group.Promote(p)
	case rest == "вече не е администратор":
		err = s.group.Demote(p)
	case rest == "пише като групата":
		err = s.group.Anonymous(p, true)
	case rest == "пише от свое име":
		err = s.group.Anonymous(p, false)
	case rest == "влиза в групата":
		s.group.Add(p)
	default:
		return false, nil
	}
	if err == nil {
		err = s.refreshRoles()
	}
	return true, err
}

// makeGroup makes the group and has it claimed by the link that the program
// prints.
func (s *stage) makeGroup(names []string) error {
	var members []*simulator.Person
	for _, name := range names {
		first, _ := cutWord(name)
		if s.people[first] == nil {
			s.enter(name)
		}
		members = append(members, s.people[first])
	}
	s.group = s.telegram.Group("Координатори", members...)
	s.names[s.group.ID()] = "група"
	s.first = members[0]
	code, err := s.store.Claim("TRANSCRIPT") // unless the bot, which is just starting, has made one
	if err != nil {
		return err
	}
	return s.group.AddBot(members[0], code)
}

// startCode finds the code in a link that opens the chat with the bot.
var startCode = regexp.MustCompile(`\?start=([A-Za-z0-9_-]+)`)

// openLink opens the newest link to the bot: of a button of the group with the label, or
// where that is empty in a text.
func (s *stage) openLink(p *simulator.Person, label string) error {
	for _, c := range backwards(s.telegram.Log()) {
		links := []string{c.Text}
		if label != "" {
			links = nil
			for _, b := range slices.Concat(c.Buttons...) {
				if b.Text == label {
					links = append(links, b.URL)
				}
			}
		}
		for _, link := range links {
			if m := startCode.FindStringSubmatch(link); m != nil && (c.Chat == s.group.ID() || label == "") {
				_, err := p.Open(m[1])
				return err
			}
		}
	}
	return fmt.Errorf("no link for %q", label)
}

func (s *stage) coordinator() *simulator.Person { return s.first }

// refreshRoles has the bot look up the administrators now; otherwise it would do
// so within a minute.
func (s *stage) refreshRoles() error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return s.bot.RefreshRoles(ctx)
}

func (s *stage) doInGroup(p *simulator.Person, verb, rest string) error {
	var err error
	switch verb {
	case ":":
		_, err = p.SayIn(s.group, strings.ReplaceAll(rest, `\n`, "\n"))
	case "натиска":
		_, err = p.TapIn(s.group, rest)
	case "натиска пак":
		return s.pressOnce(p, s.group.ID(), rest)
	case "отговаря на":
		word, text, _ := strings.Cut(rest, ": ")
		return s.inReply(word, func(m int) error { _, err := p.Reply(m, strings.ReplaceAll(text, `\n`, "\n")); return err })
	case "отговаря с глас на":
		return s.inReply(rest, func(m int) error { _, err := p.ReplyVoice(m, []byte("OggS voice")); return err })
	case "отговаря със снимка на":
		return s.inReply(rest, func(m int) error { _, err := p.ReplyPhoto(m, []byte("\x89PNG photo"), ""); return err })
	}
	return err
}

// inReply finds the newest message of the group that has the word.
func (s *stage) inReply(word string, reply func(message int) error) error {
	for _, m := range backwards(s.group.Messages()) {
		if strings.Contains(m.Text, word) {
			return reply(m.ID)
		}
	}
	return fmt.Errorf("no message of the group has %q", word)
}
