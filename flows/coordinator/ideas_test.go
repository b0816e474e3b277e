package coordinator_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/coordinator"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// workshop is the small programme with a matrix.
var workshop = func() *programme.Programme {
	p := *small
	p.Targets.Ideas = 16
	p.Survey.Questions = append(slices.Clone(p.Survey.Questions), flows.Question{
		Code: "topics", Kind: flows.Several, Text: text.Pair{BG: "Теми?"},
		Choices: []flows.Choice{{Code: "funds", Label: text.Pair{BG: "Набиране на средства"}}, {Code: "young", Label: text.Pair{BG: "Работа с млади"}}},
	})
	p.Matrix = programme.Matrix{
		Form: flows.Form{Name: "idea", Questions: []flows.Question{
			{Code: "title", Kind: flows.ShortText, Text: text.Pair{BG: "Заглавие"}},
			{Code: "towns", Kind: flows.Several, Text: text.Pair{BG: "Община"}, Choices: []flows.Choice{{Code: "ruse", Label: text.Pair{BG: "Русе"}}, {Code: "byala", Label: text.Pair{BG: "Бяла"}}}},
			{Code: "problem", Kind: flows.LongText, Text: text.Pair{BG: "Проблем"}},
			{Code: "needs", Kind: flows.Several, Text: text.Pair{BG: "Нужда"}, Choices: p.Survey.Questions[1].Choices},
			{Code: "partners", Kind: flows.Organisations, Text: text.Pair{BG: "Партньори"}},
		}},
		Roles: map[string]string{
			programme.RoleTitle: "title", programme.RoleTowns: "towns", programme.RoleProblem: "problem",
			programme.RoleNeeds: "needs", programme.RolePartners: "partners",
		},
		Needs: "topics",
	}
	return &p
}()

// newWorkshop is an office with ideas: an author, a partner who speaks in Telegram, and
// one that nobody speaks for.
func newWorkshop(t *testing.T) *bench {
	o := newOffice(t)
	o.desk = coordinator.New(workshop)
	b := &bench{office: o}
	b.author = o.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO, Municipality: "ruse"})
	b.partner = o.organisation(programme.Organisation{Name: "Община Русе", Kind: programme.Municipality, Municipality: "ruse"})
	b.silent = o.organisation(programme.Organisation{Name: "Музей Бяла", Kind: programme.Institution, Municipality: "byala"})
	b.maria = o.member(2001, "Мария Иванова", b.author, programme.InForce).Person
	o.member(2002, "Петър Колев", b.author, programme.InForce)
	o.member(2003, "Вяра Динева", b.partner, programme.InForce)
	return b
}

type bench struct {
	*office
	author, partner, silent programme.OrganisationID
	maria                   flows.PersonID
}

// turn is something that Maria does in her chat.
func (b *bench) turn(f programme.Conversation) {
	b.t.Helper()
	if _, err := b.store.Apply(flows.Batch{Now: b.now, Updates: []flows.Update{{
		ID: b.next(), Chat: 2001, User: 2001, Input: flows.Input{Private: true, What: flows.Text{}},
	}}}, f); err != nil {
		b.t.Fatal(err)
	}
}

// writes puts answers into the idea; begun where the id is 0.
func (b *bench) writes(id programme.IdeaID, values map[string]flows.Value) programme.IdeaID {
	b.t.Helper()
	b.turn(func(tx *programme.Tx, t *flows.Turn) {
		i, ok := tx.Ideas.Get(id)
		if !ok {
			i = programme.BeginIdea(tx, t.Person, b.author, 0)
		}
		if i.Answers == nil {
			i.Answers = map[string]flows.Answer{}
		}
		for code, v := range values {
			i.Answers[code] = flows.Answer{Value: v, By: t.Person, At: tx.Now, Version: i.Answers[code].Version + 1}
		}
		tx.Ideas.Put(i.ID, i)
		id = i.ID
	})
	return id
}

