package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows/programme"
)

// TestTranscripts plays the conversations in testdata/*.txt over the wire and
// compares what the bot says, line by line. What people do stands at the
// beginning of a line, what they see is indented below:
//
//	регистър Сдружение „Дунав“          an NGO of the register; with more: … | Ценово | 121817309
//	участник Мария Иванова [en]         a person, with Telegram's language
//	Мария отваря Сдружение „Дунав“      opens its invitation; „отваря #КОД“: any code
//	Мария: текст                        writes; a \n in it is a new line
//	Мария натиска Да                    presses the newest button with that label
//	Мария натиска пак Да                presses a button that was there once
//	Мария поправя старо => ново         edits her message
//	Мария отговаря на дума: текст       replies to the newest message that has the word
//	Мария праща стикер | глас | снимка | файл | голям файл | албум | място | контакт | чужд контакт
//	Мария препраща: текст
//	Мария блокира бота, Мария отблокира бота
//	Telegram повтаря                    brings the last press again, as a new one
//	ботът спира, ботът тръгва           the machine is off and on again
//	група Стефка Колева, Иван Петров    the coordinators' group (transcript_group_test.go)
//	поканата на Сдружение „Дунав“ е сменена
//	минават 120 дни                     or часа, минути
//	темпото е обичайното                first of all: messages wait for each other as with Telegram
//
// More is in transcript_short_test.go, transcript_answers_test.go, transcript_change_test.go,
// transcript_event_test.go, transcript_raw_test.go, transcript_remind_test.go and
// transcript_watch_test.go.
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := playTranscript(t, want)
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := gocmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
				t.Errorf("the conversation reads differently (-written +played):\n%s", diff)
			}
		})
	}
}

// stage is a transcript being played.
type stage struct {
	*world
	organisations []string
	people        map[string]*simulator.Person
	names         map[int64]string
	group         *simulator.Group
	first         *simulator.Person // who made the group
	read          int               // calls of the bot that were written down
	out           bytes.Buffer
}

func playTranscript(t *testing.T, script []byte) []byte {
	pace := drivenPace // at the usual one they wait for minutes, most of all the group
	s := &stage{people: map[string]*simulator.Person{}, names: map[int64]string{}}
	lines := bufio.NewScanner(bytes.NewReader(script))
	for lines.Scan() {
		line := lines.Text()
		if strings.HasPrefix(line, "    ") {
			continue // what people saw: played anew
		}
		fmt.Fprintln(&s.out, line)
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if name, ok := strings.CutPrefix(line, "регистър "); ok {
			s.organisations = append(s.organisations, name)
			continue
		}
		if line == "темпото е обичайното" {
			pace = bot.Pace{}
			continue
		}
		if s.world == nil {
			s.world = newPacedWorld(t, pace, s.organisations...)
		}
		if err := s.act(line); err != nil {
			t.Fatalf("%q: %v\nplayed so far:\n%s", line, err, s.out.String())
		}
		s.settle()
		s.writeDown()
		if err := cmp.Or(s.tooManyLive(), s.tooWide()); err != nil && s.stop != nil {
			t.Errorf("after %q: %v", line, err)
		}
	}
	return s.out.Bytes()
}

var passing = regexp.MustCompile(`^минават? (\d+) (дни|ден|часа|час|минути|минута)$`)

