package flows

import "testing"

// TestWordOf: a word counts where it is the whole message, never within an answer.
func TestWordOf(t *testing.T) {
	for typed, want := range map[string]Word{
		"Меню": WordMenu, "менюто": WordMenu, "изход": WordMenu, "Край.": WordMenu, "izhod": WordMenu, "готово": wordDone,
		"Имам въпрос!": WordHelp, "помощ": WordHelp, "Искам да говоря с човек": WordPerson, "искам човек": WordPerson, "Обадете ми се, моля": WordPerson, "obadete mi se": WordPerson,
		"Няма изход": NoWord, "имам въпрос за бюджета": NoWord, "искам човек, който пише проекти": NoWord, "Обадете ми се за обученията": NoWord, "до края на май": NoWord,
	} {
		if got := WordOf(typed); got != want {
			t.Errorf("WordOf(%q) = %q, want %q", typed, got, want)
		}
	}
}
