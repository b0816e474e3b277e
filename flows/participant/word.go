package participant

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// menuWord does what is typed in place of a button of the menu, or of the
// screen that offers the languages; false when it is none of their words.
func (c *chat) menuWord(typed string) bool {
	key := text.Latin(typed)
	for _, l := range []text.Language{text.Bulgarian, text.English} {
		if key == text.Latin(languageTap(l).Label.Plain(l)) && (c.Session.Form == "" || c.Session.Beside == languageName) {
			c.setLanguage(string(l))
			return true
		}
	}
	if c.Session.Form != "" || strings.HasPrefix(c.Session.Place, joining) {
		return false
	}
	switch word, _, _ := strings.Cut(key, " "); strings.TrimRight(word, ":") {
	case text.Latin("език"), text.Latin("language"):
		c.askLanguage()
		return true
	case text.Latin("проучване"), text.Latin("проучването"), text.Latin("анкета"), text.Latin("анкетата"), text.Latin("въпроси"), text.Latin("въпросите"),
		text.Latin("продължи"), text.Latin("започни"), text.Latin("старт"), text.Latin("survey"), text.Latin("continue"), text.Latin("start"):
		return len(strings.Fields(key)) <= 4 && c.openOnlySurvey()
	}
	return false
}

// openOnlySurvey opens the survey of the person's organisation, where there is
// just one; who speaks for several chooses in the menu.
func (c *chat) openOnlySurvey() bool {
	var only flows.Filling
	for _, m := range c.tx.Memberships.OfPerson(c.Person) {
		f, ok := c.surveyFilling(m.Organisation)
		if ok && only != nil {
			return false
		}
		if ok {
			only = f
		}
	}
	if only == nil {
		return false
	}
	flows.Open(c.Turn, only)
	return true
}
