package coordinator

import (
	"strconv"
	"unicode"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// What organisations wrote in their own words may name people: it is read page by page
// by administrators, in private.

// Buttons of the free texts.
const (
	verbTextsOf  = "svtextsof" // in the group: of one question
	verbTextList = "svtextl"   // in private: the questions
	verbText     = "svtext"    // in private: question, page
)

const textsName = "desk/texts"

// piece is how much of one text stands in one piece, in characters; textPage, how much
// stands on a page: it fits a message with room for the title.
const (
	piece    = 1500
	textPage = 2800
)

// showTexts sends the list of questions with free texts to who asked, in private.
func (g *group) showTexts([]string) { g.textsTo("") }

// showTextsOf sends the texts of one question.
func (g *group) showTextsOf(refs []string) { g.textsTo(refs[0]) }

func (g *group) textsTo(question string) {
	if !g.privately(deskRef(deskTexts, question)) {
		return
	}
	g.inPrivate(func(o *group) { o.textsAsked(question) })
	g.toast(text.T("Изпратих ги лично на Вас.", "I have sent them to you in private."))
}

// textsAsked shows them in private: of one question, or the list of questions.
func (g *group) textsAsked(question string) {
	g.audit("texts shown", g.p.Survey.Name, "", question)
	if question != "" {
		g.textPage([]string{question, "0"})
		return
	}
	g.textList(nil)
}

// textList shows the questions, and how many texts each has.
func (g *group) textList([]string) {
	lines := []text.Phrase{text.T("<b>Свободни текстове</b>. Изберете въпрос. В отговорите може да има имена: пазете ги.",
		"<b>Free texts</b>. Choose a question. The answers may name people: keep them safe.")}
	var rows [][]flows.Tap
	all := programme.Count(g.tx, g.p)
	for _, q := range programme.TextQuestions(g.tx, g.p) {
		n := len(programme.TextsOf(all, q))
		if n == 0 {
			continue
		}
		lines = append(lines, text.T("%d. %s – %d", "%d. %s – %d").With(len(rows)+1, text.Clip(q.Text.In(g.Lang), 120), n))
		rows = append(rows, []flows.Tap{tap(text.T("%d. %s", "%d. %s").With(len(rows)+1, text.Clip(q.Text.In(g.Lang), 24)), verbText, q.Code, "0")})
	}
	if len(rows) == 0 {
		lines = []text.Phrase{text.T("Още няма свободни текстове в изпратените и приетите отговори.", "There are no free texts yet in the answers that were sent or accepted.")}
	}
	g.page(flows.Screen{Name: textsName, Text: text.Join("\n", lines...), Buttons: rows})
}

// textPage shows a page of the texts of one question.
func (g *group) textPage(refs []string) {
	page, _ := strconv.Atoi(refs[1])
	all := programme.Count(g.tx, g.p)
	r, ok := programme.ResultOf(g.tx, g.p, all, refs[0])
	texts := programme.TextsOf(all, r.Question)
	if !ok || len(texts) == 0 {
		g.textList(nil)
		return
	}
	pages := pagesOf(texts)
	v := viewOf(len(pages), 1, page)
	parts := []text.Phrase{v.titled(text.T("<b>%s</b>, текстове: %d", "<b>%s</b>, texts: %d").With(r.Question.Text, len(texts)))}
	var among []flows.PersonID
	for _, t := range pages[v.page] {
		who := text.T("<b>%s</b>", "<b>%s</b>").With(text.Clip(t.Of.Name, longestName))
		if t.Typed {
			who = text.T("%s (записано от координатор)", "%s (written down by a coordinator)").With(who)
		}
		parts = append(parts, text.T("%s\n%s", "%s\n%s").With(who, t.Words))
		among = append(among, t.By)
	}
	g.page(flows.Screen{
		Name: textsName, Text: text.Join("\n\n", parts...), Among: known(among),
		Buttons: [][]flows.Tap{pageTaps(v, verbText, refs[0]), {tap(text.T("‹ Всички въпроси", "‹ All questions"), verbTextList)}},
	})
}

// pagesOf divides the texts into pages. One that is long stands in pieces.
func pagesOf(texts []programme.FreeText) [][]programme.FreeText {
	pages, room := [][]programme.FreeText{{}}, textPage
	for _, t := range texts {
		for _, words := range pieces(t.Words) {
			size := text.Length(words) + text.Length(text.Clip(t.Of.Name, longestName)) + 40
			if last := len(pages) - 1; size > room && len(pages[last]) > 0 {
				pages, room = append(pages, nil), textPage
			}
			one := t
			one.Words = words
			last := len(pages) - 1
			pages[last], room = append(pages[last], one), room-size
		}
	}
	return pages
}

// pieces cuts a text between words, where it can.
func pieces(words string) []string {
	var out []string
	left := []rune(words)
	for len(left) > piece {
		cut := piece
		for cut > piece/2 && !unicode.IsSpace(left[cut]) {
			cut--
		}
		if cut == piece/2 {
			cut = piece
		}
		out, left = append(out, string(left[:cut])+" …"), left[cut:]
	}
	return append(out, string(left))
}
