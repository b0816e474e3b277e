package storage

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// held lists the records that hold something of the person.
func (t *tx) held(id flows.PersonID) []programme.Held {
	who := t.person(id)
	var out []programme.Held
	for b, p := range personalIn() {
		if p.keys == nil {
			continue
		}
		for _, key := range p.keys(t, who) {
			value := bytes.Clone(t.in(bucket(b)).Get(key))
			switch {
			case p.theirs != nil:
				value, _ = json.Marshal(p.theirs(t, who, key)) // a record, as it is stored
			case !json.Valid(value):
				value, _ = json.Marshal(string(value)) // a string is always one
			}
			out = append(out, programme.Held{Bucket: bucketNames[b], Key: readableKey(key), Record: value})
		}
	}
	return out
}

// readableKey shows the numbers of a key: each eight bytes are one.
func readableKey(key []byte) string {
	if word, rest, ok := bytes.Cut(key, []byte{0}); ok && len(word) > 0 && len(rest)%8 == 0 {
		return string(word) + "/" + readableKey(rest)
	}
	var parts []string
	for len(key) >= 8 {
		parts = append(parts, strconv.FormatUint(number(key[:8]), 10))
		key = key[8:]
	}
	if len(key) > 0 {
		parts = append(parts, string(key))
	}
	return strings.Join(parts, "/")
}

// onlyOwn leaves of a response what the person wrote: the rest is their
// colleagues’, also where they speak for another organisation by now.
func onlyOwn(t *tx, who person, key []byte) any {
	var r programme.Response
	t.getJSON(responses, key, &r)
	if !who.named(r.Respondent) {
		r.Respondent = ""
	}
	for code, a := range r.Answers {
		past := slices.DeleteFunc(a.History, func(old flows.Past) bool { return old.By != who.id })
		switch {
		case a.By == who.id:
			a.History = past
			r.Answers[code] = a
		case len(past) > 0:
			r.Answers[code] = flows.Answer{History: past}
		default:
			delete(r.Answers, code)
		}
	}
	return r
}
