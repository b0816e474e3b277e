package programme

import (
	"slices"
	"strconv"

	"partnerbot/flows"
)

// ideas name the one that stays wherever they named the other: as author, as partner, as
// who wants to share them, and in what they say and said.
func (m *merging) ideas() {
	for id, i := range collect(m.tx.Ideas) {
		changed := m.answers(i.Answers)
		for _, v := range i.Versions {
			for code, value := range v.Values {
				if m.value(&value) {
					v.Values[code], changed = value, true
				}
			}
		}
		changed = m.parties(&i) || changed
		if changed {
			m.tx.Ideas.Put(id, i)
		}
	}
}

// parties are the organisations of an idea; nobody is twice among them, and an author is
// no partner.
func (m *merging) parties(i *Idea) bool {
	changed := false
	if at := slices.Index(i.Authors, m.from.ID); at >= 0 {
		changed = true
		if i.Authors = slices.Clone(i.Authors); slices.Contains(i.Authors, m.into.ID) {
			i.Authors = slices.Delete(i.Authors, at, at+1)
		} else {
			i.Authors[at] = m.into.ID
		}
	}
	var partners []Partner
	for _, p := range i.Partners {
		if p.Organisation == m.from.ID {
			p.Organisation, changed = m.into.ID, true
		}
		at := slices.IndexFunc(partners, func(other Partner) bool { return p.Organisation != 0 && other.Organisation == p.Organisation })
		switch {
		case p.Organisation != 0 && slices.Contains(i.Authors, p.Organisation):
			changed = true
		case at < 0:
			partners = append(partners, p)
		case p.SignedNow() && !partners[at].SignedNow():
			partners[at] = p
		}
	}
	var joining []Joining
	for _, j := range i.Joining {
		if j.Organisation == m.from.ID {
			j.Organisation, changed = m.into.ID, true
		}
		twice := slices.ContainsFunc(joining, func(other Joining) bool { return other.Organisation == j.Organisation })
		if !twice && !slices.Contains(i.Authors, j.Organisation) {
			joining = append(joining, j)
		}
	}
	if changed {
		i.Partners, i.Joining = partners, joining
	}
	return changed
}

// answers changes what answers name; it reports whether one did.
func (m *merging) answers(answers map[string]flows.Answer) (changed bool) {
	for code, a := range answers {
		here := m.value(&a.Value)
		if a.Draft != nil {
			draft := *a.Draft
			here = m.value(&draft) || here
			a.Draft = &draft
		}
		a.History = slices.Clone(a.History)
		for n := range a.History {
			here = m.value(&a.History[n].Value) || here
		}
		if here {
			answers[code], changed = a, true
		}
	}
	return changed
}

// value changes what one value names. A list names nobody twice.
func (m *merging) value(v *flows.Value) (changed bool) {
	from, into := strconv.FormatUint(uint64(m.from.ID), 10), strconv.FormatUint(uint64(m.into.ID), 10)
	if v.Ref == from {
		v.Ref, changed = into, true
	}
	if !slices.ContainsFunc(v.Items, func(it flows.Item) bool { return it.Ref == from }) {
		return changed
	}
	var items []flows.Item
	for _, it := range v.Items {
		if it.Ref == from {
			it.Ref = into
		}
		if it.Ref != into || !slices.ContainsFunc(items, func(other flows.Item) bool { return other.Ref == into }) {
			items = append(items, it)
		}
	}
	v.Items = items
	return true
}
