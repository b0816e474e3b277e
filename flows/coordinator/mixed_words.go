package coordinator

import (
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// gathered says how many are there, of which kind.
func (g *group) gathered(e programme.Event) text.Phrase {
	ngos, others := 0, 0
	for _, l := range programme.Gathered(g.tx, e.Code) {
		if programme.PoolOf(l.Of) == programme.PoolNGO {
			ngos++
		} else {
			others++
		}
	}
	return text.T("Присъстват: %s – %d от НПО, %d от общини и институции.", "Present: %s – %d of NGOs, %d of municipalities and institutions.").With(text.People(ngos+others), ngos, others)
}

// mixedText is a group with its members and how far its idea is.
func (g *group) mixedText(one programme.Group, members []programme.DoorLine) text.Phrase {
	lines := []text.Phrase{text.T("<b>Група %d</b> (%d)", "<b>Group %d</b> (%d)").With(one.Number, len(members))}
	for i, l := range members {
		if i == mixedLines {
			lines = append(lines, text.T("и още %s", "and %s more").With(text.People(len(members)-i)))
			break
		}
		lines = append(lines, text.T("• %s", "• %s").With(g.seatLine(one, l)))
	}
	lines = append(lines, g.mixedIdea(one))
	return text.Join("\n", lines...)
}

// seatLine is a member of a group.
func (g *group) seatLine(one programme.Group, l programme.DoorLine) text.Phrase {
	name := text.Raw(text.Clip(l.Of.Name, longestSeat))
	if l.Name != "" {
		name = text.T("%s – %s", "%s – %s").With(name, text.Clip(l.Name, longestSeat/2))
	}
	if one.Scribe == l.ID {
		name = text.T("%s, <b>записва</b>", "%s, <b>writes down</b>").With(name)
	}
	if !programme.Hears(g.tx, l.Registration) {
		name = text.T("%s (без бота)", "%s (without the bot)").With(name)
	}
	return name
}

// mixedIdea says how far the group's idea is.
func (g *group) mixedIdea(one programme.Group) text.Phrase {
	i, ok := programme.IdeaOf(g.tx, one)
	title := g.p.Matrix.TitleOf(i)
	switch {
	case !ok && len(g.p.Matrix.Form.Questions) == 0:
		return text.Phrase{}
	case !ok && one.Scribe == 0:
		return text.T("<i>Никой още не записва.</i>", "<i>Nobody writes down yet.</i>")
	case !ok:
		return text.T("<i>Идеята не е започната.</i>", "<i>The idea has not been begun.</i>")
	case title == "":
		return text.T("Идея %d, още без заглавие", "Idea %d, without a title yet").With(int(i.ID))
	}
	return text.T("Идея %d: %s", "Idea %d: %s").With(int(i.ID), text.Quote(text.Clip(title, longestName)))
}

// unheard says how many the bot cannot tell their group.
func (g *group) unheard(groups [][]programme.DoorLine) text.Phrase {
	n := 0
	for _, members := range groups {
		for _, l := range members {
			if !programme.Hears(g.tx, l.Registration) {
				n++
			}
		}
	}
	if n == 0 {
		return text.Phrase{}
	}
	return text.T("Без бота: %s. Кажете групата на място.", "Without the bot: %s. Tell them on the spot.").With(text.People(n))
}

func (g *group) organisationName(id programme.OrganisationID) string {
	o, _ := g.tx.Organisations.Get(id)
	return o.Name
}

// seatedAmong are the people whom a list of members names.
func (g *group) seatedAmong(groups ...[]programme.DoorLine) []flows.PersonID {
	var out []flows.PersonID
	for _, members := range groups {
		out = append(out, namedIn(members)...)
		for _, l := range members {
			if who := programme.PersonIn(g.tx, l.Registration); who != 0 && who != l.By {
				out = append(out, who)
			}
		}
	}
	return out
}

// unmet says which wishes could not be met, and why.
func unmet(s programme.Seated, name func(programme.OrganisationID) string) []text.Phrase {
	pools, colleagues := map[programme.Pool]int{}, map[programme.OrganisationID]int{}
	for _, members := range s.Groups {
		for _, sitter := range members {
			pools[sitter.Pool]++
			colleagues[sitter.Organisation]++
		}
	}
	var out []text.Phrase
	lacks := func(which []int, pool programme.Pool, what text.Phrase) {
		if len(which) == 0 {
			return
		}
		line := text.T("%s в %s.", "%s in %s.").With(what, groupNumbers(which))
		why := text.T("Има само %s%s.", "There are only %s%s.").With(text.People(pools[pool]), groupsAre(len(s.Groups)))
		switch {
		case pools[pool] == 0:
			why = text.T("Никой от тях не е дошъл.", "None of them has come.")
		case pools[pool] >= len(s.Groups):
			why = text.T("Ако преместите някого, ще има навсякъде.", "If you move somebody, there will be one everywhere.")
		}
		out = append(out, text.Join(" ", line, why))
	}
	lacks(s.NoNGO, programme.PoolNGO, text.T("Няма НПО", "No NGO"))
	lacks(s.NoPublic, programme.PoolAuthority, text.T("Няма община или институция", "No municipality or institution"))
	const named = 3
	for i, id := range s.Together {
		if i == named {
			out = append(out, text.T("Още %s имат колеги в една група.", "%s more have colleagues in one group.").With(text.Organisations(len(s.Together)-named)))
			break
		}
		line := text.T("Колеги в една група: %s.", "Colleagues in one group: %s.").With(text.Quote(text.Clip(name(id), longestSeat)))
		if colleagues[id] > len(s.Groups) {
			line = text.T("%s Дошли са %s%s.", "%s %s have come%s.").With(line, text.People(colleagues[id]), groupsAre(len(s.Groups)))
		}
		out = append(out, line)
	}
	return out
}

// groupsAre ends a sentence with how many groups there are.
func groupsAre(n int) text.Localised {
	if n == 1 {
		return text.Pair{BG: ", а групата е една", EN: ", and there is one group"}
	}
	return text.Pair{BG: ", а групите са " + strconv.Itoa(n), EN: ", and there are " + strconv.Itoa(n) + " groups"}
}

// groupNumbers names groups, which are counted from 0: „Група 2, Група 3“.
func groupNumbers(which []int) text.Localised {
	var bg, en []string
	for _, i := range which {
		bg, en = append(bg, "Група "+strconv.Itoa(i+1)), append(en, "Group "+strconv.Itoa(i+1))
	}
	return text.Pair{BG: strings.Join(bg, ", "), EN: strings.Join(en, ", ")}
}
