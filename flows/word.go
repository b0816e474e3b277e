package flows

import (
	"strings"

	"partnerbot/flows/text"
)

// Word is a word of navigation, typed instead of pressed.
type Word string

// The words that people type to find their way. Menu, Help and Person work
// everywhere, the others within a form. Person is a wish that the coordinators
// understand as it is, where a message for them is awaited.
const (
	NoWord      Word = ""
	WordMenu    Word = "menu"
	WordHelp    Word = "help"
	WordPerson  Word = "person"
	wordBack    Word = verbBack
	wordSkip    Word = verbSkip
	wordUnknown Word = verbUnknown
	wordRefuse  Word = verbRefuse
	wordDone    Word = verbDone
	wordKeep    Word = verbKeep
	wordGo      Word = verbGo
	wordReview  Word = verbReview
	wordSend    Word = verbSend
)

var words = wordKeys(map[Word][]string{
	WordMenu: {"меню", "стоп", "menu", "stop", "менюто", "към менюто", "главно меню", "изход", "край", "exit", "quit", "the end"},
	WordHelp: {"питай човек", "ask a person", "помощ", "help", "имам въпрос", "имам един въпрос", "имам въпроси", "искам да питам", "искам да попитам",
		"искам да попитам нещо", "i have a question"},
	WordPerson: {"искам човек", "искам да говоря с човек", "искам да говоря с координатор", "искам да говоря с някого", "може ли да говоря с човек", "свържете ме с човек",
		"обадете ми се", "моля обадете ми се", "моля, обадете ми се", "обадете ми се моля", "обадете ми се, моля", "може ли да ми се обадите",
		"i want to talk to a person", "talk to a person", "call me", "please call me", "call me please"},
	wordBack:    {"назад", "back", "върни", "връщане", "предишен"},
	wordSkip:    {"пропусни", "skip", "пропускам", "прескочи", "следващ", "напред", "next"},
	wordUnknown: {"не знам", "don't know", "dont know", "i don't know", "незнам", "не зная"},
	wordRefuse:  {"отказвам да отговоря", "отказвам", "decline to answer", "decline", "без отговор"},
	wordDone:    {"готово", "done", "готов", "готова", "това е", "това е всичко", "това е то", "нищо друго", "няма други", "няма повече", "приключих", "свърших", "that is all", "that's all", "nothing else", "ok", "ок"},
	wordKeep:    {"остави така", "остави", "leave as it is", "keep", "същото"},
	wordGo:      {"продължи", "продължавам", "go on", "continue", "нататък"},
	wordReview:  {"прегледай отговорите", "преглед", "прегледай", "review the answers", "review"},
	wordSend:    {"изпрати", "изпращам", "send", "прати"},
})

func wordKeys(list map[Word][]string) map[string]Word {
	keys := make(map[string]Word)
	for word, spellings := range list {
		for _, s := range spellings {
			keys[text.Latin(s)] = word
		}
	}
	return keys
}

// WordOf returns the word of navigation that was typed, in any case and
// alphabet, or NoWord.
func WordOf(typed string) Word {
	if len(typed) > 80 {
		return NoWord
	}
	return words[text.Latin(typed)]
}

var surveyWords = wordKeys(map[Word][]string{
	wordReview: {"проучване", "проучването", "анкета", "анкетата", "въпроси", "въпросите", "продължи", "започни", "старт", "survey", "continue", "start"},
})

// SurveyWord reports whether somebody asks for the survey in a few words. Where a
// question is open they may be its answer.
func SurveyWord(typed string) bool {
	words := strings.Fields(text.Fold(typed))
	return len(words) > 0 && len(words) <= 4 && surveyWords[text.Latin(strings.TrimRight(words[0], ":"))] != NoWord
}
