package flows

import (
	"slices"
	"strconv"

	"partnerbot/flows/text"
)

// How a list is changed that is written already: entries go, come later, or are
// written anew by editing their message.

// removeItem takes the entry with the number away; pressed again it changes nothing.
func removeItem(t *Turn, f Filling, q *Question, number string) {
	a := f.Answers()[q.Code]
	list := slices.Clone(items(a))
	i := slices.IndexFunc(list, func(it Item) bool { return strconv.Itoa(it.Number) == number })
	if i < 0 {
		t.Toast(text.T("Вече го няма в списъка.", "It is not on the list any more."))
		showTicks(t, f, q)
		return
	}
	t.Toast(text.T("Махнах „%s“.", "I have removed “%s”.").With(text.Clip(itemWords(f, list[i]), 100)))
	keepTicks(t, f, q, a, Value{Items: slices.Delete(list, i, i+1)}, nil)
	showTicks(t, f, q)
}

// growList adds what was written before the next question was seen to the finished
// list.
func growList(t *Turn, f Filling, q *Question, part Part) {
	a := f.Answers()[q.Code]
	have := a.Value.Items
	var add []Item
	for _, e := range entriesOf(part.Text) {
		add = append(add, Item{Number: nextItem(slices.Concat(have, add), a), Text: text.Clip(e, itemRoom(q)), By: t.Person, Message: part.Message})
	}
	if len(add) == 0 {
		return
	}
	if len(have)+len(add) > q.maxItems() {
		t.Tell(text.T("Последното съобщение не съм го добавил: тук се събират най-много %d. Дотук всичко е записано.",
			"I have not added the last message: at most %d fit here. Everything before it is recorded.").With(q.maxItems()))
		return
	}
	if a.Counts() {
		a.History = append(a.History, a.past())
	}
	a.Value = Value{Items: slices.Concat(have, add)}
	a.Void, a.At, a.By = false, t.At, t.Person
	a.Version++
	f.Put(q.Code, a)
	if t.Session.Place == q.Code {
		t.Session.Shown = a.Version
	}
	showAnswered(t, f, q, a)
}

// editItems replaces the entries of an edited message; false when there are none of
// this person's in it.
func editItems(t *Turn, f Filling, q *Question, a Answer, typed string) bool {
	if !q.listed() {
		return false
	}
	list := slices.Clone(items(a))
	theirs := func(it Item) bool { return it.Message == t.Message && t.Message != 0 && it.By == t.Person }
	at := slices.IndexFunc(list, theirs)
	if at < 0 {
		return false
	}
	entries := entriesOf(typed)
	if closed(t, f) {
		sayClosed(t, f)
		return true
	}
	if len(entries) == 0 {
		return true
	}
	var put []Item
	for i, e := range entries {
		it := itemOf(t, f, q, text.Clip(e, itemRoom(q)), t.Message)
		if it.Number = list[at].Number; i > 0 {
			it.Number = nextItem(slices.Concat(list, put), a)
		}
		put = append(put, it)
	}
	before := slices.DeleteFunc(slices.Clone(list), func(it Item) bool { return !theirs(it) })
	same := slices.EqualFunc(before, put, sameItem)
	list = slices.Insert(slices.DeleteFunc(list, theirs), at, put...)
	switch {
	case same || len(list) > q.maxItems():
	case a.Draft == nil && a.Counts():
		changed := a.changed(t, given{q: q, value: Value{Items: list}})
		f.Put(q.Code, changed)
		if t.Session.Place == q.Code && here(t, f) {
			t.Session.Shown = changed.Version
		}
		editedNow(t, f, q, changed)
	default:
		keepTicks(t, f, q, a, Value{Items: list}, nil)
		if here(t, f) && t.Session.Place == q.Code {
			showTicks(t, f, q)
		}
	}
	return true
}

// withoutMessages are the entries without the messages in which they stood.
func withoutMessages(list []Item) []Item {
	list = slices.Clone(list)
	for i := range list {
		list[i].Message = 0
	}
	return list
}

// AllItems are the entries of the answer, of what is not finished of it, and of its
// earlier values.
func (a Answer) AllItems() []Item {
	all := slices.Clone(a.Value.Items)
	if a.Draft != nil {
		all = append(all, a.Draft.Items...)
	}
	for _, past := range a.History {
		all = append(all, past.Value.Items...)
	}
	return all
}
