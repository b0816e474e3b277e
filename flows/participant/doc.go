// Package participant holds the conversations with those who take part:
// joining, the menu, the needs survey, asking a person.
//
// Start with Handle in participant.go: it decides which conversation an input
// of a private chat belongs to. Joining (join.go) ends with a person, their
// consent and a membership; the menu (menu.go) shows what is open for them;
// the survey (survey.go) and the person's own data (person.go) are records
// that the engine of package flows fills in.
//
// A new conversation is a file here, a case in Handle, and where it is a form a
// line in forms.
package participant