// steps is a step that Maria takes; it returns what the group hears.
func (b *bench) steps(id programme.IdeaID, to programme.IdeaState, reason string) []flows.Row {
	b.t.Helper()
	n := 0
	b.turn(func(tx *programme.Tx, t *flows.Turn) {
		i, _ := tx.Ideas.Get(id)
		i, ok := i.Step(tx, t, workshop, to, reason)
		if !ok {
			b.t.Errorf("no step to %s", to)
		}
		n = len(i.Steps) - 1
	})
	return b.apply(flows.Update{Input: flows.Input{What: flows.Due{Kind: programme.IdeaStepDue, Ref: fmt.Sprintf("%s/%d", id, n)}}})
}

func (b *bench) idea(id programme.IdeaID) (i programme.Idea) {
	b.t.Helper()
	b.records(func(tx *programme.Tx) { i, _ = tx.Ideas.Get(id) })
	return i
}

// submitted is an idea that waits for a decision.
func (b *bench) submitted(title string) programme.IdeaID {
	b.t.Helper()
	id := b.writes(0, map[string]flows.Value{
		"title": {Text: title}, "towns": {Choices: []string{"ruse"}}, "problem": {Text: "Младите си тръгват."}, "needs": {Choices: []string{"funds", "old"}},
		"partners": {Items: []flows.Item{
			{Number: 1, Ref: fmt.Sprint(uint64(b.partner))}, {Number: 2, Ref: fmt.Sprint(uint64(b.silent))}, {Number: 3, Text: "Местна фирма"},
		}},
	})
	b.steps(id, programme.IdeaSubmitted, "")
	return id
}

// asks presses a button that asks something; it returns what, and the message's number.
func (b *bench) asks(data string) (rows []flows.Row, message int) {
	b.t.Helper()
	rows = b.press(data)
	b.deliver(rows, flows.Sent)
	return rows, b.message
}

// replies is an administrator's reply to a message of the bot.
func (b *bench) replies(message int, w flows.What) []flows.Row {
	b.t.Helper()
	return b.apply(flows.Update{ID: b.next(), Chat: groupChat, User: stefka, Input: flows.Input{
		Name: "Стефка Колева", Message: 78, Role: flows.RoleAdministrator, ReplyTo: message, ToBot: true, What: w,
	}})
}

// told are those whom a step waits to be told to: „kind/ref person“.
func (b *bench) told(kind string) (out []string) {
	b.t.Helper()
	all, err := b.store.Upcoming(time.Time{}, 1000)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, r := range all {
		if r.Kind == kind {
			out = append(out, r.Ref+" "+r.Person.String())
		}
	}
	slices.Sort(out)
	return out
}

func has(t *testing.T, what, got string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(got, want) {
			t.Errorf("%s: no %q in %q", what, want, got)
		}
	}
}

// labels are the texts of all buttons of the rows.
func labels(rows []flows.Row) string {
	var out []string
	for _, r := range rows {
		var buttons [][]flows.Button
		if r.Say != nil {
			buttons = r.Say.Buttons
		} else {
			buttons = r.Edit.Buttons
		}
		for _, b := range slices.Concat(buttons...) {
			out = append(out, b.Text+" ["+b.Data+"]")
		}
	}
	return strings.Join(out, "\n")
}

