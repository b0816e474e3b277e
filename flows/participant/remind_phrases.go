package participant

import (
	"slices"
	"strings"

	"partnerbot/flows/text"
)

// What people type to a reminder, beside a plain yes or no. Marks do not count.
var (
	wordsComing = []string{"Идвам", "Ще дойда", "Ще ида", "Ще бъда там", "Ще бъда", "Ще съм там", "Ще съм", "Ще присъствам", "Присъствам", "Ще участвам", "Участвам",
		"Идваме", "Ще дойдем", "Ще бъдем там", "Ще присъстваме", "Потвърждавам", "Потвърждаваме", "Задължително", "Задължително ще дойда", "Непременно",
		"I am coming", "I'm coming", "I will come", "I'll come", "I'll be there", "I will be there"}
	wordsTheyCome = []string{"Ще дойде", "Yes, they will"}
	wordsCannot   = []string{"Не мога", "Няма да мога", "Няма да дойда", "Няма да мога да дойда", "Не мога да дойда", "Не можах", "Не идвам", "Няма да дойдем", "Не можем", "Не можем да дойдем",
		"Няма да можем", "Няма да можем да дойдем", "Отказвам се", "Вече не мога", "Няма да присъствам", "Няма да мога да присъствам", "Не мога да присъствам", "Няма да участвам",
		"Няма да успея", "Няма да успея да дойда", "Няма как", "Няма как да дойда", "Отменям", "Отпиши ме", "Отпишете ме",
		"I cannot come", "I can't come", "I cannot", "I can't", "I am not coming", "I'm not coming", "I will not come", "I won't come"}
	wordsHindered   = []string{"Болен съм", "Болна съм", "Възпрепятстван съм", "Възпрепятствана съм", "I am ill"}
	wordsTheyCannot = []string{"Няма да дойде", "They cannot"}
	wordsLater      = []string{"Напомни утре", "Напомни ми утре", "Напомнете утре", "Напомнете ми утре", "Утре ми напомни", "Напомни ми пак", "По-късно", "По-късно ще кажа", "Ще кажа по-късно", "Remind me tomorrow"}
	wordsUndecided  = []string{"Не знам", "Още не знам", "Не знам още", "Може би", "Ще видим", "Ще видя", "Не съм сигурен", "Не съм сигурна", "Maybe", "I don't know yet", "Not sure yet"}
	wordsInstead    = []string{"Друг ще дойде", "Ще дойде друг", "Ще дойде колега", "Колега ще дойде", "Ще дойде колежка", "Ще дойде колега вместо мен", "Ще дойде друг вместо мен", "Колега ще дойде вместо мен",
		"Ще изпратя колега", "Ще пратя колега", "Пращам колега", "Somebody else comes", "A colleague will come", "A colleague comes instead"}

	// Said around an answer, which stays the same without it.
	wordsAround = []string{"Да", "Добре", "Ок", "Благодаря", "Благодаря Ви", "Много благодаря", "Здравейте", "Здравей", "Добър ден", "Добро утро", "Добър вечер", "За съжаление", "Съжалявам", "Много съжалявам",
		"Извинете", "Извинявайте", "Моля", "Но", "Аз", "И аз", "Ние", "Де", "Все пак", "Тогава", "Утре", "Със сигурност", "Сигурно", "Разбира се", "Лично", "Болен съм", "Болна съм",
		"Yes", "Ok", "Thanks", "Thank you", "Sorry", "Unfortunately", "Hello"}
)

const remindInstead = "instead" // no button of a reminder: the seat's card has it

// said is what was typed to a reminder.
type said struct {
	verb      string // of its button, or remindInstead; "" for anything else
	plain     bool   // that may mean anything: yes, no, „не знам“, „болна съм“
	colleague bool   // said of somebody else
}

var saidToReminder = func() map[string]said {
	of := map[string]said{}
	for _, meant := range []struct {
		said
		words []string
	}{
		{said{verb: remindYes}, wordsComing}, {said{verb: remindYes, colleague: true}, wordsTheyCome},
		{said{verb: remindNo}, wordsCannot}, {said{verb: remindNo, colleague: true}, wordsTheyCannot}, {said{verb: remindNo, plain: true}, wordsHindered},
		{said{verb: remindLater}, wordsLater}, {said{verb: remindLater, plain: true}, wordsUndecided}, {said{verb: remindInstead}, wordsInstead},
	} {
		for _, w := range meant.words {
			of[wordsKey(spoken(w))] = meant.said
		}
	}
	return of
}()

var saidAround = func() map[string]bool {
	keys := map[string]bool{}
	for _, w := range wordsAround {
		keys[wordsKey(spoken(w))] = true
	}
	return keys
}()

// longestToReminder is how many words an answer may have: what is longer says more.
const longestToReminder = 10

// toReminder understands what was typed as a word to a reminder.
func toReminder(typed string) said {
	if yes, ok := text.ReadYesNo(typed); ok {
		return plainly(yes)
	}
	words := spoken(typed)
	if len(words) > longestToReminder {
		return said{}
	}
	for agreed := false; len(words) > 0; {
		if s, ok := saidToReminder[wordsKey(words)]; ok {
			return s
		}
		yes, plain := text.ReadYesNo(strings.Join(words, " "))
		if plain && (yes || !agreed) {
			return plainly(yes)
		}
		if text.Latin(words[0]) == "ne" {
			if s := toReminder(strings.Join(words[1:], " ")); s.verb == remindNo && !s.plain {
				return s // „Не, няма да мога“
			}
		}
		first := words[0]
		words = within(words)
		if len(words) > 0 && words[0] != first {
			yes, plain = text.ReadYesNo(first)
			agreed = agreed || plain && yes
		}
	}
	return said{}
}

func plainly(yes bool) said {
	if yes {
		return said{verb: remindYes, plain: true}
	}
	return said{verb: remindNo, plain: true}
}

// within are the words without those at the end, or the beginning, that only stand
// around; nil where there are none such.
func within(words []string) []string {
	for n := min(3, len(words)-1); n > 0; n-- {
		if saidAround[wordsKey(words[len(words)-n:])] {
			return words[:len(words)-n]
		}
	}
	for n := min(3, len(words)-1); n > 0; n-- {
		if saidAround[wordsKey(words[:n])] {
			return words[n:]
		}
	}
	return nil
}

// spoken are the words without the marks between them.
func spoken(typed string) []string {
	return slices.DeleteFunc(strings.Fields(betweenWords.Replace(typed)), func(w string) bool { return text.Latin(w) == "" })
}

var betweenWords = strings.NewReplacer(",", " ", ".", " ", "!", " ", ";", " ", ":", " ", "(", " ", ")", " ")

// wordsKey is a key of the words; „dojda“ is „дойда“, too.
func wordsKey(words []string) string {
	return strings.ReplaceAll(text.Latin(strings.Join(words, " ")), "doJd", "doid")
}
