package participant

import (
	"iter"
	"strings"
	"time"
	"unicode/utf8"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// The register is found by name, never listed: by a part of it that is long
// enough, a few at a time, so many times an hour.
const (
	shortestQuery  = 3   // letters and digits, legal form and the like apart
	longestQuery   = 200 // characters
	shownAtOnce    = 6
	searchesAnHour = 10 // without a choice
	searchHour     = time.Hour
)

// find asks for a part of the organisation's name.
func (c *chat) find() {
	c.joinSay(placeFind, "", flows.Screen{Text: askName(), Buttons: [][]flows.Tap{c.ways()}})
}

func askName() text.Phrase {
	return text.T("<b>Коя организация представлявате?</b>\nНапишете част от името ѝ.", "<b>Which organisation do you represent?</b>\nWrite a part of its name.")
}

// stranger greets somebody who came without an invitation.
func (c *chat) stranger() {
	c.joinSay(placeFind, "", flows.Screen{
		Text: text.Join("\n\n", c.hello(), askName(),
			text.T("Ако имате покана, отворете връзката от нея.", "If you have an invitation, open its link.")),
		Buttons: [][]flows.Tap{append([]flows.Tap{c.otherLanguage()}, helpRow()...)},
	})
}

// search answers a typed part of a name.
func (c *chat) search(typed string) {
	switch {
	case says(typed, "Няма я тук", "Няма я", "Няма я в списъка", "Няма ни тук", "Няма ни", "Няма ни в списъка", "Нова организация", "Not here", "It is not here"):
		c.choose(joinNew, wayNew)
		return
	case c.position(typed) != 0:
		c.choose(joinPick, found(c.position(typed)))
		return
	case !c.isName(typed) && c.joinTalk(typed):
		return
	case utf8.RuneCountInString(typed) > longestQuery:
		c.askOtherwise(text.T("Това е твърде дълго. Стигат една-две думи от името.", "That is too long. One or two words of the name are enough."))
		return
	case len([]rune(strings.ReplaceAll(programme.NameKey(typed), " ", ""))) < shortestQuery:
		c.askOtherwise(text.T("Напишете поне %d букви от името.", "Write at least %d letters of the name.").With(shortestQuery))
		return
	}
	if why := c.countSearch(); !why.Empty() {
		c.notFound(why)
		return
	}
	matches := programme.SearchOrganisations(c.visible(), typed, shownAtOnce)
	switch {
	case len(matches) == 0:
		c.notFound(text.T("Не намерих такава организация. Опитайте с друга дума от името, без съкращения.",
			"I found no such organisation. Try another word of the name, without abbreviations."))
	case len(matches) == 1, matches[0].Score == 1 && matches[1].Score < 1:
		c.Session.Consider = found(matches[0].ID)
		c.choose(joinPick, c.Session.Consider)
	default:
		c.list(matches)
	}
}

// isName reports whether an organisation is called just so: also one that is
// called what people say to each other.
func (c *chat) isName(typed string) bool {
	matches := programme.SearchOrganisations(c.visible(), typed, 1)
	return len(matches) > 0 && matches[0].Score == 1
}

// askOtherwise says what was amiss, and asks again; a list that is shown stays.
func (c *chat) askOtherwise(why text.Phrase) {
	if matches := c.shown(); len(matches) > 0 {
		c.Tell(text.Join(" ", why, text.T("Или номер от 1 до %d.", "Or a number from 1 to %d.").With(len(matches))))
		c.list(matches)
		return
	}
	c.joinSay(placeFind, "", flows.Screen{Text: why, Buttons: c.notHere()})
}

// shown is the list that was shown last, as far as it still stands.
func (c *chat) shown() []programme.Match {
	var matches []programme.Match
	for _, subject := range strings.Split(c.Session.Consider, ",") {
		if id, ok := organisationOf(subject); ok {
			if o, ok := c.tx.Organisations.Get(id); ok && o.Standing != programme.Refused {
				matches = append(matches, programme.Match{ID: id, Organisation: o})
			}
		}
	}
	return matches
}

// visible are the organisations that can be found: of the register, and those
// that wait for a coordinator, since two people of one new organisation may come.
func (c *chat) visible() iter.Seq2[programme.OrganisationID, programme.Organisation] {
	return programme.OrganisationsBut(c.tx, programme.Refused)
}

// countSearch counts a look into the register; why asks who has looked too often
// to turn to a person.
func (c *chat) countSearch() (why text.Phrase) {
	s := c.Session
	if c.At.Sub(s.Searched) >= searchHour {
		s.Searches, s.Searched = 0, c.At
	}
	s.Searches++
	if s.Searches <= searchesAnHour {
		return text.Phrase{}
	}
	return text.T("С търсене май не се получава. Най-бързо ще стане с човек: %s.", "Searching does not seem to work. A person is the quickest way: %s.").With(c.callUs())
}

// list shows the organisations that may be meant, numbered, so that a number can
// be typed as well.
func (c *chat) list(matches []programme.Match) {
	lines := []text.Phrase{text.T("Коя от тези е Вашата?", "Which of these is yours?")}
	var rows [][]flows.Tap
	var ids []string
	for i, m := range matches {
		o := m.Organisation
		lines = append(lines, text.T("%d. <b>%s</b>%s", "%d. <b>%s</b>%s").With(i+1, o.Name, c.where(o)))
		rows = append(rows, []flows.Tap{joinTap(numbered(i, o.Name), joinPick, found(m.ID))})
		ids = append(ids, subjectOf(m.ID))
	}
	lines = append(lines, text.T("Ако я няма, напишете друга дума от името.", "If it is not here, write another word of its name."))
	c.joinSay(placeFind, strings.Join(ids, ","), flows.Screen{Text: text.Join("\n", lines...), Buttons: append(rows, c.notHere()...)})
}

// notFound says why there is no list, and offers the other ways.
func (c *chat) notFound(why text.Phrase) {
	c.joinSay(placeFind, "", flows.Screen{
		Text: text.Join("\n", why, text.T("Ако я няма в списъка ни, натиснете „Няма я тук“ и ще я добавим.",
			"If it is not in our list, press “Not here”, and we will add it.")),
		Buttons: c.notHere(),
	})
}

func (c *chat) notHere() [][]flows.Tap {
	return [][]flows.Tap{{joinTap(text.T("Няма я тук", "Not here"), joinNew, wayNew)}, c.ways()}
}

// numbered is the label of a button whose text stands numbered in the message.
func numbered(i int, name string) text.Phrase {
	return text.T("%d. %s", "%d. %s").With(i+1, text.Clip(name, 26))
}

// listed is the place, from 1, of the organisation in the list that was shown
// last; 0: it was not in it.
func (c *chat) listed(id programme.OrganisationID) int {
	if c.Session.Place != placeFind {
		return 0
	}
	for i, subject := range strings.Split(c.Session.Consider, ",") {
		if subject == subjectOf(id) {
			return i + 1
		}
	}
	return 0
}

// position is the organisation whose number in the list was typed, or 0.
func (c *chat) position(typed string) programme.OrganisationID {
	ids := strings.Split(c.Session.Consider, ",")
	n, ok := text.ReadPositions(typed, len(ids))
	if !ok || len(n) != 1 || c.Session.Consider == "" {
		return 0
	}
	id, _ := organisationOf(ids[n[0]-1])
	return id
}
