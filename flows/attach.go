package flows

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"partnerbot/flows/text"
)

// Attached answers a file, photo or voice message that came while the form is
// open.
func Attached(t *Turn, f Filling, w Attachment) {
	if OfDeclined(t) {
		return
	}
	if closed(t, f) {
		Decline(t)
		sayClosed(t, f)
		return
	}
	if reply := repliedQuestion(t, f); reply != nil && reply.Code != t.Session.Place {
		move(t, f, reply)
	}
	q, asking := presentQuestion(t, f)
	part := Part{Message: t.Message, Text: text.Clean(w.Caption)}
	album := w.Album != "" && w.Album == t.Session.Album
	early := (album || unseen(t, f)) && !(asking && q.Kind == FileAnswer && f.Answers()[q.Code].Draft != nil)
	if !early {
		t.Session.Asked = 0
	}
	t.Session.Album = w.Album
	prev, _ := f.Form().Question(t.Session.Before)
	switch {
	case waitsWithFile(t, f):
		if id, ok := keep(t, f, w); ok {
			oneMore(t, f, t.Session.Pending, part, []FileID{id})
		}
	case early && (asking && takes(q, part.Text, true) || prev != nil && takes(prev, part.Text, true)):
		attachEarly(t, f, q, part, w)
	case !asking && gone(t, f):
		Decline(t)
	case !asking:
		Decline(t)
		t.Tell(text.T("Получих %s, но сега няма въпрос, към който да отиде.", "I received %s, but there is no question now to which it could go.").With(KindWords(string(w.Kind))))
		Open(t, f)
	case q.Kind == FileAnswer:
		attachFile(t, f, q, w, album)
	case takesVoice(q):
		attachToText(t, f, q, part, w)
	default:
		Decline(t)
		Unexpected(t, f, string(w.Kind))
	}
}

// Decline notes that the file that came is not taken, so that what is said about
// it is said once for the whole album.
func Decline(t *Turn) {
	if w, ok := t.What.(Attachment); ok {
		t.Session.Declined = w.Album
	}
}

// OfDeclined reports whether the input is one more file of an album that was not
// taken: its sender has been told.
func OfDeclined(t *Turn) bool {
	w, ok := t.What.(Attachment)
	return ok && w.Album != "" && w.Album == t.Session.Declined
}

// waitsWithFile reports whether a text waits for the person's word that a file
// can go with.
func waitsWithFile(t *Turn, f Filling) bool {
	p := t.Session.Pending
	if p == nil || len(p.Parts) == 0 || p.Why == pendingAdd || p.Why == pendingLong {
		return false
	}
	q, ok := f.Form().Question(p.Question)
	return ok && p.Value.None == "" && (q.Kind == LongText || q.Kind == ShortText)
}

// attachEarly keeps a file that was sent before its sender saw where they are
// now.
func attachEarly(t *Turn, f Filling, q *Question, part Part, w Attachment) {
	if id, ok := keep(t, f, w); ok {
		early(t, f, q, part, []FileID{id})
	}
}

// attachToText keeps a voice message or photo with the answer to a question
// that asks for a text. A text that is there stays.
func attachToText(t *Turn, f Filling, q *Question, part Part, w Attachment) {
	id, ok := keep(t, f, w)
	if !ok {
		return
	}
	t.Tell(text.T("Благодаря, прибавих го към този отговор. Координатор ще го запише с думи.",
		"Thank you, I have added it to this answer. A coordinator will write it down in words."))
	have := f.Answers()[q.Code]
	if have.Counts() && have.Value.None == "" {
		var parts []Part
		if part.Text != "" {
			parts = []Part{part}
		}
		lengthen(t, f, q, parts, []FileID{id})
		accept(t, f, q, f.Answers()[q.Code])
		return
	}
	g := given{q: q, attach: []FileID{id}}
	if part.Text != "" {
		g.value, g.parts = Value{Text: joined(q, "", part.Text)}, []Part{part}
	}
	give(t, f, g)
}

// takesVoice reports whether a voice message or photo can stand in for words.
func takesVoice(q *Question) bool {
	return (q.Kind == LongText || q.Kind == ShortText) && q.Check == nil
}

