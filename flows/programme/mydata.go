package programme

import (
	"bytes"
	"encoding/json"
	"sort"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// DataFile is everything that is held of a person, as JSON for them to keep: first
// in words, in the given language, then the records as they are stored. Of what an
// organisation answered it holds only what this person wrote; of files only that
// they are there. Times in words are the programme's, in the records UTC.
func DataFile(tx *Tx, p *Programme, id flows.PersonID, now time.Time, lang text.Language) ([]byte, error) {
	file := struct {
		About   string            `json:"about"`
		Words   map[string]string `json:"words"`
		Answers []ownAnswer       `json:"answers"`
		Asked   []ownThread       `json:"questions_to_the_coordinators"`
		Files   []ownFile         `json:"files"`
		Seats   []ownSeat         `json:"registrations"`
		Records []Held            `json:"records"`
	}{
		About: text.T("Всичко, което ботът пази за Вас към %s. „records“ са записите такива, каквито стоят в базата.",
			"Everything that the bot holds about you, as of %s. “records” are the records as they stand in the database.").With(day(p, now)).Plain(lang),
		Words: inWords(tx, p, id, lang), Answers: ownAnswers(tx, p, id, lang), Asked: ownThreads(tx, p, id), Files: ownFiles(tx, p, id),
		Seats:   ownSeats(tx, p, id, lang),
		Records: tx.Chats.Held(id),
	}
	var out bytes.Buffer
	write := json.NewEncoder(&out)
	write.SetEscapeHTML(false) // for people to read
	write.SetIndent("", "  ")
	err := write.Encode(file)
	return out.Bytes(), err
}

type ownAnswer struct {
	Organisation string `json:"organisation"`
	Question     string `json:"question"`
	Answer       string `json:"answer"`
	At           string `json:"at"`
}

type ownThread struct {
	Opened   string   `json:"opened"`
	Messages []string `json:"messages"`
}

type ownFile struct {
	Name string `json:"name"`
	Size int64  `json:"bytes"`
	At   string `json:"at"`
}

type ownSeat struct {
	Event        string `json:"event"`
	Start        string `json:"start"`
	Organisation string `json:"organisation"`
	Seat         string `json:"seat"`
	Comes        string `json:"comes"`
	Registered   string `json:"registered"`
	Group        string `json:"group,omitempty"` // at the meeting, with whether they wrote down
}

// inWords is the person's own record, labelled.
func inWords(tx *Tx, p *Programme, id flows.PersonID, lang text.Language) map[string]string {
	person, known := tx.People.Get(id)
	if !known {
		return map[string]string{} // only the records say something
	}
	say := func(bg, en string) string { return text.T(bg, en).Plain(lang) }
	words := map[string]string{
		say("Име", "Name"): person.Name, say("Телефон", "Phone"): person.Phone,
		say("Съгласие", "Consent"): day(p, person.Consent.At) + ", " + person.Consent.Version,
	}
	var names []string
	for _, m := range tx.Memberships.OfPerson(id) {
		o, _ := tx.Organisations.Get(m.Organisation)
		names = append(names, o.Name)
	}
	sort.Strings(names)
	words[say("Организации", "Organisations")] = strings.Join(names, "; ")
	return words
}

func ownAnswers(tx *Tx, p *Programme, id flows.PersonID, lang text.Language) []ownAnswer {
	out := []ownAnswer{}
	x := &extracting{tx: tx, p: p, lang: lang}
	questions := answeredIn(tx, p.Survey)
	for key, r := range tx.Responses.All() {
		o, _ := tx.Organisations.Get(key.Organisation)
		for _, q := range questions {
			a := r.Answers[q.Code]
			if a.By != id || !a.Counts() {
				continue
			}
			out = append(out, ownAnswer{o.Name, q.Text.In(lang), x.answerWords(&q.Question, a), day(p, a.At)})
		}
	}
	return append(out, ownIdeaAnswers(tx, p, id, lang)...)
}

// ownIdeaAnswers are what the person wrote in ideas, under the authors' names.
func ownIdeaAnswers(tx *Tx, p *Programme, id flows.PersonID, lang text.Language) []ownAnswer {
	var out []ownAnswer
	for _, i := range tx.Ideas.All() {
		var authors []string
		for _, of := range i.Authors {
			o, _ := tx.Organisations.Get(of)
			authors = append(authors, o.Name)
		}
		for _, f := range p.Matrix.Fields(tx, i.Values()) {
			if a := i.Answers[f.Code]; a.By == id && a.Counts() {
				out = append(out, ownAnswer{strings.Join(authors, "; "), f.Text.In(lang), p.Matrix.Words(tx, f, a.Value, lang), day(p, a.At)})
			}
		}
	}
	return out
}

func ownThreads(tx *Tx, p *Programme, id flows.PersonID) []ownThread {
	out := []ownThread{}
	for _, th := range tx.Threads.All() {
		if th.Person != id {
			continue
		}
		t := ownThread{Opened: day(p, th.Opened)}
		for _, m := range th.Messages {
			t.Messages = append(t.Messages, strings.TrimSpace(m.At.In(p.Location).Format(time.DateTime)+" "+string(m.Kind)+" "+m.Text))
		}
		out = append(out, t)
	}
	return out
}

func ownFiles(tx *Tx, p *Programme, id flows.PersonID) []ownFile {
	out := []ownFile{}
	for _, f := range tx.Files.All() {
		if f.By == id {
			out = append(out, ownFile{f.Name, f.Size, day(p, f.At)})
		}
	}
	return out
}

// ownGroup is the mixed group in which somebody sat.
func ownGroup(tx *Tx, id RegistrationID, lang text.Language) string {
	g, ok := GroupWith(tx, id)
	switch {
	case !ok:
		return ""
	case g.Scribe == id:
		return text.T("Група %d, записва", "Group %d, writes down").With(g.Number).Plain(lang)
	}
	return text.T("Група %d", "Group %d").With(g.Number).Plain(lang)
}

// ownSeats are the registrations for which the person answers or that name them. Who
// comes in their place is the colleague's data, named only where they named them.
func ownSeats(tx *Tx, p *Programme, id flows.PersonID, lang text.Language) []ownSeat {
	out := []ownSeat{}
	person, _ := tx.People.Get(id)
	for _, r := range tx.Registrations.All() {
		if r.By != id && !comesAs(tx, r, id) {
			continue
		}
		e, _ := tx.Events.Get(r.Event)
		o, _ := tx.Organisations.Get(r.Organisation)
		comes := r.Attendee
		if comes == "" {
			comes = person.Name
		}
		out = append(out, ownSeat{e.Title.In(lang), day(p, e.Start.At), o.Name, seatWord(r.Seat).Plain(lang), comes, day(p, r.At), ownGroup(tx, r.ID, lang)})
	}
	return out
}

func seatWord(s Seat) text.Phrase {
	switch s {
	case Confirmed:
		return text.T("записано място", "a seat")
	case Waiting:
		return text.T("чака място", "waits for a seat")
	case Offered:
		return text.T("предложено място", "a seat is offered")
	case WalkIn:
		return text.T("на място, без записване", "came without registering")
	}
	return text.T("отказано", "cancelled")
}
