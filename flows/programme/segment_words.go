package programme

import (
	"slices"

	"partnerbot/flows/text"
)

// namedInSegment is how many organisations of an own list are named.
const namedInSegment = 3

// Words say whom the segment means: „НПО от Русе, без изпратено проучване, или записани
// за „…““.
func (s Segment) Words(tx *Tx, p *Programme) text.Phrase {
	if len(s.Any) == 0 {
		return text.T("никой", "nobody")
	}
	said := s.Any[0].Words(tx, p)
	for _, c := range s.Any[1:] {
		said = text.T("%s, или %s", "%s, or %s").With(said, c.Words(tx, p))
	}
	return said
}

// Words say whom the clause means.
func (c Clause) Words(tx *Tx, p *Programme) text.Phrase {
	if c.All {
		return text.T("всички участници", "all participants")
	}
	said := c.who()
	own := text.Phrase{}
	switch {
	case len(c.Own) > 0 && len(c.Kinds)+len(c.Towns) == 0:
		said = text.T("представителите на %s", "the representatives of %s").With(c.named(tx))
	case len(c.Own) > 0:
		own = text.T("само %s", "only %s").With(c.named(tx))
	}
	if len(c.Towns) > 0 {
		names := make([]text.Phrase, len(c.Towns))
		for i, code := range c.Towns {
			names[i] = text.T("%s", "%s").With(p.Town(code))
		}
		from := text.T("%s от община %s", "%s from the municipality of %s")
		if len(names) > 1 {
			from = text.T("%s от общините %s", "%s from the municipalities of %s")
		}
		said = from.With(said, allOf(names))
	}
	more := []text.Phrase{own}
	if c.Unsent {
		more = append(more, text.T("без изпратено проучване", "whose survey was not sent"))
	}
	for _, of := range []struct {
		codes []string
		said  text.Phrase
	}{
		{c.Registered, text.T("записани за %s", "registered for %s")},
		{c.Waiting, text.T("чакащи място за %s", "waiting for a seat at %s")},
		{c.Absent, text.T("отсъствали от %s", "absent from %s")},
	} {
		if len(of.codes) > 0 {
			more = append(more, of.said.With(events(tx, p, of.codes)))
		}
	}
	return text.Join(", ", append([]text.Phrase{said}, more...)...)
}

// who are the kinds of the clause.
func (c Clause) who() text.Phrase {
	var kinds []text.Phrase
	for _, k := range Kinds {
		if slices.Contains(c.Kinds, k) {
			kinds = append(kinds, KindWords(k))
		}
	}
	if len(kinds) == 0 {
		return text.T("участници", "participants")
	}
	return allOf(kinds)
}

// Kinds are all kinds of organisations, in the order in which they are named.
var Kinds = []OrganisationKind{NGO, Municipality, Institution}

// KindWords is what many of a kind are called.
func KindWords(k OrganisationKind) text.Phrase {
	switch k {
	case Municipality:
		return text.T("общини", "municipalities")
	case Institution:
		return text.T("институции", "institutions")
	case NGO:
	}
	return text.T("НПО", "NGOs")
}

// named are the first of the own list, and how many more there are.
func (c Clause) named(tx *Tx) text.Phrase {
	var names []text.Phrase
	for _, id := range c.Own {
		o, ok := tx.Organisations.Get(id)
		if ok {
			names = append(names, text.T("%s", "%s").With(text.Clip(o.Name, 60)))
		}
	}
	if len(names) == 0 {
		return text.T("организации, които вече ги няма", "organisations that are no longer there")
	}
	if rest := len(names) - namedInSegment; rest > 0 {
		return text.T("%s и още %d", "%s and %d more").With(text.Join(", ", names[:namedInSegment]...), rest)
	}
	return allOf(names)
}

// events are the titles with their days: several may have the same title.
func events(tx *Tx, p *Programme, codes []string) text.Phrase {
	var titles []text.Phrase
	for _, code := range codes {
		e, ok := tx.Events.Get(code)
		if !ok {
			titles = append(titles, text.T("събитие, което вече го няма", "an event that is no longer there"))
			continue
		}
		title := text.Pair{BG: text.Quote(e.Title.In(text.Bulgarian)).In(text.Bulgarian), EN: text.Quote(e.Title.In(text.English)).In(text.English)}
		titles = append(titles, text.T("%s (%s)", "%s (%s)").With(title, text.ShortDay(e.Start.In(p))))
	}
	return either(titles)
}

// either is „А, Б или В“.
func either(names []text.Phrase) text.Phrase {
	return enumerated(names, text.T("%s или %s", "%s or %s"))
}

// allOf is „А, Б и В“.
func allOf(names []text.Phrase) text.Phrase {
	return enumerated(names, text.T("%s и %s", "%s and %s"))
}

func enumerated(names []text.Phrase, ends text.Phrase) text.Phrase {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return ends.With(text.Join(", ", names[:last]...), names[last])
}
