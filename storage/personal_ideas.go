package storage

import (
	"bytes"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// ownIdeas are those in which the person wrote or acted, or that name them.
func ownIdeas(t *tx, who person) [][]byte {
	var keys [][]byte
	each(t, ideas, func(k []byte, i programme.Idea) {
		if t.inIdea(i, who) {
			keys = append(keys, bytes.Clone(k))
		}
	})
	return keys
}

func (t *tx) inIdea(i programme.Idea, who person) bool {
	theirs := i.By == who.id || i.Typist == who.id
	for _, a := range i.Answers {
		theirs = theirs || t.gave(a, who) || a.Counts() && !t.valueWithout(clone(a.Value), who).Same(a.Value)
	}
	for _, v := range i.Versions {
		theirs = theirs || v.By == who.id
		for _, value := range v.Values {
			theirs = theirs || !t.valueWithout(clone(value), who).Same(value)
		}
	}
	for _, s := range i.Steps {
		theirs = theirs || s.By == who.id || who.record.Traces().BlotOut(s.Reason) != s.Reason
	}
	for _, p := range i.Partners {
		theirs = theirs || p.By == who.id || who.record.Traces().BlotOut(p.Reason) != p.Reason
	}
	for _, j := range i.Joining {
		theirs = theirs || j.By == who.id
	}
	return theirs
}

// clone is the value with entries of its own: they are changed in place.
func clone(v flows.Value) flows.Value {
	v.Items = append([]flows.Item(nil), v.Items...)
	return v
}

// eraseIdea keeps the idea, which is its authors', without the person.
func eraseIdea(t *tx, who person, key []byte) {
	var i programme.Idea
	if !t.getJSON(ideas, key, &i) {
		return
	}
	nobody := func(by *flows.PersonID) {
		if *by == who.id {
			*by = 0
		}
	}
	blot := who.record.Traces().BlotOut
	nobody(&i.By)
	nobody(&i.Typist)
	for code, a := range i.Answers {
		a = t.withoutPerson(a, who)
		a.Value = t.valueWithout(clone(a.Value), who)
		i.Answers[code] = a
	}
	for n := range i.Versions {
		v := &i.Versions[n]
		nobody(&v.By)
		for code, value := range v.Values {
			v.Values[code] = t.valueWithout(clone(value), who)
		}
	}
	for n := range i.Steps {
		nobody(&i.Steps[n].By)
		i.Steps[n].Reason = blot(i.Steps[n].Reason)
	}
	for n := range i.Partners {
		nobody(&i.Partners[n].By)
		i.Partners[n].Reason = blot(i.Partners[n].Reason)
	}
	for n := range i.Joining {
		nobody(&i.Joining[n].By)
	}
	t.putJSON(ideas, key, i)
}

// ownIdea leaves of an idea what the person wrote.
func ownIdea(t *tx, who person, key []byte) any {
	var i programme.Idea
	t.getJSON(ideas, key, &i)
	for code, a := range i.Answers {
		if a.By != who.id {
			delete(i.Answers, code)
		}
	}
	i.Versions, i.Joining = nil, nil
	return i
}
