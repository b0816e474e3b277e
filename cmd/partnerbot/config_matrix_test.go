package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows"
	"partnerbot/flows/document"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// matrix goes after small and has everything that belongs to ideas.
const matrix = `[matrix]
title = { bg = "Идея", en = "Idea" }
group_size = 5
[[matrix.field]]
code = "name"
is = "title"
kind = "short"
text = { bg = "Име?", en = "Name?" }
[[matrix.field]]
code = "where"
is = "municipalities"
kind = "several"
choices_from = "municipalities"
text = { bg = "Общини?", en = "Towns?" }
[[matrix.field]]
code = "need"
is = "needs"
kind = "several"
choices_from = "survey.helpers"
text = { bg = "Нужда?", en = "Need?" }
[[matrix.field]]
code = "with"
is = "partners"
kind = "organisations"
max_items = 7
text = { bg = "Партньори?", en = "Partners?" }
[[matrix.field]]
code = "aim"
is = "priority"
kind = "several"
choices_from = "priorities"
text = { bg = "Приоритет?", en = "Priority?" }
[[priority]]
municipality = "ruse"
code = "r1"
text = { bg = "Река", en = "River" }
[[priority]]
municipality = "byala"
code = "b1"
text = { bg = "Спорт", en = "Sport" }
`

func TestMatrix(t *testing.T) {
	settings, err := parseSettings("config.toml", []byte(small+matrix), "", wants{})
	if err != nil {
		t.Fatal(err)
	}
	m := settings.Programme.Matrix
	want := map[string]string{"title": "name", "municipalities": "where", "needs": "need", "partners": "with", "priority": "aim"}
	if diff := cmp.Diff(m.Roles, want); diff != "" {
		t.Error(diff)
	}
	if q, _ := m.Form.Question("with"); q.Kind != flows.Organisations || q.MaxItems != 7 || m.GroupSize != 5 || m.Needs != "helpers" {
		t.Errorf("partners %+v, groups of %d, needs of %q", q, m.GroupSize, m.Needs)
	}
	labels := func(code string, of *flows.Form) (out []string) {
		q, _ := of.Question(code)
		for _, c := range q.Choices {
			out = append(out, c.Label.In(text.Bulgarian))
		}
		return out
	}
	if got := labels("where", &m.Form); !slices.Equal(got, []string{"Русе", "Бяла"}) {
		t.Errorf("municipalities %q", got)
	}
	if got := labels("need", &m.Form); !slices.Equal(got, []string{"Хора", "Фирми", "Никой"}) {
		t.Errorf("needs %q", got)
	}
	about := func(towns ...string) *flows.Form {
		return m.FormFor(programme.Idea{Answers: map[string]flows.Answer{"where": {Version: 1, Value: flows.Value{Choices: towns}}}})
	}
	if got := labels("aim", about("byala")); !slices.Equal(got, []string{"Спорт"}) {
		t.Errorf("priorities of Byala %q", got)
	}
	if got := labels("aim", about("byala", "ruse")); !slices.Equal(got, []string{"Река", "Спорт"}) {
		t.Errorf("priorities of both %q", got)
	}
}

func TestMatrixMistakes(t *testing.T) {
	testMistakes(t, small+matrix, []mistakeCase{
		{`group_size = 5`, `group_size = §2`, "“group_size” can be 3 to 20"},
		{"is = \"title\"\n", "is = §\"titel\"\n", "I do not know what “titel” is"},
		{"is = \"title\"\n", "is = §\"budget\"\n", "a field with is = \"budget\" cannot be of the kind “short”"},
		{"is = \"needs\"", "is = §\"municipalities\"", "there is a field with is = \"municipalities\" already: “where”"},
		{`choices_from = "survey.helpers"`, `choices_from = §"survey.story"`, "the survey has no question with choices and the code “story”"},
		{`choices_from = "survey.helpers"`, `choices_from = §"helpers"`, "I do not know what “helpers” is"},
		{"choices_from = \"municipalities\"\n", "choices_from = §\"municipalities\"\nchoices = [ { code = \"a\", bg = \"А\", en = \"A\" } ]\n", "do not go together"},
		{"municipality = \"byala\"\ncode = \"b1\"", "municipality = §\"varna\"\ncode = \"b1\"", "there is no municipality with the code “varna”"},
		{"code = \"b1\"", "code = §\"r1\"", "the code “r1” is used above already"},
		{`is = "priority"
kind = "several"
choices_from = "priorities"`, `is = §"priority"
kind = "several"
choices_from = "municipalities"`, "the choices of a field with is = \"priority\" are not from the list that the bot knows"},
		{`is = "needs"
kind = "several"
choices_from = "survey.helpers"`, `is = §"needs"
kind = "several"
choices = [ { code = "a", bg = "А", en = "A" }, { code = "b", bg = "Б", en = "B" } ]`, "the choices of a field with is = \"needs\" are not from the list"},
		{"max_items = 7", "max_items = §0", "“max_items” can be 1 to"},
		{"[[priority]]\nmunicipality = \"byala\"\ncode = \"b1\"\ntext = { bg = \"Спорт\", en = \"Sport\" }", "[[§priority]]\nmunicipality = \"byala\"\ncode = \"b1\"", "“text” is missing"},
		{"[[priority]]\nmunicipality = \"byala\"\n", "[[§priority]]\n", "“municipality” is missing"},
		{"code = \"b1\"", "code = §\"Б1\"", "the code “Б1” will not do"},
		{"[[priority]]\nmunicipality = \"byala\"", "[[priority]]\n§town = \"a\"\nmunicipality = \"byala\"", "there is no setting “town”"},
		{`choices_from = "priorities"`, "choices_from = §7", "“choices_from” must be a text"},
		{"kind = \"organisations\"", "max_files = §2\nkind = \"organisations\"", "“max_files” does not go with"},
	})
	refused := func(name, matrix, want string) {
		t.Helper()
		if _, err := parseSettings("config.toml", []byte(small+matrix), "", wants{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	refused("no priority", matrix[:strings.Index(matrix, "[[priority]]")], "there is not one priority")
	refused("no municipalities", strings.Replace(matrix, "is = \"municipalities\"\n", "", 1), "which one has not been asked yet")
	var many strings.Builder
	for i := range prioritiesLimit {
		fmt.Fprintf(&many, "[[priority]]\nmunicipality = \"byala\"\ncode = \"m%d\"\ntext = { bg = \"%d\", en = \"%d\" }\n", i, i, i)
	}
	refused("too many", matrix+many.String(), "the municipality has more than 20 priorities")
	_, err := parseSettings("config.toml", []byte(small+strings.Replace(matrix, "is = \"title\"\n", "", 1)), "", wants{})
	if err == nil || !strings.Contains(err.Error(), "no field is the idea’s title") {
		t.Errorf("without a title: %v", err)
	}
}

// The example's matrix fits four pages, which a group can handle.
func TestExampleMatrixOnPaper(t *testing.T) {
	settings, err := parseSettings("config.toml", example, "", wants{})
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []text.Language{text.Bulgarian, text.English} {
		paper, err := document.Matrix(&settings.Programme, document.BlankMatrix{At: time.Date(2027, 4, 6, 9, 0, 0, 0, time.UTC)}, lang)
		if pages := bytes.Count(paper, []byte("/Type /Page\n")); err != nil || pages < 2 || pages > 4 {
			t.Errorf("%s: %d pages: %v", lang, pages, err)
		}
	}
}
