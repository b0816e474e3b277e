package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// An idea that is full but for being sent is put there without being played:
//
//	Мария вече е написала Зелен център
//	Мария вече е написала Зелен център с Община Русе, Фирма „Лозен“   its partners
//
// It belongs to the first organisation that she speaks for. Fields have the first of
// their choices, and plain words.
func (s *stage) wroteIdea(p *simulator.Person, what string) error {
	title, partners, _ := strings.Cut(what, " с ")
	profile := p.Profile()
	return s.store.Update(s.clock.Now(), func(tx *programme.Tx) error {
		for id, person := range tx.People.All() {
			if of := tx.Memberships.OfPerson(id); person.Name == strings.TrimSpace(profile.First+" "+profile.Last) && len(of) > 0 {
				return fillIdea(tx, s.programme, id, of[0].Organisation, title, partners)
			}
		}
		return fmt.Errorf("%s takes no part", profile.First)
	})
}

func fillIdea(tx *programme.Tx, p *programme.Programme, by flows.PersonID, of programme.OrganisationID, title, partners string) error {
	i := programme.BeginIdea(tx, by, of, 0)
	i.Answers = map[string]flows.Answer{}
	m := &p.Matrix
	for _, q := range m.Form.Questions {
		v := flows.Value{None: flows.SkippedIt}
		switch form := m.FormFor(i); q.Kind {
		case flows.ShortText, flows.LongText:
			v = flows.Value{Text: map[string]string{m.Roles[programme.RoleTitle]: title, m.Roles[programme.RoleProblem]: "Няма къде да се случва „" + title + "“."}[q.Code]}
			if v.Text == "" {
				v.Text = "Накратко казано."
			}
		case flows.One, flows.Several, flows.Municipality:
			now, _ := form.Question(q.Code)
			v = flows.Value{Choices: []string{now.Choices[0].Code}}
		case flows.NumberKind:
			months := 12.0
			v = flows.Value{Number: &months}
		case flows.Money:
			cents := int64(1000000)
			v = flows.Value{Cents: &cents}
		case flows.List:
			v = flows.Value{Items: []flows.Item{{Number: 1, Text: "Първо", By: by}, {Number: 2, Text: "Второ", By: by}}}
		case flows.Organisation:
			v = flows.Value{Ref: strconv.FormatUint(uint64(of), 10)}
		case flows.Organisations:
			v = flows.Value{None: flows.SkippedIt}
			for n, name := range slices.DeleteFunc(strings.Split(partners, ", "), func(s string) bool { return s == "" }) {
				v.None = ""
				it := flows.Item{Number: n + 1, Text: name, By: by}
				for id, o := range tx.Organisations.All() {
					if o.Name == name {
						it.Text, it.Ref = "", strconv.FormatUint(uint64(id), 10)
					}
				}
				v.Items = append(v.Items, it)
			}
		}
		i.Answers[q.Code] = flows.Answer{Value: v, By: by, At: tx.Now, Version: 1}
	}
	tx.Ideas.Put(i.ID, i)
	return nil
}
