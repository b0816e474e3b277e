package storage

import (
	"fmt"

	"partnerbot/flows/programme"
)

// checkIdeas follows what ideas and mixed groups name.
func (t *tx) checkIdeas(wrong func(string, ...any)) {
	each(t, ideas, func(k []byte, i programme.Idea) {
		of := fmt.Sprintf("idea %d", number(k))
		if i.Begun.IsZero() || len(i.Authors) == 0 {
			wrong("%s was never begun, or is nobody's", of)
		}
		for _, id := range i.Authors {
			if !t.has(organisations, be(uint64(id))) {
				wrong("%s is of organisation %d, which is not there", of, id)
			}
		}
		if i.Counts() && len(i.Versions) == 0 {
			wrong("%s counts, and was never submitted", of)
		}
		if i.Group != 0 && !t.has(groups, be(uint64(i.Group))) {
			wrong("%s is of group %d, which is not there", of, i.Group)
		}
		t.checkGiver(of, i.By, wrong)
		t.checkAnswers(of, i.Answers, wrong)
		for _, p := range i.Partners {
			if p.Organisation != 0 && !t.has(organisations, be(uint64(p.Organisation))) {
				wrong("%s names organisation %d, which is not there", of, p.Organisation)
			}
		}
	})
	each(t, groups, func(k []byte, g programme.Group) {
		of := fmt.Sprintf("group %d", number(k))
		if !t.has(events, []byte(g.Event)) {
			wrong("%s is of event %s, which is not there", of, g.Event)
		}
		for _, id := range g.Members {
			if !t.has(registrations, be(uint64(id))) {
				wrong("%s: its member %d is not there", of, id)
			}
		}
		if g.Idea != 0 && !t.has(ideas, be(uint64(g.Idea))) {
			wrong("%s: its idea %d is not there", of, g.Idea)
		}
	})
}
