package coordinator_test

import (
	"fmt"
	"strings"
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// An organisation is found by its EIK, however that is written.
func TestOrganisationByEIK(t *testing.T) {
	o := newOffice(t)
	o.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO, EIK: "121817309"})
	o.organisation(programme.Organisation{Name: "Фондация „Ехо“", Kind: programme.NGO})
	for query, want := range map[string]string{
		"121817309": "Сдружение „Дунав“", "ЕИК 121 817 309": "Сдружение „Дунав“", "ехо": "Фондация „Ехо“", "000000000": "Не намирам",
	} {
		if said := words(o.inGroup(flows.Command{Name: "organisation", Argument: query})); !strings.HasPrefix(said, want) {
			t.Errorf("%s: %q", query, said)
		}
	}
	o.organisation(programme.Organisation{Name: "Дунав 2", Kind: programme.NGO, EIK: "121817309", Standing: programme.Proposed})
	if said := words(o.inGroup(flows.Command{Name: "organisation", Argument: "121817309"})); strings.Count(said, "ЕИК 121817309") != 2 {
		t.Errorf("two have it: %q", said)
	}
}

// Whom to forget is found by a part of the name or of the phone number; people of
// the same name are told apart, and nobody is left out without a word.
func TestWhomToForget(t *testing.T) {
	o := newOffice(t)
	for i := range 9 {
		o.member(int64(2001+i), "Мария Иванова", o.organisation(programme.Organisation{Name: fmt.Sprintf("Сдружение %d", i), Kind: programme.NGO}), programme.InForce)
	}
	forget := func(query string) ([]flows.Row, string) {
		rows := o.inGroup(flows.Command{Name: "forget", Argument: query})
		return rows, words(rows)
	}
	for _, query := range []string{"мария", "Ivanova", "0888 123", "+359 888", "123456", "456", "888123456"} {
		rows, said := forget(query)
		if strings.Count(said, "Мария Иванова (Сдружение ") != 6 || !strings.Contains(said, "И още 3 души") || len(rows[0].Say.Buttons) != 6 {
			t.Errorf("%q: %q", query, said)
		}
	}
	for _, query := range []string{"никой", "0899", "56", "Мария 456"} {
		if _, said := forget(query); !strings.HasPrefix(said, "Не намирам такъв човек.") || strings.Contains(said, "изтрит") {
			t.Errorf("%q: %q", query, said)
		}
	}
}

// A card does not say „yet“ of what may have been: somebody came, and left.
func TestCardAfterEverybodyLeft(t *testing.T) {
	o := newOffice(t)
	id := o.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO, Invitation: "CODE000000000001"})
	key := o.member(2001, "Мария Иванова", id, programme.InForce)
	o.records(func(tx *programme.Tx) {
		programme.Leave(tx, &flows.Turn{}, small, key)
		tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: id}, programme.Response{Begun: o.now, Sent: o.now.AddDate(0, 0, -1)})
	})
	card := words(o.press("g:show:" + ref(uint64(id))))
	for _, want := range []string{"Сега никой не я представлява.", "С нея сега няма участници.", "Проучване: изпратено във вторник, 2 февруари."} {
		if !strings.Contains(card, want) {
			t.Errorf("no %q in %q", want, card)
		}
	}
	if phones := words(o.press("g:phones:" + ref(uint64(id)))); !strings.Contains(phones, "Сега никой не я представлява.") {
		t.Errorf("in private: %q", phones)
	}
}