// An idea is returned with words, comes back, is approved: each step tells everybody
// concerned once, and what was decided is not decided again.
func TestIdeaIsDecided(t *testing.T) {
	b := newWorkshop(t)
	id := b.submitted("Младежки център")
	sent := b.told(programme.IdeaDue)
	if len(sent) != 2 { // Petar, her colleague, and Vyara, of the partner
		t.Errorf("told of the sending: %v", sent)
	}
	if got := b.told(programme.SignDue); len(got) != 1 {
		t.Errorf("asked to sign: %v", got)
	}
	card := b.inGroup(flows.Command{Name: "idea", Argument: "№ 1"})
	has(t, "card", words(card), "Идея 1 · изпратена", "Младежки център", "Русе", "Автори: Сдружение „Дунав“", "Подписали: 0 от 3 партньора", "Започната извън среща")
	has(t, "card", labels(card), "Одобри [g:istep:1:approved]", "Върни за промени [g:istep:1:returned]")

	askRows, ask := b.asks("g:istep:1:returned")
	has(t, "asked", words(askRows), "Какво да се промени в идея 1 „Младежки център“?", "Авторите и партньорите ще го прочетат")
	has(t, "without words", words(b.replies(ask, flows.Attachment{Kind: flows.Photo, Remote: "x"})), "Тук ми трябват думи")
	got := words(b.replies(ask, flows.Text{Text: "Кой ще поддържа центъра?"}))
	has(t, "returned", got, "Върната е за промени идея 1", "Реши: Стефка Колева", "Пиша на автори и партньори: 3 от 3 души")
	if i := b.idea(id); i.State != programme.IdeaReturned || i.Steps[1].Reason != "Кой ще поддържа центъра?" {
		t.Errorf("after the return: %+v", i)
	}
	if got := len(b.told(programme.IdeaDue)) - len(sent); got != 3 {
		t.Errorf("%d are told of the return", got)
	}
	has(t, "twice", words(b.replies(ask, flows.Text{Text: "И още нещо"})), "Идея 1 вече е върната за промени")

	b.writes(id, map[string]flows.Value{"problem": {Text: "Младите си тръгват, а читалището е празно."}})
	again := b.steps(id, programme.IdeaSubmitted, "")
	has(t, "group hears", words(again), "Идея 1 · изпратена", "Изпращана 2 пъти")
	has(t, "group hears", labels(again), "Какво е променено [g:idiff:1:0:1]")
	has(t, "changes", words(b.press("g:idiff:1:0:1")), "от версия 1", "Проблем", "Беше: Младите си тръгват.", "Стана: Младите си тръгват, а читалището е празно.")
	if got := words(b.press("g:idiff:1:0:1")); strings.Contains(got, "Заглавие") {
		t.Errorf("what has not changed is shown: %s", got)
	}

	b.press("g:istepped:1:approved:1")
	has(t, "another version", b.toast, "изпратиха нова версия")
	has(t, "approved", words(b.press("g:istepped:1:approved:2")), "Одобрена е идея 1")
	b.now = b.now.Add(2 * time.Minute)
	b.press("g:istepped:1:approved:2")
	has(t, "by two", b.toast, "Идея 1 вече е одобрена преди 2 минути")
	if i := b.idea(id); len(i.Steps) != 4 {
		t.Errorf("approved twice: %d steps", len(i.Steps))
	}
	all := b.told(programme.IdeaDue)
	if distinct := slices.Compact(slices.Clone(all)); len(all) != len(distinct) || len(all) != 2+3+2+3 {
		t.Errorf("told: %v", all)
	}
	has(t, "way", words(b.press("g:iway:1:-1")), "изпратена, версия 1 от Мария Иванова", "върната за промени: Кой ще поддържа центъра?", "изпратена, версия 2", "одобрена")
}

