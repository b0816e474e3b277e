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
}

// surveyResponses are the responses that count, by the names of their organisations: one
// an organisation that counts and began. What somebody answered who waits for approval,
// or for an organisation that does, is not among them.
func surveyResponses(x *extracting) []surveyed {
	var out []surveyed
	for key, r := range x.tx.Responses.All() {
		o := x.organisation(key.Organisation)
		if key.Survey == x.p.Survey.Name && key.Applicant == 0 && o.Standing == InForce && x.here(o.Municipality) {
			out = append(out, surveyed{o, r})
		}
	}
	slices.SortStableFunc(out, func(a, b surveyed) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// extractSurvey is one row an organisation, each question coded and in words. Questions
// that are no longer asked stand at the end.
func extractSurvey(x *extracting) Extract {
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
		col("answers", CellNumber, "Отговори", "Answers", func(s surveyed) any { return flows.ProgressOf(&x.p.Survey, s.Answers).Done }),
		col("questions", CellNumber, "От въпроси", "Of questions", func(s surveyed) any { return flows.ProgressOf(&x.p.Survey, s.Answers).All }).
			saying("колко въпроса се задават на тази организация според отговорите ѝ", "how many questions this organisation is asked, by what it has answered"),
		col("organisation_number", CellNumber, "Номер на организацията", "Organisation’s number", func(s surveyed) any { return int(s.ID) }),
	}
	fields = append(fields, answerFields(x, x.p.Survey, "", func(s surveyed) map[string]flows.Answer { return s.Answers })...)
	return fill(e, surveyResponses(x), fields)
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

// SurveyCounts are the responses that were begun and not sent, and those that
// were sent.
func SurveyCounts(tx *Tx, p *Programme) (begun, sent int) {
	for _, s := range surveyResponses(&extracting{tx: tx, p: p}) {
		if s.Sent.IsZero() {
			begun++
		} else {
			sent++
		}
	}
	return begun, sent
}
