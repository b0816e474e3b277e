// Package participant holds the conversations with those who take part: coming
// in, the menu, the needs survey, trainings and meetings, their organisations and
// their data, asking a person.
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
// Events: events.go has their buttons, „Какво предстои“ (event_list.go) lists them,
// event_card.go shows one; registering.go gives a seat and registered.go tells so,
// colleague.go gives one to somebody who is not here, instead.go changes who comes,
// needs.go asks what they need; offers.go brings a seat that was freed, giving_up.go frees one;
// seat_notice.go tells what others have done to a registration. Typed words stand for
// all of these buttons (events_typed.go).
//
// Reminders (remind.go) ask who comes, in words that are written when they leave
// (remind_words.go); they are answered by buttons (remind_answer.go) and in words
// (remind_typed.go), beside whatever form is open (remind_doubt.go). So is the news that an event was moved
// or called off.
//
// Nudges remind of a survey that was not sent, and tell when there is more time for it
// (nudge.go); typed.go tells what a coordinator has typed of it.
//
// Ideas for joint projects: ideas.go has their buttons, lists and screens, idea_card.go
// what one is and what can be done with it. It is written along the matrix
// (idea_write.go) by whoever speaks for one of its authors, each on their own phone;
// idea_joining.go is how others share it, idea_sign.go how partners sign. What
// becomes of it comes as due rows (idea_notice.go) and is said as it stands then.
//
// „Питай човек“ (ask.go) works beside all of it: the next message goes to the
// coordinators (pass_on.go) as a thread (thread.go), and so does what was written outside any
// form, if the person says so (outside.go).
//
// At the door of an event people check themselves in (check_in.go). What comes before and
// after it is rating.go, after.go and certificate.go.
//
// A mixed group of a meeting is a message that is kept up to date (mixed.go); one of
// its members writes the group's idea down (mixed_press.go).
//
// A new conversation is a file here, a case in Handle, and where it is a form a
// line in forms.
package participant