// Drafts and withdrawn ideas stand in no count; the lists are as long as the numbers.
func TestIdeasAreListed(t *testing.T) {
	b := newWorkshop(t)
	b.writes(0, map[string]flows.Value{"title": {Text: "Чернова"}, "towns": {Choices: []string{"ruse"}}})
	one, two := b.submitted("Първа"), b.submitted("Втора")
	b.writes(two, map[string]flows.Value{"towns": {Choices: []string{"ruse", "byala"}}})
	gone := b.submitted("Оттеглена")
	has(t, "withdrawn", words(b.steps(gone, programme.IdeaWithdrawn, "Няма кой да води")), "Авторите оттеглиха идея 4", "Няма кой да води")
	b.press(fmt.Sprintf("g:istepped:%s:approved:1", one))

	list := b.inGroup(flows.Command{Name: "ideas"})
	has(t, "list", words(list), "2. Първа", "3. Втора", "подписали 0 от 3 партньора")
	if got := words(list); strings.Contains(got, "Чернова") || strings.Contains(got, "4.") {
		t.Errorf("what does not count is listed: %s", got)
	}
	has(t, "filters", labels(list), "• Всички: 2", "Изпратени: 1", "Одобрени: 1", "Представени: 0", "Чернови [", "Оттеглени [")
	has(t, "towns", labels(b.press("g:ideatowns:-")), "Русе: 2", "Бяла: 1")
	if got := words(b.press("g:ideas:-:byala:0")); strings.Contains(got, "Първа") || !strings.Contains(got, "Втора") {
		t.Errorf("of Byala: %s", got)
	}
	has(t, "of a town", words(b.inGroup(flows.Command{Name: "ideas", Argument: "бя"})), "Бяла", "3. Втора")
	has(t, "withdrawn", words(b.press("g:ideas:withdrawn:-:0")), "4. Оттеглена")
	has(t, "stats", words(b.inGroup(flows.Command{Name: "stats"})), "Идеи одобрени: 1 от 16", "Изпратени: 2 идеи, представени пред съвета: 0")
	has(t, "by title", words(b.inGroup(flows.Command{Name: "idea", Argument: "втор"})), "Идея 3")
	has(t, "unknown", words(b.inGroup(flows.Command{Name: "idea", Argument: "77"})), "Няма идея с номер 77")
	b.press(fmt.Sprintf("g:istep:%s:approved", gone))
	has(t, "withdrawn is not approved", b.toast, "Идея 4 е оттеглена")
}

// A signature on paper is entered once, with or without a photo, also of who is in no
// register.
func TestSignedOnPaper(t *testing.T) {
	b := newWorkshop(t)
	id := b.submitted("Младежки център")
	signs := b.press("g:isigns:1:0")
	has(t, "signs", words(signs), "1. Община Русе – няма подпис; помолих за него", "2. Музей Бяла – няма подпис; няма кой", "3. Местна фирма – няма я в регистъра")
	askRows, ask := b.asks("g:ipaper:1:" + ref(uint64(b.silent)))
	has(t, "asked", words(askRows), "Подпис на хартия на „Музей Бяла“")
	has(t, "words", words(b.replies(ask, flows.Text{Text: "ето"})), "трябва снимка или файл")
	has(t, "photo", words(b.replies(ask, flows.Attachment{Kind: flows.Document, Remote: "scan"})), "Записах подписа на хартия на „Музей Бяла“", "1 от 3 партньора")
	if p := b.idea(id).Partners[1]; p.Signature != programme.SignedOn || p.Photo != "scan" || p.Kind != flows.Document {
		t.Errorf("entered as %+v", p)
	}
	has(t, "again", words(b.replies(ask, flows.Attachment{Kind: flows.Photo, Remote: "other"})), "вече е подписал")
	at := slices.IndexFunc(strings.Split(labels(b.press("g:isigns:1:0")), "\n"), func(l string) bool { return strings.Contains(l, "3. Подпис на хартия") })
	if at < 0 {
		t.Fatal("no button for the third")
	}
	third := strings.TrimSuffix(strings.SplitN(strings.Split(labels(b.press("g:isigns:1:0")), "\n")[at], "[g:ipaper:1:", 2)[1], "]")
	has(t, "without", words(b.press("g:ipapered:1:"+third)), "Записах подписа на хартия на „Местна фирма“")
	rows := b.press("g:ifiles:1")
	if got := to(rows, 1); len(got) != 1 || got[0].Say.File.Remote != "scan" || got[0].Say.File.Kind != flows.Document {
		t.Errorf("files: %s", words(rows))
	}
}

