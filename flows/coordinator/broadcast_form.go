package coordinator

import (
	"slices"
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Forms of a message to many; the subject is the broadcast, or nothing for a new one.
const (
	castForm    = "cast"
	castOwnForm = "castown" // an own list of organisations
	castAtForm  = "castat"  // when it goes
)

// Questions of these forms.
const (
	castText = "text"
	castEN   = "en"
	castFile = "file"
	castOwn  = "own"
	castAt   = "at"
)

// castDesk asks what is to be said.
func castDesk() deskForm {
	return deskForm{
		form: func(g *group, subject string, _ programme.Draft) (flows.Form, bool) {
			b, ok := g.castOf(subject)
			return g.castQuestions(b), ok && b.State == programme.BroadcastDraft
		},
		heading: func(_ *group, subject string) text.Localised {
			if id, ok := programme.ParseBroadcastID(subject); ok {
				return text.Pair{BG: "Съобщение № " + strconv.Itoa(int(id)), EN: "Message No. " + strconv.Itoa(int(id))}
			}
			return text.Pair{BG: "Ново съобщение", EN: "A new message"}
		},
		send: func(g *group, subject string, d programme.Draft) bool {
			b, ok := g.castFrom(subject, d)
			if !ok || !g.castAmiss(b).Empty() {
				return false
			}
			b.Version++
			g.tx.Broadcasts.Put(b.ID, b)
			g.audit("broadcast written", b.ID.String(), "", "")
			return true
		},
		done:   func(g *group, subject string, d programme.Draft, sent bool) { g.castWritten(subject, d, sent) },
		remote: true,
		left:   text.T("Продължете с /broadcast в групата, от „Ново съобщение“ или от черновата.", "Go on with /broadcast in the group, with “A new message” or the draft."),
	}
}

// castOf is the broadcast that is written; a new one where there is no subject.
func (g *group) castOf(subject string) (programme.Broadcast, bool) {
	if subject == "" {
		return programme.Broadcast{By: g.Person, Made: g.At}, true
	}
	id, _ := programme.ParseBroadcastID(subject)
	return g.tx.Broadcasts.Get(id)
}

func (g *group) castQuestions(b programme.Broadcast) flows.Form {
	return flows.Form{
		Title: text.Pair{BG: "Съобщение до участниците", EN: "A message to the participants"},
		Act:   text.Pair{BG: "Нататък", EN: "Onward"},
		Intro: text.Pair{
			BG: "Първо какво да кажем, после на кого. Нищо не тръгва, преди да видите как изглежда и да натиснете „Изпрати“.",
			EN: "First what we say, then to whom. Nothing leaves before you have seen how it looks and pressed “Send”.",
		},
		Questions: []flows.Question{
			{
				Code: castText, Kind: flows.LongText, MaxLength: b.Room(g.p, text.Bulgarian), Check: inWords,
				Text: text.Pair{BG: "Какво да им напиша?", EN: "What shall I write to them?"},
				Hint: text.Pair{
					BG: "Така, както ще го прочетат. Отгоре сам ще напиша, че е от координаторите. Връзките се отварят с докосване.",
					EN: "As they will read it. I put above it that it is from the coordinators. Links open with a tap.",
				},
			},
			{
				Code: castEN, Kind: flows.LongText, MaxLength: b.Room(g.p, text.English), Skip: true, Check: inWords,
				Text: text.Pair{BG: "А на английски?", EN: "And in English?"},
				Hint: text.Pair{BG: "За хората, които са избрали английски. Пропуснете ли, и те ще получат българския текст.", EN: "For those who have chosen English. If you skip it, they get the Bulgarian text."},
			},
			{
				Code: castFile, Kind: flows.FileAnswer, MaxFiles: 1, Skip: true,
				Text: text.Pair{BG: "Има ли снимка или файл към него?", EN: "Does a photo or file go with it?"},
				Hint: text.Pair{BG: "Един. С него текстът може да е най-много около 950 знака.", EN: "One. With it the text may have some 950 characters at most."},
			},
		},
	}
}

// inWords takes any words, and has a question ask for words again where a voice message or
// photo is sent: nobody writes those down for a coordinator.
func inWords(typed string) (string, text.Phrase) { return typed, text.Phrase{} }

// presetCast fills the form in with what the broadcast says.
func (g *group) presetCast(d *programme.Draft, b programme.Broadcast) {
	skip := flows.Value{None: flows.SkippedIt}
	d.Preset(castText, flows.Value{Text: b.Text.BG}, g.Person, g.At)
	en, file := skip, skip
	if b.Text.EN != "" {
		en = flows.Value{Text: b.Text.EN}
	}
	if b.File != nil { // by Telegram's name for it, as it was when it was sent
		id := g.tx.NewFile()
		g.tx.Files.Put(id, programme.File{Kind: b.File.Kind, Remote: b.File.Remote, By: g.Person, At: g.At})
		file = flows.Value{Files: []flows.FileID{id}}
	}
	d.Preset(castEN, en, g.Person, g.At)
	d.Preset(castFile, file, g.Person, g.At)
}

// castFrom is the broadcast with what was filled in. A new one gets its number here.
func (g *group) castFrom(subject string, d programme.Draft) (programme.Broadcast, bool) {
	b, ok := g.castOf(subject)
	if !ok || b.State != programme.BroadcastDraft {
		return b, false
	}
	b.Text = text.Pair{BG: d.Answers[castText].Value.Text, EN: d.Answers[castEN].Value.Text}
	b.File = nil
	for _, id := range d.Answers[castFile].Value.Files {
		if f, there := g.tx.Files.Get(id); there {
			b.File = fileOf(f.Kind, f.Remote)
		}
	}
	if b.ID == 0 && g.castAmiss(b).Empty() {
		b.ID = g.tx.NewBroadcast()
	}
	return b, true
}

// castAmiss is what is wrong with what was written; empty for nothing.
func (g *group) castAmiss(b programme.Broadcast) text.Phrase {
	lang, over := b.TooLong(g.p)
	which := text.T("Българският текст", "The Bulgarian text")
	if lang == text.English {
		which = text.T("Английският текст", "The English text")
	}
	switch {
	case b.Text.BG == "":
		return text.T("Текстът трябва да е написан с думи: глас и снимка не мога да пратя вместо него.", "The text has to be in written words: I cannot send a voice message or a photo in its place.")
	case b.File != nil && b.File.Kind == flows.VideoNote:
		return text.T("Кръглото видео не може да има текст. Изпратете го като обикновено видео или го махнете.", "A round video can have no text. Send it as an ordinary video, or leave it out.")
	case over > 0 && b.File != nil:
		return text.T("%s е с %s по-дълъг, отколкото се събира под снимка или файл. Съкратете го или махнете файла.",
			"%s is %s longer than fits under a photo or file. Shorten it, or leave the file out.").With(which, characters(over))
	case over > 0:
		return text.T("%s е с %s по-дълъг от едно съобщение в Telegram. Съкратете го.", "%s is %s longer than one message in Telegram. Shorten it.").With(which, characters(over))
	}
	return text.Phrase{}
}

func characters(n int) text.Localised {
	return text.Count(n, "знак", "знака", "character", "characters")
}

// castWritten goes on to whom it goes, or says what is amiss.
func (g *group) castWritten(subject string, d programme.Draft, sent bool) {
	if sent && subject == "" {
		subject = g.newestCast().String()
	}
	b, _ := g.castOf(subject)
	if sent {
		if len(b.Segment.Any) > 0 {
			g.preview(b)
		} else {
			g.Say(g.whoScreen(b))
		}
		return
	}
	b, _ = g.castFrom(subject, d)
	row := []flows.Tap{{Label: text.T("Промени текста", "Change the text"), Data: flows.ChangeButton(castForm, subject, castText)}}
	if lang, over := b.TooLong(g.p); over > 0 && lang == text.English {
		row[0].Data = flows.ChangeButton(castForm, subject, castEN)
	}
	rows := [][]flows.Tap{row}
	if b.File != nil {
		rows = append(rows, []flows.Tap{{Label: text.T("Махни или смени файла", "Leave out or change the file"), Data: flows.ChangeButton(castForm, subject, castFile)}})
	}
	g.Say(flows.Screen{Text: text.Join("\n\n", g.castAmiss(b), text.T("Нищо не е загубено.", "Nothing is lost.")), Buttons: rows})
}

// newestCast is the one that this input has made.
func (g *group) newestCast() (newest programme.BroadcastID) {
	for id := range g.tx.Broadcasts.All() {
		newest = id
	}
	return newest
}

// castOwnDesk asks for the own list, part of the condition that is being put together.
func castOwnDesk() deskForm {
	return deskForm{
		form: func(g *group, subject string, _ programme.Draft) (flows.Form, bool) {
			b, ok := g.castOf(subject)
			return flows.Form{
				Title: text.Pair{BG: "Свой списък", EN: "Own list"}, Brief: true,
				Questions: []flows.Question{{
					Code: castOwn, Kind: flows.Organisations, MaxItems: 60,
					Text: text.Pair{BG: "Кои организации?", EN: "Which organisations?"},
				}},
			}, ok && b.State == programme.BroadcastDraft
		},
		send: func(g *group, subject string, d programme.Draft) bool {
			b, ok := g.castOf(subject)
			own := ownIn(d.Answers[castOwn].Value.Items)
			if !ok || len(own) == 0 {
				return true
			}
			g.choose(&b, func(c *programme.Clause) { c.Own = own })
			return true
		},
		done: func(g *group, subject string, d programme.Draft, _ bool) {
			b, ok := g.castOf(subject)
			if !ok {
				return
			}
			if unknown := notIn(d.Answers[castOwn].Value.Items); len(unknown) > 0 {
				g.Tell(text.T("Няма ги в регистъра и отпадат: %s.", "Not in the register, so left out: %s.").With(text.Join(", ", unknown...)))
			}
			g.Say(g.whoScreen(b))
		},
		left: text.T("Списъкът се продължава от същия бутон.", "The list goes on with the same button."),
	}
}

// ownIn are the organisations of the register in a list.
func ownIn(items []flows.Item) (own []programme.OrganisationID) {
	for _, it := range items {
		n, err := strconv.ParseUint(it.Ref, 10, 64)
		if id := programme.OrganisationID(n); err == nil && !slices.Contains(own, id) {
			own = append(own, id)
		}
	}
	return own
}

// notIn are the names of the list that the register does not have.
func notIn(items []flows.Item) (names []text.Phrase) {
	for _, it := range items {
		if it.Ref == "" {
			names = append(names, text.T("%s", "%s").With(text.Quote(it.Text)))
		}
	}
	return names
}

// castAtDesk asks when it goes.
func castAtDesk() deskForm {
	return deskForm{
		form: func(g *group, subject string, _ programme.Draft) (flows.Form, bool) {
			b, ok := g.castOf(subject)
			return flows.Form{
				Title: text.Pair{BG: "Кога тръгва", EN: "When it leaves"}, Brief: true,
				Questions: []flows.Question{{
					Code: castAt, Kind: flows.ShortText, Check: func(typed string) (string, text.Phrase) {
						_, why := g.castTime(typed)
						return typed, why
					},
					Text: text.Pair{BG: "Кога да тръгне?", EN: "When shall it leave?"},
					Hint: text.Pair{BG: "Ден и час, например: утре 10:00 или 18.03 17:30. Нощем, от 20:00 до 8:30, не се пише на хората.", EN: "A day and time, for example: tomorrow 10:00 or 18.03 17:30. At night, from 20:00 to 8:30, people are not written to."},
				}},
			}, ok && b.State == programme.BroadcastDraft
		},
		send: func(g *group, subject string, d programme.Draft) bool {
			b, ok := g.castOf(subject)
			at, why := g.castTime(d.Answers[castAt].Value.Text)
			if ok && why.Empty() {
				b.Goes = at.At
				b.Version++
				g.tx.Broadcasts.Put(b.ID, b)
			}
			return true
		},
		done: func(g *group, subject string, _ programme.Draft, _ bool) {
			if b, ok := g.castOf(subject); ok {
				g.Say(g.readyScreen(b))
			}
		},
		left: text.T("Съобщението чака: /broadcast в групата.", "The message waits: /broadcast in the group."),
	}
}

// castTime reads when a broadcast is to go.
func (g *group) castTime(typed string) (programme.Moment, text.Phrase) {
	w, ok := text.ReadWhen(typed, g.local(g.At))
	if !ok || !w.From.Said {
		return programme.Moment{}, text.T("Не разбрах кога. Напишете ден и час така: <i>утре 10:00</i> или <i>18.03 17:30</i>", "I did not understand when. Write a day and a time like this: <i>tomorrow 10:00</i> or <i>18.03 17:30</i>")
	}
	day := w.Day
	if day.IsZero() {
		day = g.local(g.At)
	}
	at := programme.NewMoment(day.Year(), day.Month(), day.Day(), w.From.Hour, w.From.Minute, g.p.Location)
	switch {
	case !at.At.After(g.At):
		return at, text.T("Този час вече мина. Напишете ден и час, които предстоят.", "That time is over. Write a day and a time that are ahead.")
	case g.p.Quiet(at.At):
		return at, text.T("Тогава е нощ за хората: не им пиша от 20:00 до 8:30. Изберете друг час.", "That is night for people: I do not write to them from 20:00 to 8:30. Choose another time.")
	case at.At.Sub(g.At) > farthestCast:
		return at, text.T("Това е след повече от 3 месеца. Изберете по-близък ден.", "That is more than 3 months ahead. Choose a nearer day.")
	}
	return at, text.Phrase{}
}
