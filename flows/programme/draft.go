package programme

import (
	"time"

	"partnerbot/flows"
)

// DraftKey names what a coordinator is filling in: which form, about which record.
type DraftKey struct {
	Person  flows.PersonID
	Form    string
	Subject string // as buttons carry it; may be empty
}

// Draft is a form of the coordinators' that somebody is filling in in their private
// chat. It is kept until it is sent or given up; what was given goes into the records
// only then.
type Draft struct {
	Begun   time.Time               `json:"begun"`
	Answers map[string]flows.Answer `json:"answers,omitempty"` // by question code
}

// DeskDue opens a form of the coordinators' in the private chat of who has asked for it.
// Its Ref is form/subject.
const DeskDue = "desk"

// OpenDraft has the form opened in the person's private chat. A draft that was begun
// goes on; begin fills in what a new one starts with, and may be nil.
func OpenDraft(tx *Tx, t *flows.Turn, key DraftKey, begin func(*Draft)) {
	if _, begun := tx.Drafts.Get(key); !begun {
		d := Draft{Begun: tx.Now, Answers: map[string]flows.Answer{}}
		if begin != nil {
			begin(&d)
		}
		tx.Drafts.Put(key, d)
	}
	ref := key.Form + "/" + key.Subject
	t.Do(flows.Schedule{Key: DeskDue + "/" + ref + "/" + key.Person.String(), At: tx.Now, Kind: DeskDue, Ref: ref, Person: key.Person})
}

// DropDraft takes the draft away with the files that were sent for it.
func DropDraft(tx *Tx, key DraftKey) {
	d, begun := tx.Drafts.Get(key)
	if !begun {
		return
	}
	for _, a := range d.Answers {
		values := []flows.Value{a.Value}
		if a.Draft != nil {
			values = append(values, *a.Draft)
		}
		for _, past := range a.History {
			values = append(values, past.Value)
		}
		for _, v := range values {
			for _, id := range v.Files {
				tx.Files.Delete(id)
			}
		}
	}
	tx.Drafts.Delete(key)
}

// Preset gives a draft an answer to begin with, which the person can change.
func (d *Draft) Preset(question string, v flows.Value, by flows.PersonID, at time.Time) {
	d.Answers[question] = flows.Answer{Value: v, By: by, At: at, Version: 1}
}