// Sittings: a day that was, once each; the council's word replaces what stood there.
func TestSittings(t *testing.T) {
	b := newWorkshop(t)
	id := b.submitted("Младежки център")
	b.press("g:iat:1:2027-02-03")
	has(t, "not approved", b.toast, "вече е изпратена")
	b.press("g:istepped:1:approved:1")
	has(t, "none", words(b.inGroup(flows.Command{Name: "sittings"})), "Още няма идея, представена пред съвета")

	askRows, ask := b.asks("g:ipresent:1")
	has(t, "asked", words(askRows), "На кое заседание")
	has(t, "no date", words(b.replies(ask, flows.Text{Text: "скоро"})), "Не разбирам тази дата")
	has(t, "to come", words(b.replies(ask, flows.Text{Text: "10.06.2027"})), "още не е дошъл")
	has(t, "last year's", words(b.replies(ask, flows.Text{Text: "1 февруари"})), "представена пред съвета в понеделник, 1 февруари?")
	b.press("g:iwas:1:2027-02-01")
	b.press("g:iwas:1:2027-02-01")
	has(t, "twice", b.toast, "Вече е отбелязано")
	b.press("g:iwas:1:2027-02-02")
	if i := b.idea(id); i.State != programme.IdeaPresented || len(i.Sittings) != 2 {
		t.Errorf("presented: %+v", i.Sittings)
	}
	has(t, "list", words(b.inGroup(flows.Command{Name: "sittings"})), "понеделник, 1 февруари: 1 идея, думата на съвета е въведена за 0 от 1")

	_, word := b.asks("g:iword:1:2027-02-01")
	has(t, "entered", words(b.replies(word, flows.Text{Text: "Подкрепя се."})), "Записах думата на съвета за идея 1")
	has(t, "same", words(b.replies(word, flows.Text{Text: "Подкрепя се."})), "Точно това вече е записано")
	has(t, "replaced", words(b.press("g:iword:1:2027-02-01")), "Досега тук стои: Подкрепя се.")
	has(t, "sitting", words(b.press("g:sitting:2027-02-01:0")), "1. Младежки център", "Подкрепя се.")
	has(t, "card", words(b.press("g:icard:1")), "думата на съвета: Подкрепя се.", "думата на съвета още я няма")
	b.press("g:istep:1:returned")
	has(t, "presented is not returned", b.toast, "вече е представена")
}

// The trace says of each link that it is there, or what is missing.
func TestTrace(t *testing.T) {
	b := newWorkshop(t)
	b.submitted("Младежки център")
	got := words(b.inGroup(flows.Command{Name: "trace", Argument: "1"}))
	has(t, "much is missing", got, "1. Набиране на средства – посочили са я 0 от 0 организации с попълнено проучване", "2. old", "проучването не познава тази нужда",
		"✘ Обучени автори: 0 от 1", "без обучение", "✘ Среща и група: започната извън среща", "✔ Версии: една", "✘ Подписи: 0 от 3 партньора",
		"Не са подписали: Община Русе; Музей Бяла; Местна фирма", "✘ Заседание и дума на съвета: още не е одобрена")

	e, r := b.hall("t1")
	b.records(func(tx *programme.Tx) {
		r.Organisation, r.Presence = b.author, programme.Present
		tx.Registrations.Put(r.ID, r)
		group := programme.Group{ID: tx.NewGroup(), Event: e.Code, Number: 2, Members: []programme.RegistrationID{r.ID}, Idea: 1, Formed: b.now}
		tx.Groups.Put(group.ID, group)
		i, _ := tx.Ideas.Get(1)
		i.Group = group.ID
		tx.Ideas.Put(1, i)
		tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: b.author}, programme.Response{
			Begun: b.now, Sent: b.now, Answers: map[string]flows.Answer{"topics": {Value: flows.Value{Choices: []string{"funds"}}, At: b.now, Version: 1}},
		})
	})
	got = words(b.press("g:itrace:1"))
	has(t, "links", got, "посочили са я 1 от 1 организация", "✔ Обучени автори: 1 от 1", "Сдружение „Дунав“ – Обучение за проекти (четвъртък, 4 февруари)",
		"✔ Среща и група: Обучение за проекти, Русе, четвъртък, 4 февруари, група 2", "В групата: Сдружение „Дунав“")
	has(t, "who named it", words(b.press("g:ineed:1:funds:new")), "Набиране на средства", "• Сдружение „Дунав“")
}

