package programme_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// anything fills the records with organisations, people and responses that
// stand anyhow, and returns them.
func anything(t *rapid.T, tx *programme.Tx) []programme.Organisation {
	standing := rapid.SampledFrom([]programme.Standing{programme.InForce, programme.InForce, programme.Proposed, programme.Refused})
	var all []programme.Organisation
	for i := range rapid.IntRange(0, 6).Draw(t, "organisations") {
		o := programme.Organisation{
			Name:         fmt.Sprintf("%c%d", 'А'+rapid.IntRange(0, 3).Draw(t, "letter"), i),
			Kind:         rapid.SampledFrom([]programme.OrganisationKind{programme.NGO, programme.NGO, programme.Municipality, programme.Institution}).Draw(t, "kind"),
			Municipality: rapid.SampledFrom([]string{"byala", "ruse", "Силистра", ""}).Draw(t, "municipality"),
			Standing:     standing.Draw(t, "standing"),
		}
		o.ID = put(tx, o)
		all = append(all, o)
		for n := range rapid.IntRange(0, 2).Draw(t, "people") {
			who := flows.PersonID(10*i + n + 1)
			key := member(tx, who, o.ID, standing.Draw(t, "membership"))
			if rapid.Bool().Draw(t, "still joining") {
				tx.People.Put(who, programme.Person{Consent: programme.Consent{Version: "1"}})
			}
			if rapid.Bool().Draw(t, "apart") {
				tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: o.ID, Applicant: key.Person}, programme.Response{Begun: noon, Sent: noon})
			}
		}
		r := programme.Response{Begun: noon}
		switch rapid.SampledFrom([]string{"none", "named", "begun", "accepted", "sent", "of another survey"}).Draw(t, "response") {
		case "named": // who is to answer on paper, and nothing else
			r.Respondent = "Ана"
			tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: o.ID}, r)
		case "begun":
			r.Answers = map[string]flows.Answer{"wish": said(0, 1, flows.Value{Text: "x"})}
			tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: o.ID}, r)
		case "accepted":
			r.Accepted.At = noon
			tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: o.ID}, r)
		case "sent":
			r.Sent = noon
			tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: o.ID}, r)
		case "of another survey":
			r.Sent = noon
			tx.Responses.Put(programme.ResponseKey{Survey: "before", Organisation: o.ID}, r)
		}
	}
	return all
}

// Every number equals a recount of the records, and so does every row of the
// table that is taken away.
func TestCountsEqualARecount(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		rapid.Check(t, func(t *rapid.T) {
			wipe(tx)
			all := anything(t, tx)
			counts := programme.Count(tx, small)
			var known, joined, sent, accepted, begun, rows []string
			for _, o := range all {
				if o.Standing != programme.InForce {
					continue
				}
				known = append(known, o.Name)
				for _, key := range tx.Memberships.OfOrganisation(o.ID) {
					m, _ := tx.Memberships.Get(key)
					p, _ := tx.People.Get(key.Person)
					if m.Standing == programme.InForce && !p.Joined.IsZero() && !slices.Contains(joined, o.Name) {
						joined = append(joined, o.Name)
					}
				}
				switch r, ok := tx.Responses.Get(programme.ResponseKey{Survey: "survey", Organisation: o.ID}); {
				case ok && !r.Sent.IsZero():
					sent, rows = append(sent, o.Name), append(rows, o.Name)
				case ok && r.Settled():
					accepted, rows = append(accepted, o.Name), append(rows, o.Name)
				case ok && r.Respondent == "":
					begun, rows = append(begun, o.Name), append(rows, o.Name)
				}
			}
			same(t, "known", counts, known)
			same(t, "joined", counts.Where(programme.HasJoined), joined)
			same(t, "sent", counts.Where(programme.At(programme.Sent)), sent)
			same(t, "accepted", counts.Where(programme.At(programme.Accepted)), accepted)
			same(t, "begun", counts.Where(programme.At(programme.Begun)), begun)
			stages := 0
			for _, stage := range []programme.Stage{programme.NotJoined, programme.NotBegun, programme.Begun, programme.Sent, programme.Accepted} {
				stages += len(counts.Where(programme.At(stage)))
			}
			towns := 0
			for _, town := range counts.ByMunicipality(small) {
				towns += len(town.Counts)
			}
			if stages != len(known) || towns != len(known) {
				t.Errorf("%d organisations: %d by stage, %d by municipality", len(known), stages, towns)
			}
			table, _ := programme.ExtractOf(tx, small, "survey", "", text.Bulgarian)
			var got []string
			for _, row := range table.Rows {
				got = append(got, row[0].(string))
			}
			slices.Sort(rows)
			if !slices.Equal(got, rows) {
				t.Errorf("the table has %v, want %v", got, rows)
			}
		})
	})
}

func same(t *rapid.T, what string, counts programme.Counts, want []string) {
	var got []string
	for _, s := range counts {
		got = append(got, s.Name)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// wipe empties the records that are counted.
func wipe(tx *programme.Tx) {
	drop(tx.Organisations)
	drop[programme.MembershipKey, programme.Membership](tx.Memberships)
	drop(tx.Responses)
	drop(tx.People)
}

func drop[K comparable, V any](table programme.Table[K, V]) {
	var keys []K
	for key := range table.All() {
		keys = append(keys, key)
	}
	for _, key := range keys {
		table.Delete(key)
	}
}

func TestCountsInOrder(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		for _, o := range []programme.Organisation{
			{Name: "Б", Municipality: "byala"}, {Name: "Я", Municipality: "ruse"}, {Name: "Г", Municipality: "Силистра"}, {Name: "А", Municipality: "ruse"}, {Name: "Д"},
		} {
			put(tx, o)
		}
		var out []string
		for _, town := range programme.Count(tx, small).ByMunicipality(small) {
			line := town.Name.In(text.Bulgarian) + ":"
			for _, s := range town.Counts {
				line += " " + s.Name
			}
			out = append(out, line)
		}
		if got, want := strings.Join(out, "; "), "Русе: А Я; Бяла: Б; без община: Д; Силистра: Г"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	})
}
