// Package participant holds the conversations with those who take part: coming
// in, the menu, the needs survey, their organisations and their data, asking a
// person.
//
// Start with Handle in participant.go: it decides which conversation an input
// of a private chat belongs to. Joining (join.go) ends with a person, their
// consent (consent.go) and a membership; one comes by the code of an invitation
// (code.go), finds one's organisation by name (find.go), or describes a new one
// (adding.go): way.go says how buttons carry that until the yes. Who came without
// an invitation waits for a coordinator (propose.go). The menu (menu.go) shows
// what is open for them; the survey (survey.go), a new organisation and the
// person's own data (person.go) are records that the engine of package flows
// fills in. leave.go is the way out of an organisation.
//
// „Питай човек“ (ask.go) works beside all of it: the next message goes to the
// coordinators (pass_on.go) as a thread (thread.go), and so does what was written outside any
// form, if the person says so (outside.go).
//
// A new conversation is a file here, a case in Handle, and where it is a form a
// line in forms.
package participant
