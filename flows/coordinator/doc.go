// Package coordinator holds what coordinators do in their Telegram group:
// commands, cards with buttons, and replies to relayed questions.
//
// Start with Handle in coordinator.go: it decides what an input of the group is.
// Each command is a file and a line of Commands (commands.go), from which /help,
// Telegram's menu, the README's table and the tests derive. Who may only read and
// who may act is decided there and in press, at the moment of pressing.
//
// What is decided stands on cards (member.go, organisation.go): messages with a
// name, rendered from the records and edited in place, so that a button pressed
// twice, late or by two people does no harm. Files and phone numbers go to the
// private chat of who asked (private.go, errand.go); a list is turned in place (pages.go).
// What leaves the program as a file is chosen on the card of export.go.
//
// The survey has a card (survey.go): results question by question (survey_results.go),
// free texts (survey_texts.go), voice messages and photos that wait to be written down
// (survey_files.go, survey_heard.go), what was begun and never sent (survey_begun.go),
// and until when it takes answers (survey_term.go). What is not for the whole group is a
// page in the private chat (desk_page.go).
//
// Questions of participants come in questions.go, replies to them go out in
// answer.go, question_list.go lists what is open; parcel.go is how either side's
// words and files travel.
//
// Trainings and meetings stand on cards, too (events.go): the list at the door (door.go)
// with its marks, who comes without being on it (walkin.go), numbers of the printed list
// (here.go), what is printed for it (sheet.go, blank.go), what people said of it (ratings.go).
// An event is found, and a new one begun, in event.go; what can be asked of one stands in
// event_fields.go, the form in event_form.go, what it changes in event_save.go, materials
// in material.go. It is also moved, called off or resized by a reply and a yes
// (change_event.go, move_event.go); whom the bot could not tell, or who says nothing, stands on the call
// list (calls.go). replies.go says which messages can be replied to beside questions.
//
// Mixed groups of a meeting are in mixed.go: a proposal (mixed_form.go) is on record
// once it is announced, and then changed person by person (mixed_card.go).
//
// Ideas for joint projects: ideas.go lists them, idea.go is the card, idea_way.go its
// way; idea_decide.go returns, approves and withdraws, with words by reply;
// signatures.go enters what was signed on paper, sittings.go when the council saw an
// idea and what it said, trace.go follows an idea’s links.
//
// fill.go enters what stands on paper or is said on the phone: an idea, the survey
// (fill_survey.go), a registration (fill_seat.go).
//
// How the program itself stands is in health.go, with the messages that may not have
// arrived (stuck.go) and what was put aside (aside.go); due.go shows what will be sent,
// audit.go who did what. digest.go is what the group reads in the morning, alert.go what
// it hears before a meeting to which a side does not come. import.go takes over a
// register.
//
// What the group could not be told while the bot was out of it is told on its return
// (missed.go). A screen that names people says so with Of or Among: that is how they
// are taken out of it when they are erased.
//
// Participants' conversations tell the coordinators through the methods of
// Conversation that package participant declares as its Desk (desk.go).
package coordinator
