package programme

import (
	"cmp"
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// citizen is a person with the organisations for which they speak or want to.
type citizen struct {
	Person
	id  flows.PersonID
	of  []OrganisationID
	way []Standing // of each
}

// extractPeople is one row a person who has given their consent: nothing is held of
// others, and who was erased is not there.
func extractPeople(x *extracting) *extraction {
	e := Extract{
		Code: "people", Title: text.Pair{BG: "Хора", EN: "People"}, File: text.Pair{BG: "hora", EN: "people"},
		About: text.Pair{BG: "един ред за всеки човек, който се е съгласил да пазим данните му", EN: "one row for each person who has agreed that we keep their data"},
	}
	return fill(e, citizensIn(x), each, []field[citizen]{
		col("number", CellNumber, "Номер", "Number", func(c citizen) any { return int(c.id) }),
		col("name", CellText, "Име", "Name", func(c citizen) any { return wordsCell(c.Name) }),
		col("phone", CellText, "Телефон", "Phone", func(c citizen) any { return wordsCell(c.Phone) }),
		col("organisations", CellLong, "Организации", "Organisations", func(c citizen) any { return wordsCell(x.memberOf(c)) }).
			saying("за които говори; в скоби, ако още не е решено", "for which they speak; in brackets where that is not decided"),
		col("organisation_numbers", CellText, "Номера на организациите", "Organisations’ numbers", func(c citizen) any { return numbersCell(c.of) }),
		col("joined", CellTime, "Присъединяване", "Joined", func(c citizen) any { return timeCell(c.Joined) }).
			saying("кога е дал име; празно: още не е", "when they had given their name; empty: not yet"),
		col("consent", CellTime, "Съгласие", "Consent", func(c citizen) any { return timeCell(c.Consent.At) }),
		col("consent_version", CellText, "Версия на съгласието", "Version of the consent", func(c citizen) any { return wordsCell(c.Consent.Version) }),
		col("language", CellText, "Език", "Language", func(c citizen) any { return string(x.tx.Chats.Language(c.id)) }),
		col("reachable", CellYesNo, "Достижим в Telegram", "Reachable in Telegram", func(c citizen) any { return x.tx.Chats.Reachable(c.id) }).
			saying("„не“: ботът не може да му пише, търсете го по телефона", "“no”: the bot cannot write to them, call them"),
		col("quiet", CellYesNo, "Не иска подсещания", "Wants no nudges", func(c citizen) any { return c.Quiet }),
	})
}

func citizensIn(x *extracting) []citizen {
	var out []citizen
	for id, p := range x.tx.People.All() {
		c, here := citizen{Person: p, id: id}, x.town == ""
		for _, key := range x.tx.Memberships.OfPerson(id) {
			m, _ := x.tx.Memberships.Get(key)
			o := x.organisation(key.Organisation)
			here = here || x.here(o.Municipality)
			c.of, c.way = append(c.of, key.Organisation), append(c.way, StandingOf(o, m))
		}
		if here {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b citizen) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// memberOf are the names of a person's organisations.
func (x *extracting) memberOf(c citizen) string {
	var names []text.Phrase
	for i, id := range c.of {
		name := text.Raw(x.organisation(id).Name)
		switch c.way[i] {
		case Proposed:
			name = text.T("%s (чака одобрение)", "%s (waits for approval)").With(name)
		case Refused:
			name = text.T("%s (отказано)", "%s (refused)").With(name)
		}
		names = append(names, name)
	}
	return text.Join("; ", names...).Plain(x.lang)
}

// numbersCell are numbers of records.
func numbersCell[ID ~uint64](ids []ID) any {
	if len(ids) == 0 {
		return nil
	}
	out := make(Numbers, len(ids))
	for i, id := range ids {
		out[i] = int(id)
	}
	return out
}
