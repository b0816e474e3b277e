package document_test

import (
	"fmt"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/document"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

func both(s string) text.Pair { return text.Pair{BG: s, EN: s} }

func numberOf(n float64) *float64 { return &n }

// matrixOf is a programme whose matrix has the fields.
func matrixOf(fields ...flows.Question) *programme.Programme {
	p := *paperProgramme
	p.Municipalities = append([]programme.MunicipalityName{{Code: "byala", Name: text.Pair{BG: "Бяла", EN: "Byala"}}}, p.Municipalities...)
	p.Matrix = programme.Matrix{Form: flows.Form{Name: "idea", Title: text.Pair{BG: "Идея за съвместен проект", EN: "An idea for a joint project"}, Questions: fields}, Roles: map[string]string{}}
	p.Matrix.Priorities = []programme.Priority{
		{Code: "r1", Municipality: "ruse", Text: both("Дунавът – по-близо до града и до хората, които живеят в кварталите по течението")},
		{Code: "b1", Municipality: "byala", Text: both("Спорт")}, {Code: "r2", Municipality: "ruse", Text: both("Грижа")},
	}
	return &p
}

// everyKind has one field of each kind, with all that may stand at one.
func everyKind() []flows.Question {
	var fields []flows.Question
	for i, kind := range flows.Kinds {
		q := flows.Question{Code: string(kind), Kind: kind, Text: both("Поле от вид " + string(kind) + ", с дълъг въпрос, който не се събира на един ред, и пита какво точно?"), Hint: both("Пояснение 🙂"), DontKnow: i%3 == 0, Refuse: i%4 == 0, Skip: i%2 == 0}
		switch kind {
		case flows.One, flows.Several, flows.Municipality:
			q.MaxChoices = 2
			for n := range 3 + i*20 {
				q.Choices = append(q.Choices, flows.Choice{Code: fmt.Sprint("c", n), Label: both(fmt.Sprintf("Възможност %d", n)), Free: n%5 == 4})
			}
		case flows.Scale:
			q.Min, q.Max, q.Low, q.High = numberOf(1), numberOf(5), both("никак"), both("напълно")
		case flows.LongText:
			q.Section = both("Втора част")
		case flows.NumberKind:
			q.Unit = both("души")
			q.When = []flows.Condition{{Question: "one", Is: []string{"c1", "c2"}}, {Question: "scale", AtLeast: numberOf(3), AtMost: numberOf(4)}, {Question: "one", Not: []string{"c0"}}}
		}
		fields = append(fields, q)
	}
	return fields
}

func TestMatrix(t *testing.T) {
	at := time.Date(2027, 4, 6, 9, 0, 0, 0, time.UTC)
	forty := make([]flows.Question, 0, 40)
	for i := range 40 {
		q := everyKind()[i%len(flows.Kinds)]
		q.Code, q.When = fmt.Sprint("f", i), nil
		forty = append(forty, q)
	}
	priorities := flows.Question{Code: "aim", Kind: flows.Several, Text: both("Към кой приоритет?"), Choices: []flows.Choice{{Code: "r1", Label: both("Дунавът – по-близо до града и до хората, които живеят в кварталите по течението")}, {Code: "b1", Label: both("Спорт")}, {Code: "r2", Label: both("Грижа")}, {Code: "other", Label: both("Друг"), Free: true}}}
	prioritised := matrixOf(priorities, flows.Question{Code: "with", Kind: flows.Organisations, MaxItems: 3, Text: both("Партньори?")})
	prioritised.Matrix.Roles = map[string]string{programme.RolePriority: "aim", programme.RolePartners: "with"}
	for name, p := range map[string]*programme.Programme{"kinds": matrixOf(everyKind()...), "forty": matrixOf(forty...), "three": matrixOf(everyKind()[3:6]...), "priorities": prioritised, "none": matrixOf()} {
		for _, lang := range []text.Language{text.Bulgarian, text.English} {
			paper(t, "matrix-"+name+"-"+string(lang)+".pdf", func() ([]byte, error) {
				return document.Matrix(p, document.BlankMatrix{At: at}, lang)
			})
		}
	}
	paper(t, "matrix-meeting.pdf", func() ([]byte, error) {
		return document.Matrix(prioritised, document.BlankMatrix{Event: paperEvent, At: at}, text.Bulgarian)
	})
}
