package coordinator

import (
	"cmp"
	"slices"
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of the list of all organisations. Each carries what the list is narrowed to:
// kind, municipality and state.
const (
	verbOrgs  = "orgs"  // … and which page
	verbOrgBy = "orgby" // which of the three is to be chosen, and what they are now
)

const (
	anything           = "all"
	elsewhere          = "-" // none of the programme's municipalities
	organisationsShown = 8   // each has a button
)

// narrowed is what the list is narrowed to.
type narrowed struct{ kind, town, state string }

// narrow are the ways to narrow it, with the words of each choice, in the order of buttons.
func (g *group) narrow(by string) (title text.Phrase, codes []string, words func(code string) text.Phrase) {
	switch by {
	case "kind":
		return text.T("Вид", "Kind"), []string{anything, string(programme.NGO), string(programme.Municipality), string(programme.Institution)},
			func(code string) text.Phrase {
				switch code {
				case string(programme.NGO):
					return text.T("НПО", "NGOs")
				case string(programme.Municipality):
					return text.T("общини", "municipalities")
				case string(programme.Institution):
					return text.T("институции", "institutions")
				}
				return text.T("всички", "all")
			}
	case "town":
		codes = []string{anything}
		for _, m := range g.p.Municipalities {
			codes = append(codes, m.Code)
		}
		return text.T("Община", "Municipality"), append(codes, elsewhere), func(code string) text.Phrase {
			switch code {
			case anything:
				return text.T("всички", "all")
			case elsewhere:
				return text.T("други", "others")
			}
			return text.T("%s", "%s").With(g.p.Town(code))
		}
	}
	return text.T("Състояние", "State"), []string{anything, "out", "in", "none", "begun", "sent", string(programme.Proposed), string(programme.Refused)}, standWords
}

func standWords(code string) text.Phrase {
	switch code {
	case "out":
		return text.T("неприсъединени", "not joined")
	case "in":
		return text.T("присъединени", "joined")
	case "none":
		return text.T("незапочнали проучването", "survey not begun")
	case "begun":
		return text.T("започнали проучването", "survey begun")
	case "sent":
		return text.T("изпратили проучването", "survey sent")
	case string(programme.Proposed):
		return text.T("чакат одобрение", "waiting for approval")
	case string(programme.Refused):
		return text.T("отказани", "refused")
	}
	return text.T("всички", "all")
}

// holds reports whether the organisation stays in the list.
func (n narrowed) holds(p *programme.Programme, s programme.State) bool {
	_, known := p.MunicipalityName(s.Municipality)
	if n.kind != anything && n.kind != string(s.Kind) || n.town == elsewhere && known || n.town != anything && n.town != elsewhere && n.town != s.Municipality {
		return false
	}
	counts, ngo := s.Standing == programme.InForce, s.Kind == programme.NGO
	switch n.state {
	case "out":
		return counts && !s.Joined
	case "in":
		return counts && s.Joined
	case "none":
		return counts && ngo && s.Stage == programme.NotBegun
	case "begun":
		return counts && ngo && s.Stage == programme.Begun
	case "sent":
		return counts && ngo && s.Stage == programme.Sent
	case string(programme.Proposed), string(programme.Refused):
		return n.state == string(s.Standing)
	}
	return true
}

// with is the same, narrowed in one of the ways otherwise.
func (n narrowed) with(by, code string) narrowed {
	switch by {
	case "kind":
		n.kind = code
	case "town":
		n.town = code
	default:
		n.state = code
	}
	return n
}

// everyOrganisation are those that count, in the order of all lists, and behind them those
// that wait or were refused.
func (g *group) everyOrganisation() programme.Counts {
	all := programme.Count(g.tx, g.p)
	counted := len(all)
	for _, o := range g.tx.Organisations.All() {
		if o.Standing != programme.InForce {
			all = append(all, programme.State{Organisation: o})
		}
	}
	slices.SortStableFunc(all[counted:], func(a, b programme.State) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

// organisations lists all of them.
func (g *group) organisations(string) {
	g.say(g.organisationsPage(narrowed{anything, anything, anything}, 0))
}

// turnOrganisations shows a page in place.
func (g *group) turnOrganisations(refs []string) {
	page, _ := strconv.Atoi(refs[3])
	g.change(g.organisationsPage(narrowed{refs[0], refs[1], refs[2]}, page))
}

func (g *group) organisationsPage(n narrowed, page int) flows.Screen {
	all := g.everyOrganisation()
	some := all.Where(func(s programme.State) bool { return n.holds(g.p, s) })
	v := viewOf(len(some), organisationsShown, page)
	lines := []text.Phrase{v.titled(text.T("<b>Организации</b>: %d от %d", "<b>Organisations</b>: %d of %d").With(len(some), len(all)))}
	var narrowing []flows.Tap
	for _, by := range []string{"kind", "town", "state"} {
		title, _, words := g.narrow(by)
		now := map[string]string{"kind": n.kind, "town": n.town, "state": n.state}[by]
		if now != anything {
			title = text.T("• %s", "• %s").With(title)
			lines = append(lines, text.T("Само: %s", "Only: %s").With(words(now)))
		}
		narrowing = append(narrowing, tap(title, verbOrgBy, by, n.kind, n.town, n.state))
	}
	if len(some) == 0 {
		lines = append(lines, text.T("Няма такива.", "There are none."))
	}
	rows := [][]flows.Tap{narrowing}
	for i, s := range some[v.from:v.to] {
		lines = append(lines, text.T("%d. %s (%s) – %s", "%d. %s (%s) – %s").With(v.from+i+1, text.Clip(s.Name, longestName), g.facts(s.Organisation), g.stateOf(s)))
		rows = append(rows, []flows.Tap{tap(text.T("%d. %s", "%d. %s").With(v.from+i+1, text.Clip(s.Name, 40)), verbOpen, refOf(s.ID))})
	}
	turn := func(label text.Phrase, page int) flows.Tap {
		return tap(label, verbOrgs, n.kind, n.town, n.state, strconv.Itoa(page))
	}
	rows = append(rows, v.taps(turn), []flows.Tap{turn(text.T("Обнови", "Refresh"), v.page)})
	return flows.Screen{Name: "card/organisations", Text: text.Join("\n", lines...), Buttons: rows}
}

// stateOf is how far an organisation is, in few words.
func (g *group) stateOf(s programme.State) text.Phrase {
	switch {
	case s.Standing != programme.InForce:
		return standingWords(s.Standing)
	case s.Kind == programme.NGO && s.Stage == programme.Sent:
		return text.T("изпратила", "sent")
	case s.Kind == programme.NGO && s.Stage == programme.Begun:
		return text.T("проучване %d от %d", "survey %d of %d").With(s.Answers.Done, s.Answers.All)
	case s.Joined:
		return text.T("присъединена", "has joined")
	}
	return text.T("още не е присъединена", "has not joined")
}

// chooseOrganisations offers the choices of one way, with how many each leaves.
func (g *group) chooseOrganisations(refs []string) {
	by, n := refs[0], narrowed{refs[1], refs[2], refs[3]}
	title, codes, words := g.narrow(by)
	all := g.everyOrganisation()
	var rows [][]flows.Tap
	for _, code := range codes {
		to := n.with(by, code)
		some := len(all.Where(func(s programme.State) bool { return to.holds(g.p, s) }))
		label := text.T("%s: %d", "%s: %d").With(words(code), some)
		if last := len(rows) - 1; last >= 0 && len(rows[last]) == 1 && by == "town" {
			rows[last] = append(rows[last], tap(label, verbOrgs, to.kind, to.town, to.state, "0"))
			continue
		}
		rows = append(rows, []flows.Tap{tap(label, verbOrgs, to.kind, to.town, to.state, "0")})
	}
	rows = append(rows, []flows.Tap{tap(text.T("‹ Към списъка", "‹ To the list"), verbOrgs, n.kind, n.town, n.state, "0")})
	g.change(flows.Screen{Name: "card/organisations", Text: text.T("<b>Организации</b> · %s:", "<b>Organisations</b> · %s:").With(title), Buttons: rows})
}
