package flows

import (
	"slices"

	"partnerbot/flows/text"
)

// Attached answers a file, photo or voice message that came while the form is
// open.
func Attached(t *Turn, f Filling, w Attachment) {
	q, asking := f.Form().Question(t.Session.Place)
	switch {
	case !asking:
		t.Tell(text.T("Получих файл, но сега не съм питал за такъв.", "I received a file, but I had not asked for one now."))
		Open(t, f)
		return
	case closed(t, f):
		sayClosed(t, f)
		return
	}
	unread := unseen(t, f, q)
	if !unread {
		t.Session.Asked = 0
	}
	switch {
	case unread:
		if id, ok := keep(t, f, w); ok {
			early(t, f, q, Part{Message: t.Message, Text: text.Clean(w.Caption)}, []FileID{id})
		}
	case q.Kind == FileAnswer:
		attachFile(t, f, q, w)
	case takesVoice(q):
		id, ok := keep(t, f, w)
		if !ok {
			return
		}
		g := given{q: q, attach: []FileID{id}}
		if caption := text.Clean(w.Caption); caption != "" {
			g.value, g.parts = Value{Text: caption}, []Part{{Message: t.Message, Text: caption}}
		}
		t.Tell(text.T("Получих го и го пазя към този отговор. Координатор ще го запише с думи.",
			"Received; I keep it with this answer. A coordinator will write it down in words."))
		give(t, f, g)
	default:
		Unexpected(t, f, string(w.Kind))
	}
}

// takesVoice reports whether a voice message or photo can stand in for words.
func takesVoice(q *Question) bool {
	return q.Kind == LongText || q.Kind == ShortText && q.Check == nil
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
	t.Do(work)
	return id, true
}

// attachFile adds a file to the answer of a file question: stored at once,
// counted when finished.
func attachFile(t *Turn, f Filling, q *Question, w Attachment) {
	limit := q.MaxFiles
	if limit == 0 {
		limit = 10
	}
	a := f.Answers()[q.Code]
	var files []FileID
	if a.Draft != nil {
		files = a.Draft.Files
	} else if a.Counts() {
		files = a.Value.Files
	}
	if len(files) >= limit {
		t.Tell(text.T("Тук се събират най-много %d файла. Натиснете „Готово“.", "At most %d files go here. Press “Done”.").With(limit))
		return
	}
	id, ok := keep(t, f, w)
	if !ok {
		return
	}
	files = append(slices.Clone(files), id)
	keepTicks(t, f, q, a, Value{Files: files})
	retire(t, questionName(f, q.Code))
	t.Say(Screen{
		Text: text.T("Получих %s. Изпратете още или натиснете „Готово“.", "Received %s. Send more, or press “Done”.").
			With(text.Count(len(files), "файл", "файла", "file", "files")),
		Buttons: questionButtons(t, f, q, f.Answers()[q.Code]),
		Name:    questionName(f, q.Code),
	})
}

// Unexpected answers something that no question can take, and says what is
// awaited. The state stays as it is.
func Unexpected(t *Turn, f Filling, kind string) {
	q, ok := f.Form().Question(t.Session.Place)
	if !ok {
		Open(t, f)
		return
	}
	t.Tell(text.T("Получих %s, но тук не мога да го използвам.", "I received %s, but I cannot use it here.").With(KindWords(kind)))
	retire(t, questionName(f, q.Code))
	t.Say(Screen{
		Text:    text.Join("\n\n", awaited(q), questionText(t, f, q)),
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
	return text.Pair{BG: "нещо друго", EN: "something else"}
}

// Shared answers a shared contact.
func Shared(t *Turn, f Filling, w Contact) {
	q, ok := f.Form().Question(t.Session.Place)
	if !ok || q.Kind != Phone {
		Unexpected(t, f, "contact")
		return
	}
	if closed(t, f) {
		sayClosed(t, f)
		return
	}
	phone, readable := text.ReadPhone(w.Phone)
	if !readable {
		wrong(t, f, q, reading{})
		return
	}
	g := given{q: q, value: Value{Text: phone}, parts: []Part{{Message: t.Message, Text: phone}}}
	if !w.Own {
		askSure(t, f, g, w.Name+" "+phone) // anyone can forward somebody else's card
		return
	}
	give(t, f, g)
}

// findOrganisation answers a typed part of an organisation's name.
func findOrganisation(t *Turn, f Filling, q *Question, typed string) {
	found := f.Find(typed)
	if len(found) == 0 {
		wrong(t, f, q, reading{})
		return
	}
	if len(found) == 1 && found[0].Sure {
		give(t, f, given{q: q, value: Value{Ref: found[0].Ref}})
		return
	}
	var rows [][]Tap
	for _, o := range found {
		rows = append(rows, []Tap{button(f, q.Code, text.Raw(text.Clip(o.Name, 60)), verbPick+o.Ref)})
	}
	retire(t, questionName(f, q.Code))
	t.Say(Screen{
		Text:    text.T("Коя от тези организации? Ако я няма, напишете друга част от името.", "Which of these organisations? If it is not here, write another part of its name."),
		Buttons: append(rows, questionButtons(t, f, q, f.Answers()[q.Code])...),
		Name:    questionName(f, q.Code),
	})
}
