package programme

import (
	"slices"

	"partnerbot/flows/text"
)

// Trace is where an idea comes from and where it went. Every link that is missing is
// so for a reason, which follows from the fields.
type Trace struct {
	Idea    Idea
	Asks    bool    // the matrix asks which need the idea answers
	Needs   []Named // that it answers, in the order in which they were given
	Sent    Counts  // NGOs that have sent the survey: of which Needs speak
	Authors []TrainedAuthor
	Group   *Group         // that worked it out; nil: none, or its record is gone
	Meeting *Event         // of Group
	Members []Organisation // of Group's members, each once
}

// Named is a need with the organisations that named it in the survey.
type Named struct {
	Code  string
	Label text.Localised
	Known bool // the survey knows it, or once did
	By    Counts
}

// TrainedAuthor is an author with the trainings at which somebody of it was.
type TrainedAuthor struct {
	ID    OrganisationID
	Name  string // "": the organisation is gone
	There []Event
}

// TraceOf follows the idea's links through the records.
func TraceOf(tx *Tx, p *Programme, i Idea) Trace {
	t := Trace{Idea: i}
	t.Sent = Count(tx, p).Where(IsNGO, At(Sent))
	_, t.Asks = p.Matrix.Field(RoleNeeds)
	for _, code := range p.Matrix.Value(i, RoleNeeds).Choices {
		t.Needs = append(t.Needs, needNamed(tx, p, t.Sent, code))
	}
	for _, id := range i.Authors {
		o, _ := tx.Organisations.Get(id)
		t.Authors = append(t.Authors, TrainedAuthor{ID: id, Name: o.Name})
	}
	for _, training := range IndicatorsOf(tx).Trainings {
		ngos, others := PresentAt(tx, training.Code)
		for _, o := range slices.Concat(ngos, others) {
			if at := slices.Index(i.Authors, o.ID); at >= 0 {
				t.Authors[at].There = append(t.Authors[at].There, training.Event)
			}
		}
	}
	if g, ok := tx.Groups.Get(i.Group); ok && i.Group != 0 {
		t.Group = &g
		if e, there := tx.Events.Get(g.Event); there {
			t.Meeting = &e
		}
		for _, id := range AuthorsIn(tx, g, 0) {
			if o, there := tx.Organisations.Get(id); there {
				t.Members = append(t.Members, o)
			}
		}
	}
	return t
}

// Trained is how many of the authors were at a training.
func (t Trace) Trained() int {
	n := 0
	for _, a := range t.Authors {
		if len(a.There) > 0 {
			n++
		}
	}
	return n
}

// needNamed finds which of the organisations have named the need: a choice of the
// survey's question behind the matrix's field.
func needNamed(tx *Tx, p *Programme, sent Counts, code string) Named {
	n := Named{Code: code, Label: text.Pair{BG: code}}
	if w, ok := tx.Wordings.Get(WordingKey{Form: p.Survey.Name, Question: p.Matrix.Needs}); ok {
		if label, known := w.Choices[code]; known {
			n.Label, n.Known = label, true
		}
	}
	if q, ok := p.Survey.Question(p.Matrix.Needs); ok {
		if c, known := q.Choice(code); known {
			n.Label, n.Known = c.Label, true
		}
	}
	for _, s := range sent {
		r, _ := tx.Responses.Get(ResponseKey{Survey: p.Survey.Name, Organisation: s.ID})
		if a := r.Answers[p.Matrix.Needs]; a.Counts() && slices.Contains(a.Value.Choices, code) {
			n.By = append(n.By, s)
		}
	}
	return n
}

// NeedNamed is the need with the organisations that named it, and all that have sent
// the survey.
func NeedNamed(tx *Tx, p *Programme, code string) (named Named, sent Counts) {
	sent = Count(tx, p).Where(IsNGO, At(Sent))
	return needNamed(tx, p, sent, code), sent
}
