// Package simulator is Telegram on one machine: an HTTP Bot API server and
// scripted people who talk to the bot behind it. Tests, the demo and load
// measurements run the real program against it; it behaves as strictly as
// Telegram for every method that the program uses, and answers 404 for others.
//
// A test in full:
//
//	s := simulator.New(simulator.Options{})
//	url, err := s.Start()                // give url and s.Token() to the bot
//	defer s.Close()
//	ana := s.Person(simulator.Profile{First: "Ана", LanguageCode: "bg"})
//	ana.Open("CODE")                     // as if she had pressed Start on a link
//	m, err := ana.WaitMessage(ctx, func(m simulator.Message) bool { return m.HasButton("Да") })
//	ana.Tap("Да")
//	err = s.WaitConfirmed(ctx)           // the bot has taken everything in
//
// Nothing here sleeps in order to wait: people act at once, and whoever waits
// is woken by the change itself (wait.go).
//
// Where to read, from the outside in:
//
//   - server.go, methods.go    Options, Server, routing of one request
//   - table.go, table_types.go   every method with its parameters, and every field of
//     the types that are read or written here, as data; a test holds it against the specification
//   - request.go    parameters from a form, from multipart or from JSON; strict.go judges them
//   - refusal.go    what Telegram says when it refuses; log.go keeps what it accepted
//   - queue.go, poll.go        updates, offsets, confirmation, long polling, two pollers
//   - text.go, html.go, reference.go, link.go, entity.go, render.go   what becomes of a text
//   - markup.go     keyboards and their rules
//   - send.go, copy.go, edit.go, callback.go, file.go, upload.go, chat.go, commands.go   the methods
//   - fault.go, limit.go       what can be made to go wrong, and how fast is too fast
//   - person.go, say.go, tap.go, group.go, member.go   the people and their groups
//   - message.go, encode.go    a message as people see it and as JSON
//   - weather.go    faults by the name that the demo has for them
//   - journal.go, transcript.go, transcript_line.go    what people did, and how it is told
//   - save.go, load.go    all of it in a file, for another day
//   - page.go    the web page with phones: page_guard.go decides who may ask, page_document.go
//     hands out the page, page_stream.go and page_view.go tell it what happens, page_act.go,
//     page_file.go and page_clock.go do what it wants; in the browser page.js begins
//
// One mutex guards all state. Parsing happens before it is taken and the
// network is never touched under it, so the sections are a few microseconds
// long. The time of the simulated world (dates, retention, expired presses) is
// Options.Now; polling, rate limits and faults run on the real clock.
//
// Facts about Telegram come from the Bot API specification and from the sources
// of its server (tdlib/telegram-bot-api) and of its library (tdlib/td).
package simulator
