package coordinator

import (
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// actor is who did something. Of coordinators who do not take part themselves no name
// is kept: only who looks is called by theirs, so that two can tell who it was.
func (g *group) actor(id flows.PersonID) text.Phrase {
	if id == flows.Group {
		return text.T("ботът или групата", "the bot, or the group")
	}
	if name := g.nameOf(id); name != "" {
		return text.Raw(name)
	}
	if id == g.Person && g.Name != "" {
		return text.Raw(g.Name)
	}
	if !g.tx.Chats.Known(id) {
		return erasedWords
	}
	return text.T("координатор № %s", "coordinator No. %s").With(id.String())
}

// aboutWords names what a line is about; who did it is not named twice.
func (g *group) aboutWords(a about, by flows.PersonID) text.Phrase {
	var parts []text.Phrase
	if a.person != 0 && a.person != by {
		name := erasedWords
		if said := g.nameOf(a.person); said != "" {
			name = text.Raw(said)
		}
		parts = append(parts, name)
	}
	if a.organisation != 0 {
		parts = append(parts, g.thingWords("o"+refOf(a.organisation)))
	}
	if a.event != "" {
		parts = append(parts, g.thingWords("e"+a.event))
	}
	if a.idea != 0 {
		parts = append(parts, g.thingWords("i"+a.idea.String()))
	}
	if a.question != "" {
		parts = append(parts, text.T("въпрос № %s", "question No. %s").With(a.question))
	}
	if a.broadcast != 0 {
		parts = append(parts, text.T("съобщение № %d", "message No. %d").With(int(a.broadcast)))
	}
	return text.Join(", ", parts...)
}

// thingWords names a thing as buttons do.
func (g *group) thingWords(thing string) text.Phrase {
	ref := thing[1:]
	switch thing[0] {
	case 'o':
		if o, ok := g.tx.Organisations.Get(organisationOf(ref)); ok {
			return text.Raw(text.Clip(o.Name, longestName))
		}
		return text.T("организация, която вече я няма", "an organisation that is gone")
	case 'e':
		if e, ok := g.tx.Events.Get(ref); ok {
			return g.shortTitle(e)
		}
	case 'i':
		id, _ := programme.ParseIdeaID(ref)
		if i, ok := g.tx.Ideas.Get(id); ok {
			return g.ideaNamed(i)
		}
		return text.T("идея, която вече я няма", "an idea that is gone")
	case 'p':
		return g.memberName(personOf(ref))
	}
	return text.Phrase{}
}

// personOfThing is the person whom a button names, 0 for none.
func personOfThing(thing string) flows.PersonID {
	if thing[0] != 'p' {
		return 0
	}
	return personOf(thing[1:])
}

// decimalPerson reads what flows.PersonID.String gives.
func decimalPerson(ref string) flows.PersonID {
	id, _ := strconv.ParseUint(ref, 10, 64)
	return flows.PersonID(id)
}