// act does what the line says.
func (s *stage) act(line string) error {
	if m := passing.FindStringSubmatch(line); m != nil {
		n, _ := strconv.Atoi(m[1])
		unit := map[string]time.Duration{"д": 24 * time.Hour, "ч": time.Hour, "м": time.Minute}[string([]rune(m[2])[:1])]
		// On to the full minute, so that times read the same however long the
		// test takes on the real clock.
		now := s.clock.Now()
		s.pass(now.Add(time.Duration(n)*unit + time.Minute).Truncate(time.Minute).Sub(now))
		return nil
	}
	switch line {
	case "ботът спира":
		s.stopBot()
		return nil
	case "Telegram повтаря":
		_, err := s.telegram.Repeat(s.telegram.LastUpdate())
		return err
	case "ботът тръгва":
		return s.wake()
	case "таблицата":
		return s.table()
	}
	if rest, ok := strings.CutPrefix(line, "поканата на "); ok {
		return s.replaceInvitation(strings.TrimSuffix(rest, " е сменена"))
	}
	if rest, ok := strings.CutPrefix(line, "участник "); ok {
		s.enter(rest)
		return nil
	}
	if rest, ok := strings.CutPrefix(line, "настройките: "); ok {
		return s.change(rest)
	}
	if done, err := s.actOnEvent(line); done {
		return err
	}
	if done, err := s.answered(line); done {
		return err
	}
	if done, err := s.goesWrong(line); done {
		return err
	}
	if done, err := s.moves(line); done {
		return err
	}
	if done, err := s.actInGroup(line); done {
		return err
	}
	name, rest := cutWord(line)
	if who, text, ok := strings.Cut(line, ": "); ok && s.people[who] != nil {
		_, err := s.people[who].Say(strings.ReplaceAll(text, `\n`, "\n"))
		return err
	}
	p := s.people[name]
	if p == nil {
		return fmt.Errorf("nobody is called %q", name)
	}
	verb, rest := cutWord(rest)
	return s.do(p, verb, rest)
}

// wake switches the machine on and waits for the bot's second poll: with the
// first it has fetched what was waiting, and told who missed something.
func (s *stage) wake() error {
	polls := s.telegram.Count("getUpdates")
	s.startBot()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	return s.telegram.Wait(ctx, func() bool { return s.telegram.Count("getUpdates") >= polls+2 })
}

func (s *stage) enter(rest string) {
	lang := "bg"
	if name, ok := strings.CutSuffix(rest, " en"); ok {
		rest, lang = name, "en"
	}
	first, last := cutWord(rest)
	p := s.telegram.Person(simulator.Profile{First: first, Last: last, LanguageCode: lang})
	s.people[first], s.names[p.ID()] = p, first
}

func (s *stage) do(p *simulator.Person, verb, rest string) error {
	var err error
	switch verb {
	case "отваря":
		_, err = p.Open(s.code(rest))
	case "натиска":
		if label, ok := strings.CutPrefix(rest, "пак "); ok {
			return s.pressOnce(p, p.ID(), label)
		}
		_, err = p.Tap(rest)
	case "поправя":
		was, now, _ := strings.Cut(rest, " => ")
		for _, m := range backwards(p.Messages()) {
			if m.From == p.ID() && m.Text == was {
				_, err = p.Edit(m.ID, now)
				return err
			}
		}
		err = fmt.Errorf("no message %q", was)
	case "отговаря":
		word, text, _ := strings.Cut(strings.TrimPrefix(rest, "на "), ": ")
		for _, m := range backwards(p.Messages()) {
			if m.FromBot && strings.Contains(m.Text, word) {
				_, err = p.Reply(m.ID, text)
				return err
			}
		}
		err = fmt.Errorf("no message with %q", word)
	case "праща":
		err = s.send(p, rest)
	case "закача":
		err = s.pushRaw(p, "pinned_message")
	case "препраща:":
		_, err = p.Forward(rest)
	case "блокира":
		err = p.Block()
	case "отблокира":
		err = p.Unblock()
	case "е":
		err = s.registered(p, rest)
	case "вече":
		if idea, ok := strings.CutPrefix(rest, "е написала "); ok {
			return s.wroteIdea(p, idea)
		}
		err = s.joined(p, strings.TrimPrefix(rest, "участва за "))
	case "стига":
		err = s.goOnTo(p, strings.TrimPrefix(rest, "до "))
	default:
		err = fmt.Errorf("what is %q?", verb)
	}
	return err
}

