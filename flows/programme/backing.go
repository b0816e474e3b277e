package programme

import (
	"iter"
	"slices"
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// Backing is what all records that are filled in with a form share: people's names,
// the register, files. The fillings of participants and of coordinators stand on it.
type Backing struct {
	Tx   *Tx
	Turn *flows.Turn
	Of   string // the form's name, where the configuration can change it: its old words are kept
}

// Who implements flows.Filling.
func (b Backing) Who(id flows.PersonID) string {
	p, _ := b.Tx.People.Get(id)
	return p.Name
}

// foundAtOnce is how many organisations a typed name may mean.
const foundAtOnce = 6

// Find implements flows.Filling. Organisations that nobody has approved are not shown.
func (b Backing) Find(query string) []flows.Option {
	var out []flows.Option
	for _, m := range SearchOrganisations(OrganisationsBut(b.Tx, Proposed, Refused), query, foundAtOnce) {
		out = append(out, flows.Option{
			Ref:  strconv.FormatUint(uint64(m.ID), 10),
			Name: m.Organisation.Name,
			Sure: NameKey(m.Organisation.Name) == NameKey(query),
		})
	}
	return out
}

// OrganisationsBut are all but those of such standings.
func OrganisationsBut(tx *Tx, standings ...Standing) iter.Seq2[OrganisationID, Organisation] {
	return func(yield func(OrganisationID, Organisation) bool) {
		for id, o := range tx.Organisations.All() {
			if !slices.Contains(standings, o.Standing) && !yield(id, o) {
				return
			}
		}
	}
}

// Option implements flows.Filling.
func (b Backing) Option(ref string) (string, bool) {
	id, err := strconv.ParseUint(ref, 10, 64)
	if err != nil {
		return "", false
	}
	o, ok := b.Tx.Organisations.Get(OrganisationID(id))
	return o.Name, ok
}

// Label is how a choice of the form was put that it no longer has.
func (b Backing) Label(question, choice string) (text.Pair, bool) {
	w, _ := b.Tx.Wordings.Get(WordingKey{Form: b.Of, Question: question})
	label, ok := w.Choices[choice]
	return label, ok
}

// FetchJob is the kind of the job that fetches a file; its Ref is the file's number.
const FetchJob = "fetch"

// maxFetch is the largest file that a bot may fetch, in bytes (Bot API, getFile).
const maxFetch = 20 << 20

// Keep implements flows.Filling.
func (b Backing) Keep(a flows.Attachment) (flows.FileID, flows.Work, bool) {
	if a.Size > maxFetch {
		return 0, flows.Work{}, false
	}
	id := b.Tx.NewFile()
	b.Tx.Files.Put(id, File{
		Kind: a.Kind, Name: a.Name, MIME: a.MIME, Size: a.Size, Remote: a.Remote, Unique: a.Unique,
		By: b.Turn.Person, At: b.Turn.At,
	})
	return id, flows.Work{Kind: FetchJob, Ref: id.String()}, true
}

// Proposal implements flows.Filling: nothing is proposed.
func (Backing) Proposal(*flows.Question) string { return "" }
