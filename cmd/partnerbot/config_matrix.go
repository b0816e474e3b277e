package main

import (
	"cmp"
	"slices"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

const matrixForm = "idea" // the form's name, part of records and buttons

// prioritiesLimit is how many priorities one municipality may have: they stand in one
// message.
const prioritiesLimit = 20

// roleKinds are the kinds of question that each role of a field may have.
var roleKinds = map[string][]flows.Kind{
	programme.RoleTitle:    {flows.ShortText},
	programme.RoleTowns:    {flows.Municipality, flows.Several},
	programme.RoleProblem:  {flows.LongText, flows.ShortText},
	programme.RoleNeeds:    {flows.One, flows.Several},
	programme.RoleLead:     {flows.Organisation},
	programme.RolePartners: {flows.Organisations},
	programme.RoleBudget:   {flows.Money},
	programme.RoleOwn:      {flows.Money},
	programme.RolePriority: {flows.One, flows.Several},
	programme.RoleContact:  {flows.ShortText},
}

// readMatrix reads along which fields ideas are written.
func (s *Settings) readMatrix(t *table) {
	defer t.done()
	m := &s.Programme.Matrix
	m.Roles = map[string]string{}
	f := &m.Form
	f.Name = matrixForm
	s.readFrame(t, f)
	m.GroupSize = t.count("group_size", 3, 20)
	s.readQuestions(t, "field", f, map[string]bool{})
	if _, ok := m.Roles[programme.RoleTitle]; t.n != nil && !ok {
		t.wrong(t.n, text.T("никое поле не е заглавие на идеята.", "no field is the idea’s title."),
			text.T("Добавете is = \"title\" към полето със заглавието.", "Add is = \"title\" to the field with the title."))
	}
}

// role reads what a field of the matrix means to the program.
func (r *questionReader) role(t *table, q *flows.Question) {
	m := &r.settings.Programme.Matrix
	n := t.get("is")
	role, ok := t.string("is", n)
	if !ok {
		return
	}
	kinds, known := roleKinds[role]
	names := make([]string, 0, len(roleKinds))
	for name := range roleKinds {
		names = append(names, name)
	}
	slices.Sort(names)
	switch {
	case !known:
		mend := text.T("Възможни са: %s.", "Possible are: %s.").With(strings.Join(names, ", "))
		if near := nearest(role, names); near != "" {
			mend = text.T("Имахте предвид „%s“?", "Did you mean “%s”?").With(near)
		}
		t.wrong(n, text.T("не знам какво е „%s“.", "I do not know what “%s” is.").With(role), mend)
	case m.Roles[role] != "":
		t.wrong(n, text.T("вече има поле с is = \"%s\": „%s“.", "there is a field with is = \"%s\" already: “%s”.").With(role, m.Roles[role]),
			text.T("Оставете го само на едно поле.", "Leave it with one field only."))
	case q.Kind != "" && !slices.Contains(kinds, q.Kind):
		of := make([]string, len(kinds))
		for i, k := range kinds {
			of[i] = string(k)
		}
		t.wrong(n, text.T("поле с is = \"%s\" не може да е от вид „%s“, а само: %s.", "a field with is = \"%s\" cannot be of the kind “%s”, only: %s.").With(role, string(q.Kind), strings.Join(of, ", ")),
			text.T("Сменете вида („kind“).", "Change the kind."))
	default:
		r.source(t, n, role, q.Kind)
		m.Roles[role] = q.Code
	}
}

// source reports a role whose choices are none that the program knows by their codes,
// and priorities that are asked before it is known of which municipality.
func (r *questionReader) source(t *table, n *node, role string, kind flows.Kind) {
	from := map[string]string{programme.RolePriority: fromPriorities, programme.RoleNeeds: fromSurvey}[role]
	if role == programme.RoleTowns && kind == flows.Several {
		from = fromMunicipalities
	}
	said := ""
	if t.has("choices_from") {
		said = t.n.fields["choices_from"].scalar
	}
	if !strings.HasPrefix(said, from) {
		example := from
		if from == fromSurvey {
			example += "topics"
		}
		t.wrong(n, text.T("отговорите на поле с is = \"%s\" не са от списъка, който ботът познава.", "the choices of a field with is = \"%s\" are not from the list that the bot knows.").With(role),
			text.T("Напишете ги така: choices_from = \"%s\"", "Write them like this: choices_from = \"%s\"").With(example))
	}
	if role == programme.RolePriority && r.settings.Programme.Matrix.Roles[programme.RoleTowns] == "" {
		t.wrong(n, text.T("приоритетите са по общини, а общината още не е питана.", "priorities go by municipality, and which one has not been asked yet."),
			text.T("Сложете полето с is = \"municipalities\" преди това.", "Put the field with is = \"municipalities\" before this one."))
	}
}

// Where the choices of a field may come from, beside a question of the survey.
const (
	fromSurvey         = "survey."
	fromMunicipalities = "municipalities"
	fromPriorities     = "priorities"
)

// borrowed are choices that stand elsewhere in the configuration; false where the
// field has its own.
func (r *questionReader) borrowed(t *table) ([]flows.Choice, bool) {
	if r.form.Name != matrixForm {
		return nil, false
	}
	p := &r.settings.Programme
	n := t.get("choices_from")
	from, ok := t.string("choices_from", n)
	if !ok {
		return nil, false
	}
	if t.has("choices") {
		t.wrong(n, text.T("„choices“ и „choices_from“ не вървят заедно.", "“choices” and “choices_from” do not go together."), text.T("Махнете едното.", "Take one of them out."))
	}
	t.asked = append(t.asked, "choices")
	var out []flows.Choice
	switch code, survey := strings.CutPrefix(from, fromSurvey); {
	case from == fromMunicipalities:
		out = r.municipalities(t)
	case from == fromPriorities:
		for _, one := range p.Matrix.Priorities {
			out = append(out, flows.Choice{Code: one.Code, Label: one.Text})
		}
		if len(out) == 0 {
			t.wrong(n, text.T("няма нито един приоритет.", "there is not one priority."), text.T("Добавете ги под редове [[priority]].", "Add them below lines [[priority]]."))
		}
	case survey:
		q, there := p.Survey.Question(code)
		if !there || len(q.Choices) == 0 {
			t.wrong(n, text.T("в проучването няма въпрос за избор с код „%s“.", "the survey has no question with choices and the code “%s”.").With(code),
				text.T("Посочете кода на въпрос от вид „one“ или „several“.", "Name the code of a question of the kind “one” or “several”."))
			break
		}
		out = slices.Clone(q.Choices)
		p.Matrix.Needs = cmp.Or(p.Matrix.Needs, code)
	default:
		t.wrong(n, text.T("не знам какво е „%s“.", "I do not know what “%s” is.").With(from),
			text.T("Възможни са: municipalities, priorities и survey.код, където „код“ е въпрос от проучването.", "Possible are: municipalities, priorities and survey.code, where “code” is a question of the survey."))
	}
	return out, true
}

// readPriorities reads the priorities of the municipalities' development plans.
func (s *Settings) readPriorities(top *table) {
	p := &s.Programme
	codes, count := map[string]bool{}, map[string]int{}
	for _, t := range top.sections("priority", "[[priority]]") {
		one := programme.Priority{
			Code:         t.code("code", flows.MaxChoiceCode, choiceCode, codes),
			Municipality: s.municipality(t, "municipality", t.need("municipality", `"…"`)),
			Text:         t.needPair("text", labelLimit),
		}
		if count[one.Municipality]++; count[one.Municipality] == prioritiesLimit+1 {
			t.wrong(t.n, text.T("общината има повече от %d приоритета.", "the municipality has more than %d priorities.").With(prioritiesLimit), text.T("Обединете някои от тях.", "Join some of them."))
		}
		p.Matrix.Priorities = append(p.Matrix.Priorities, one)
		t.done()
	}
}

// atOnce is the question with the choices that stand in one message: of priorities those
// of the municipality that has most to read.
func (r *questionReader) atOnce(q flows.Question) flows.Question {
	m := &r.settings.Programme.Matrix
	if r.form.Name != matrixForm || q.Code == "" || q.Code != m.Roles[programme.RolePriority] {
		return q
	}
	of := map[string][]flows.Choice{}
	most := ""
	for _, one := range m.Priorities {
		of[one.Municipality] = append(of[one.Municipality], flows.Choice{Code: one.Code, Label: one.Text})
		if len(of[one.Municipality]) > len(of[most]) {
			most = one.Municipality
		}
	}
	q.Choices = of[most]
	return q
}