func (s *stage) send(p *simulator.Person, what string) error {
	var err error
	switch what {
	case "стикер":
		_, err = p.SendSticker()
	case "глас":
		_, err = p.SendVoice([]byte("OggS voice"))
	case "снимка":
		_, err = p.SendPhoto([]byte("\x89PNG photo"), "")
	case "файл":
		_, err = p.SendFile("списък.pdf", "application/pdf", []byte("%PDF-1.4"))
	case "голям файл":
		_, err = p.SendLargeFile("филм.mp4", "video/mp4", 21<<20)
	case "албум":
		_, err = p.SendAlbum("", []byte("\x89PNG one"), []byte("\x89PNG two"))
	case "място":
		_, err = p.SendLocation(43.85, 25.95)
	case "нещо ново":
		err = s.pushRaw(p, "hologram")
	case "контакт":
		_, err = p.SendContact(true, "359888123456")
	case "чужд контакт":
		_, err = p.SendContact(false, "359888654321")
	default:
		err = fmt.Errorf("send what: %q?", what)
	}
	return err
}

// code is the invitation of the organisation, or what follows a #.
func (s *stage) code(name string) string {
	if code, ok := strings.CutPrefix(name, "#"); ok {
		return code
	}
	for i, o := range s.organisations {
		if o, _, _ := strings.Cut(o, " | "); o == name {
			return invitationOf(i)
		}
	}
	return ""
}

// replaceInvitation ends the organisation's invitation, as a coordinator can.
func (s *stage) replaceInvitation(name string) error {
	code := s.code(name)
	return s.store.Update(s.clock.Now(), func(tx *programme.Tx) error {
		inv, ok := tx.Invitations.Get(code)
		if !ok || !programme.Invite(tx, inv.Organisation, code, "RENEWED000000001") {
			return fmt.Errorf("no invitation of %q is in force", name)
		}
		return nil
	})
}

// pressOnce presses a button that stood under some message of the chat at some
// time.
func (s *stage) pressOnce(p *simulator.Person, chat int64, label string) error {
	calls := s.telegram.Log()
	for i := len(calls) - 1; i >= 0; i-- {
		if calls[i].Chat != chat {
			continue
		}
		for _, row := range calls[i].Buttons {
			for _, b := range row {
				if b.Text == label {
					_, err := p.TapData(calls[i].Message, b.Data)
					return err
				}
			}
		}
	}
	return fmt.Errorf("there never was a button %q", label)
}

// writeDown adds what people saw since the last line, chat by chat: in which order
// different chats are written to is nobody's promise. The group, whose number is
// negative, comes last. Presses are acknowledged beside everything else.
func (s *stage) writeDown() {
	calls := s.telegram.Log()
	fresh := slices.Clone(calls[s.read:])
	slices.SortStableFunc(fresh, func(a, b simulator.Call) int {
		return cmp.Or(-cmp.Compare(sign(a.Chat), sign(b.Chat)), cmp.Compare(a.Chat, b.Chat), cmp.Compare(isNotice(b), isNotice(a)))
	})
	for _, c := range fresh {
		who := ""
		if len(s.people) > 1 && c.Chat != 0 {
			who = " → " + s.names[c.Chat]
		}
		s.out.WriteString(freshCode.ReplaceAllString(c.Transcript(who), "start=КОД"))
	}
	s.read = len(calls)
}

// freshCode is a code of an invitation that the program has made.
var freshCode = regexp.MustCompile(`start=[A-Z2-7]{16}\b`)

func isNotice(c simulator.Call) int {
	if c.Method == "answerCallbackQuery" {
		return 1
	}
	return 0
}

func sign(chat int64) int { return cmp.Compare(chat, 0) }

func cutWord(s string) (string, string) {
	word, rest, _ := strings.Cut(s, " ")
	return word, rest
}

func backwards[M any](ms []M) []M {
	out := slices.Clone(ms)
	slices.Reverse(out)
	return out
}