// keep remembers the file and sets the job that fetches it. What is too big to
// be fetched is said to be.
func keep(t *Turn, f Filling, w Attachment) (FileID, bool) {
	id, work, ok := f.Keep(w)
	if !ok {
		t.Tell(text.T("Този файл е по-голям от 20 МБ и Telegram не ми позволява да го взема. Можете ли да изпратите по-малък?",
			"This file is larger than 20 MB, and Telegram does not let me fetch it. Could you send a smaller one?"))
		return 0, false
	}
	if work.Kind != "" {
		t.Do(work)
	}
	return id, true
}

// attachFile adds a file to the answer of a file question: stored at once,
// counted when finished.
func attachFile(t *Turn, f Filling, q *Question, w Attachment, album bool) {
	a := f.Answers()[q.Code]
	var files []FileID
	if a.Draft != nil {
		files = a.Draft.Files
	} else if a.Counts() {
		files = a.Value.Files
	}
	if q.MaxFiles == 1 {
		files = nil // another one takes its place
	}
	if len(fitting(t, q, len(files), []FileID{0})) == 0 {
		return
	}
	id, ok := keep(t, f, w)
	if !ok {
		return
	}
	files = append(slices.Clone(files), id)
	keepTicks(t, f, q, a, Value{Files: files}, nil)
	received := Screen{
		Text: text.T("Получих %s. Изпратете още или натиснете „Готово“.", "Received %s. Send more, or press “Done”.").
			With(text.Count(len(files), "файл", "файла", "file", "files")),
		Buttons: questionButtons(t, f, q, f.Answers()[q.Code]),
		Name:    questionName(f, q.Code),
	}
	if q.MaxFiles == 1 {
		received.Text = text.T("Получих файла. Натиснете „Готово“. Ако не е този, изпратете друг.", "I have the file. Press “Done”. If it is not that one, send another.")
	}
	if album {
		t.Change(received.Name, received, true) // one message counts its pictures
		return
	}
	t.Say(received)
}

// fitting are as many of the files as the question takes beside those that it
// has. It is said when some do not fit.
func fitting(t *Turn, q *Question, have int, files []FileID) []FileID {
	limit := q.MaxFiles
	if limit == 0 {
		limit = 10
	}
	if have+len(files) <= limit {
		return files
	}
	Decline(t)
	t.Tell(text.T("Тук се събират най-много %s и повече не съм взел. Ако сте готови, натиснете „Готово“.",
		"At most %s fit here, so I have taken no more. If you are finished, press “Done”.").
		With(text.Count(limit, "файл", "файла", "file", "files")))
	return files[:max(0, limit-have)]
}

// Unexpected answers something that no question can take, and says what is
// awaited. The state stays as it is.
func Unexpected(t *Turn, f Filling, kind string) {
	q, ok := presentQuestion(t, f)
	if closed(t, f) || !ok {
		Open(t, f)
		return
	}
	t.Session.Asked = 0
	received := text.T("Получих %s, но за този въпрос ми трябва друго.", "I received %s, but this question needs something else.").With(KindWords(kind))
	if p := t.Session.Pending; p != nil && p.Why != pendingAdd && p.Why != pendingLong && p.Why != pendingPick {
		t.Tell(received)
		showPending(t, f)
		return
	}
	t.Say(Screen{
		Text:    text.Join("\n\n", text.Join(" ", received, awaited(q)), questionText(t, f, q)),
		Buttons: questionButtons(t, f, q, f.Answers()[q.Code]),
		Name:    questionName(f, q.Code),
	})
}

// KindWords is what people call a kind of message.
func KindWords(kind string) text.Pair {
	known := map[string]text.Pair{
		"sticker":         {BG: "стикер", EN: "a sticker"},
		"location":        {BG: "място на картата", EN: "a place on the map"},
		"venue":           {BG: "място на картата", EN: "a place on the map"},
		"poll":            {BG: "анкета", EN: "a poll"},
		"contact":         {BG: "телефонен номер", EN: "a phone number"},
		string(Voice):     {BG: "гласово съобщение", EN: "a voice message"},
		string(Photo):     {BG: "снимка", EN: "a photo"},
		string(Video):     {BG: "видео", EN: "a video"},
		string(VideoNote): {BG: "видео", EN: "a video"},
		string(Animation): {BG: "подвижна картинка", EN: "an animation"},
		string(Audio):     {BG: "звук", EN: "a sound"},
		string(Document):  {BG: "файл", EN: "a file"},
	}
	if p, ok := known[kind]; ok {
		return p
	}
	return text.Pair{BG: "съобщението Ви", EN: "your message"}
}

