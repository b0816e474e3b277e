package programme

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// IdeaField is what an idea says in one field of the matrix.
type IdeaField struct {
	Question flows.Question // with every choice that it ever had
	Answer   flows.Answer
	Gone     bool // the matrix has the field no more
	order    int
}

// FieldsOf are the fields along which the idea is asked, in the matrix's order,
// answered or not; then those that it has answered and the matrix has no more.
func FieldsOf(tx *Tx, p *Programme, i Idea) []IdeaField {
	form := p.Matrix.FormFor(i)
	known := map[string]Wording{}
	for key, w := range tx.Wordings.All() {
		if key.Form == form.Name {
			known[key.Question] = w
		}
	}
	var out, gone []IdeaField
	for _, q := range flows.Asked(form, i.Answers) {
		out = append(out, IdeaField{Question: withChoices(*q, known[q.Code]), Answer: i.Answers[q.Code]})
	}
	for code, a := range i.Answers {
		if _, have := form.Question(code); have || !a.Counts() {
			continue
		}
		w := known[code]
		q := flows.Question{Code: code, Kind: w.Kind, Text: w.Text}
		gone = append(gone, IdeaField{Question: withChoices(q, w), Answer: a, Gone: true, order: w.Order})
	}
	slices.SortFunc(gone, func(a, b IdeaField) int {
		return cmp.Or(cmp.Compare(a.order, b.order), strings.Compare(a.Question.Code, b.Question.Code))
	})
	return append(out, gone...)
}

// FieldWords is what a value of the field says, plain: organisations by their names,
// the entries of a list each on a line.
func FieldWords(tx *Tx, q *flows.Question, v flows.Value, lang text.Language) string {
	name := func(ref, written string) string {
		if id, err := strconv.ParseUint(ref, 10, 64); err == nil {
			if o, ok := tx.Organisations.Get(OrganisationID(id)); ok {
				return o.Name
			}
		}
		return written
	}
	switch {
	case v.None != "":
	case v.Ref != "":
		return name(v.Ref, v.Ref)
	case len(v.Items) > 0:
		lines := make([]string, len(v.Items))
		for n, it := range v.Items {
			lines[n] = strconv.Itoa(n+1) + ". " + name(it.Ref, it.Text)
		}
		return strings.Join(lines, "\n")
	}
	return q.Words(v, lang)
}

// PartnerName is what a partner is called: as the register has it, or as the authors
// wrote it.
func PartnerName(tx *Tx, partner Partner) string {
	if o, ok := tx.Organisations.Get(partner.Organisation); ok {
		return o.Name
	}
	return partner.Name
}

// ToSign are the partners of the idea for which the person may sign and that have not
// signed, in the idea's order.
func (i Idea) ToSign(tx *Tx, who flows.PersonID) []Partner {
	if !i.Counts() {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(i.Partners), func(p Partner) bool {
		return p.Organisation == 0 || p.SignedNow() || !speaksFor(tx, who, p.Organisation)
	})
}

// PartnersOf are the partners of the idea for which the person speaks.
func (i Idea) PartnersOf(tx *Tx, who flows.PersonID) []Partner {
	return slices.DeleteFunc(slices.Clone(i.Partners), func(p Partner) bool {
		return p.Organisation == 0 || !speaksFor(tx, who, p.Organisation)
	})
}

// MaySee reports whether the person may read the idea: its authors always, its
// partners once it was submitted, everybody who takes part once it is approved.
func (i Idea) MaySee(tx *Tx, who flows.PersonID) bool {
	switch {
	case i.MayWrite(tx, who):
		return true
	case i.Approved():
		return slices.ContainsFunc(tx.Memberships.OfPerson(who), func(k MembershipKey) bool { return speaksFor(tx, who, k.Organisation) })
	}
	return i.Counts() && len(i.PartnersOf(tx, who)) > 0
}