// A field that the configuration no longer has stays readable, and so do its changes.
func TestFieldThatIsGone(t *testing.T) {
	b := newWorkshop(t)
	b.records(func(tx *programme.Tx) {
		tx.Wordings.Put(programme.WordingKey{Form: "idea", Question: "slogan"}, programme.Wording{Kind: flows.ShortText, Text: text.Pair{BG: "Лозунг"}, Gone: true})
	})
	id := b.writes(0, map[string]flows.Value{"title": {Text: "Център"}, "slogan": {Text: "Заедно"}})
	b.steps(id, programme.IdeaSubmitted, "")
	has(t, "matrix", words(b.press("g:ifield:1")), "Лозунг (отпаднало поле)\nЗаедно", "Проблем\n–")
}

// A question whose number is not known is known by its first button; who is no
// administrator decides nothing by replying.
func TestRepliesAboutIdeas(t *testing.T) {
	b := newWorkshop(t)
	id := b.submitted("Център")
	reply := func(role flows.Role, data, words string) []flows.Row {
		return b.apply(flows.Update{ID: b.next(), Chat: groupChat, User: stefka, Input: flows.Input{
			Name: "Стефка Колева", Message: 78, Role: role, ReplyTo: 9999, ReplyData: data, ToBot: true, What: flows.Text{Text: words},
		}})
	}
	has(t, "a member", words(reply(flows.RoleMember, "g:istepped:1:approved:1", "Добре")), "само администраторите")
	if b.idea(id).State != programme.IdeaSubmitted {
		t.Error("a member has approved")
	}
	has(t, "approved", words(reply(flows.RoleAdministrator, "g:istepped:1:approved:1", "Чудесно!")), "Одобрена е идея 1")
	if step := b.idea(id).Steps[1]; step.Reason != "Чудесно!" {
		t.Errorf("with the words %q", step.Reason)
	}
	has(t, "sitting", words(reply(flows.RoleAdministrator, "g:iat:1:2027-02-03", "2.2.2027")), "представена пред съвета във вторник, 2 февруари?")
	has(t, "new day", words(reply(flows.RoleMember, "g:sitting:2027-02-03:0", "2.2.2027")), "Заседание на съвета, вторник, 2 февруари", "няма представени идеи")
	b.press("g:iwas:1:2027-02-02")
	has(t, "word", words(reply(flows.RoleAdministrator, "g:iwordno:1:2027-02-02", "Подкрепя се.")), "Записах думата на съвета")
	has(t, "paper", words(reply(flows.RoleAdministrator, "g:ipapered:1:"+ref(uint64(b.silent)), "ето")), "трябва снимка")
	has(t, "a correction", words(b.apply(flows.Update{ID: b.next(), Chat: groupChat, User: stefka, Input: flows.Input{
		Name: "Стефка Колева", Message: 78, Role: flows.RoleAdministrator, ReplyTo: 9999, ReplyData: "g:iwordno:1:2027-02-02", ToBot: true, What: flows.Edited{Text: "Не се подкрепя."},
	}})), "Поправката остава само тук")
}

// Whoever comes back into the group sees that ideas wait.
func TestIdeasWait(t *testing.T) {
	b := newWorkshop(t)
	b.submitted("Център")
	has(t, "back", words(b.inGroup(flows.GroupChanged{Present: true, Returned: true})), "Чакат решение: 1 идея.")
}
