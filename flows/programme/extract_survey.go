package programme

import (
	"cmp"
	"slices"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// surveyed is the response of an organisation.
type surveyed struct {
	Organisation
	Response
	progress flows.Progress
}

// surveyedIn are the organisations that count, by their names: whoever of them has begun
// has a row. What somebody answered who waits for approval, or for an organisation that
// does, is not in it.
func surveyedIn(x *extracting) []Organisation {
	var out []Organisation
	for _, o := range x.tx.Organisations.All() {
		if o.Standing == InForce && x.here(o.Municipality) {
			out = append(out, o)
		}
	}
	slices.SortStableFunc(out, func(a, b Organisation) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// responseOf is the organisation's own response, if it has begun one.
func (x *extracting) responseOf(o Organisation) []surveyed {
	r, _ := x.tx.Responses.Get(ResponseKey{Survey: x.p.Survey.Name, Organisation: o.ID})
	if !r.Started() {
		return nil
	}
	return []surveyed{{o, r, flows.ProgressOf(&x.p.Survey, r.Answers)}}
}

// extractSurvey is one row an organisation, each question coded and in words. Questions
// that are no longer asked stand at the end.
func extractSurvey(x *extracting) *extraction {
	e := Extract{
		Code: "survey", Title: text.Pair{BG: "Проучване", EN: "Survey"}, File: text.Pair{BG: "prouchvane", EN: "survey"},
		About: text.Pair{
			BG: "един ред за всяка организация, която е започнала да отговаря; за въпросите с готови отговори има колона с код и колона с думи",
			EN: "one row for each organisation that has begun to answer; questions with ready answers have a column with the code and one with words",
		},
	}
	fields := []field[surveyed]{
		col("organisation", CellText, "Организация", "Organisation", func(s surveyed) any { return s.Name }),
		col("municipality", CellCoded, "Община", "Municipality", func(s surveyed) any { return x.townOf(s.Municipality) }),
		col("state", CellCoded, "Състояние", "State", func(s surveyed) any { return surveyState(s.Response) }),
		col("begun", CellTime, "Започнато", "Begun", func(s surveyed) any { return timeCell(s.Begun) }),
		col("sent", CellTime, "Изпратено", "Sent", func(s surveyed) any { return timeCell(s.Sent) }),
		col("changed", CellTime, "Променено", "Changed", func(s surveyed) any { return timeCell(s.changed()) }).
			saying("кога отговорите са изпратени пак, след промяна", "when changed answers were sent again"),
		col("answers", CellNumber, "Отговори", "Answers", func(s surveyed) any { return s.progress.Done }),
		col("questions", CellNumber, "От въпроси", "Of questions", func(s surveyed) any { return s.progress.All }).
			saying("колко въпроса се задават на тази организация според отговорите ѝ", "how many questions this organisation is asked, by what it has answered"),
		col("organisation_number", CellNumber, "Номер на организацията", "Organisation’s number", func(s surveyed) any { return int(s.ID) }),
	}
	fields = append(fields, answerFields(x, x.p.Survey, "", func(s surveyed) map[string]flows.Answer { return s.Answers })...)
	return fill(e, surveyedIn(x), x.responseOf, fields)
}

// changed is when changed answers were sent again: sending for the first time changes
// nothing.
func (s surveyed) changed() time.Time {
	if s.Resent.After(s.Sent) {
		return s.Resent
	}
	return time.Time{}
}

func surveyState(r Response) any {
	switch {
	case !r.Sent.IsZero():
	case !r.Accepted.At.IsZero():
		return Coded{"accepted", text.Pair{BG: "прието от координатор, неизпратено", EN: "accepted by a coordinator, not sent"}}
	default:
		return Coded{"begun", text.Pair{BG: "започнато, неизпратено", EN: "begun, not sent"}}
	}
	return Coded{"sent", text.Pair{BG: "изпратено", EN: "sent"}}
}

// SurveyCounts are the responses that were begun and not sent, those of them that a
// coordinator accepted apart, and those that were sent.
func SurveyCounts(tx *Tx, p *Programme) (begun, accepted, sent int) {
	x := &extracting{tx: tx, p: p}
	for _, o := range surveyedIn(x) {
		for _, s := range x.responseOf(o) {
			switch {
			case !s.Sent.IsZero():
				sent++
			case s.Settled():
				accepted++
			default:
				begun++
			}
		}
	}
	return begun, accepted, sent
}