// Shared answers a shared contact.
func Shared(t *Turn, f Filling, w Contact) {
	q, ok := presentQuestion(t, f)
	if !ok || q.Kind != Phone {
		Unexpected(t, f, "contact")
		return
	}
	if closed(t, f) {
		sayClosed(t, f)
		return
	}
	t.Session.Asked = 0
	phone, readable := text.ReadPhone(w.Phone)
	if !readable {
		wrong(t, f, q, reading{}, nil)
		return
	}
	g := given{q: q, value: Value{Text: phone}, parts: []Part{{Message: t.Message, Text: phone}}}
	if !w.Own { // anyone can forward somebody else's card
		await(t, f, g.pending(pendingSure))
		return
	}
	give(t, f, g)
}

// findOrganisation answers a typed part of an organisation's name. False: none
// is like it, and it may mean that there is none.
func findOrganisation(t *Turn, f Filling, q *Question, typed string) bool {
	found := f.Find(typed)
	if len(found) == 0 {
		return false
	}
	if len(found) == 1 && found[0].Sure {
		give(t, f, given{q: q, value: Value{Ref: found[0].Ref}, parts: []Part{{Message: t.Message, Text: text.Clean(typed)}}})
		return true
	}
	refs := make([]string, len(found))
	for i, o := range found {
		refs[i] = o.Ref
	}
	t.Session.Pending = &Pending{Why: pendingPick, Question: q.Code, Value: Value{Choices: refs}}
	t.Say(pickScreen(t, f, q, found))
	return true
}

// pickScreen offers the organisations that were found. Long names stand numbered
// in the text, and the buttons carry the number and the first words.
func pickScreen(t *Turn, f Filling, q *Question, found []Option) Screen {
	long := false
	for _, o := range found {
		long = long || utf8.RuneCountInString(o.Name) > longLabel
	}
	lines := []text.Phrase{text.T("Коя от тези организации?", "Which of these organisations?")}
	var rows [][]Tap
	for i, o := range found {
		label := o.Name
		if long {
			lines = append(lines, text.T("%d. %s", "%d. %s").With(i+1, o.Name))
			label = strconv.Itoa(i+1) + ". " + text.Clip(o.Name, longLabel-4)
		}
		rows = append(rows, []Tap{button(f, q.Code, text.Raw(label), verbPick+o.Ref)})
	}
	lines = append(lines, text.T("Ако я няма, напишете друга дума от името ѝ.", "If it is not here, write another word of its name."))
	proposal := button(f, q.Code, text.Phrase{}, verbPropose).Data
	others := slices.DeleteFunc(questionButtons(t, f, q, f.Answers()[q.Code]), func(row []Tap) bool {
		return len(row) > 0 && row[0].Data == proposal // something else was written
	})
	return Screen{
		Text:    text.Join("\n", lines...),
		Buttons: append(rows, others...),
		Name:    questionName(f, q.Code),
	}
}

// picked understands a number as a position in the list of organisations that
// was shown.
func picked(t *Turn, f Filling, q *Question, typed string) bool {
	p := t.Session.Pending
	t.Session.Pending = nil
	n, ok := text.OnlyNumber(typed)
	if !ok || n < 1 || int(n) > len(p.Value.Choices) || n != float64(int(n)) || len(f.Find(typed)) > 0 {
		return false
	}
	if q.Kind == Organisations {
		t.Session.Pending = p
		pickedItem(t, f, q, p.Value.Choices[int(n)-1])
		return true
	}
	give(t, f, given{q: q, value: Value{Ref: p.Value.Choices[int(n)-1]}, parts: []Part{{Message: t.Message, Text: text.Clean(typed)}}})
	return true
}
