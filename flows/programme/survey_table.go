package programme

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// SurveyTable is the responses as a table: one row an organisation that counts and
// began, for each question a column with the code and one with words. Questions that
// are no longer asked stand at the end. Ticks that were not finished and answers
// that became void are not in it, nor is what somebody answered who waits for
// approval, or for an organisation that does.
func SurveyTable(tx *Tx, p *Programme, lang text.Language) [][]string {
	say := func(bg, en string) string { return text.T(bg, en).Plain(lang) }
	questions := surveyColumns(tx, p)
	head := []string{say("Организация", "Organisation"), say("Община", "Municipality"), say("Състояние", "State"), say("Започнато", "Begun"),
		say("Изпратено", "Sent"), say("Променено", "Changed"), say("Отговори", "Answers"), say("От въпроси", "Of questions")}
	for _, q := range questions {
		title := q.Text.In(lang)
		if q.gone {
			title += say(" (отпаднал въпрос)", " (no longer asked)")
		}
		head = append(head, q.Code, title)
	}
	rows := [][]string{}
	for key, r := range tx.Responses.All() {
		o, _ := tx.Organisations.Get(key.Organisation)
		if key.Survey == p.Survey.Name && key.Applicant == 0 && o.Standing == InForce {
			rows = append(rows, surveyRow(tx, p, o, r, questions, lang))
		}
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i][0] < rows[j][0] })
	return append([][]string{head}, rows...)
}

// SurveyCounts are the responses that were begun and not sent, and those that
// were sent.
func SurveyCounts(tx *Tx, p *Programme) (begun, sent int) {
	for key, r := range tx.Responses.All() {
		o, _ := tx.Organisations.Get(key.Organisation)
		switch {
		case key.Survey != p.Survey.Name, key.Applicant != 0, o.Standing != InForce:
		case r.Sent.IsZero():
			begun++
		default:
			sent++
		}
	}
	return begun, sent
}

func surveyRow(tx *Tx, p *Programme, o Organisation, r Response, questions []column, lang text.Language) []string {
	town := ""
	if o.Municipality != "" {
		town = p.Town(o.Municipality).In(lang)
	}
	state := text.T("започнато, неизпратено", "begun, not sent")
	if !r.Sent.IsZero() {
		state = text.T("изпратено", "sent")
	}
	changed := r.Resent
	if !changed.After(r.Sent) {
		changed = time.Time{} // sending for the first time changes nothing
	}
	done := flows.ProgressOf(&p.Survey, r.Answers)
	row := []string{o.Name, town, state.Plain(lang), day(p, r.Begun), day(p, r.Sent), day(p, changed), strconv.Itoa(done.Done), strconv.Itoa(done.All)}
	for _, q := range questions {
		code, words := answerCells(tx, &q.Question, r.Answers[q.Code], lang)
		row = append(row, code, words)
	}
	return row
}

func day(p *Programme, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(p.Location).Format("2006-01-02 15:04")
}

// column is a question of the table.
type column struct {
	flows.Question
	gone    bool
	offered int // how many of its choices the configuration has; they come first
}

// surveyColumns are the questions of the configuration, with every choice they
// ever had, then those that are gone.
func surveyColumns(tx *Tx, p *Programme) []column {
	var out, gone []column
	known := map[string]Wording{}
	orders := map[string]int{}
	for key, w := range tx.Wordings.All() {
		if key.Form != p.Survey.Name {
			continue
		}
		known[key.Question] = w
		if _, asked := p.Survey.Question(key.Question); !asked {
			q := flows.Question{Code: key.Question, Kind: w.Kind, Text: w.Text}
			gone = append(gone, column{Question: withChoices(q, w), gone: true})
			orders[key.Question] = w.Order
		}
	}
	for _, q := range p.Survey.Questions {
		out = append(out, column{Question: withChoices(q, known[q.Code]), offered: len(q.Choices)})
	}
	sort.SliceStable(gone, func(i, j int) bool { return orders[gone[i].Code] < orders[gone[j].Code] })
	return append(out, gone...)
}

// withChoices adds the choices that the question once had.
func withChoices(q flows.Question, w Wording) flows.Question {
	q.Choices = slices.Clone(q.Choices)
	for _, code := range slices.Sorted(maps.Keys(w.Choices)) {
		if _, have := q.Choice(code); !have {
			q.Choices = append(q.Choices, flows.Choice{Code: code, Label: w.Choices[code]})
		}
	}
	return q
}

// answerCells are an answer as code and as words.
func answerCells(tx *Tx, q *flows.Question, a flows.Answer, lang text.Language) (code, words string) {
	if !a.Counts() {
		return "", ""
	}
	v := a.Value
	words = q.Words(v, lang)
	switch {
	case v.None != "":
		code = string(v.None)
	case len(v.Choices) > 0:
		code = strings.Join(v.Choices, ",")
	case v.Number != nil:
		code = strconv.FormatFloat(*v.Number, 'f', -1, 64)
		if lang == text.Bulgarian {
			code = strings.Replace(code, ".", ",", 1)
		}
	case v.Cents != nil:
		code = fmt.Sprintf("%d.%02d", *v.Cents/100, *v.Cents%100)
		if lang == text.Bulgarian {
			code = strings.Replace(code, ".", ",", 1)
		}
	case v.Ref != "":
		code = v.Ref
		if id, err := strconv.ParseUint(v.Ref, 10, 64); err == nil {
			o, _ := tx.Organisations.Get(OrganisationID(id))
			words = o.Name
		}
	default:
		code = v.Date
	}
	if n := len(a.Unwritten()); n > 0 {
		waits := text.T("[за записване: %d глас/снимка]", "[to be written down: %d voice/photo]").With(n).Plain(lang)
		words = strings.TrimSpace(words + " " + waits)
	}
	return code, words
}
