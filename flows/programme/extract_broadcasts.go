package programme

import "partnerbot/flows/text"

// spread is a broadcast with how far it got.
type spread struct {
	Broadcast
	Progress
}

// broadcastsIn are the messages to many that went or are to go, by their numbers. They
// belong to no municipality.
func broadcastsIn(x *extracting) []spread {
	var out []spread
	if x.town != "" {
		return nil
	}
	for _, b := range x.tx.Broadcasts.All() {
		if b.State != BroadcastDraft {
			out = append(out, spread{b, ProgressOf(x.tx, b.ID)})
		}
	}
	return out
}

var broadcastNames = map[BroadcastState]text.Pair{
	BroadcastScheduled: {BG: "ще тръгне в определен час", EN: "goes at a given time"}, BroadcastSending: {BG: "изпраща се", EN: "is being sent"},
	BroadcastStopped: {BG: "спряно", EN: "stopped"}, BroadcastDone: {BG: "изпратено", EN: "sent"},
	BroadcastMissed: {BG: "часът мина, докато ботът не работеше", EN: "its time passed while the bot did not run"},
}

// extractBroadcasts is one row a message to many, with to how many it went. Drafts are not
// among them.
func extractBroadcasts(x *extracting) *extraction {
	e := Extract{
		Code: "broadcasts", Title: text.Pair{BG: "Съобщения до мнозина", EN: "Messages to many"}, File: text.Pair{BG: "saobshteniya-do-mnozina", EN: "broadcasts"},
		About: text.Pair{
			BG: "един ред за всяко съобщение до мнозина: до кого е и до колко души е стигнало",
			EN: "one row for each message to many: to whom it is, and how many it reached",
		},
	}
	count := func(code, bg, en string, states ...RecipientState) field[spread] {
		return col(code, CellNumber, bg, en, func(s spread) any {
			n := 0
			for _, state := range states {
				n += s.Progress[state]
			}
			return n
		})
	}
	return fill(e, broadcastsIn(x), each, []field[spread]{
		col("broadcast", CellNumber, "Съобщение №", "Message no.", func(s spread) any { return int(s.ID) }),
		col("state", CellCoded, "Състояние", "State", func(s spread) any { return codedCell(s.State, broadcastNames) }),
		col("to", CellText, "До кого", "To whom", func(s spread) any { return wordsCell(s.Segment.Words(x.tx, x.p).Plain(x.lang)) }),
		col("goes", CellTime, "За кога е било", "When it was to go", func(s spread) any { return timeCell(s.Goes) }),
		col("begun", CellTime, "Тръгнало", "Begun", func(s spread) any { return timeCell(s.Begun) }),
		col("ended", CellTime, "Приключило", "Ended", func(s spread) any { return timeCell(s.Ended) }),
		col("recipients", CellNumber, "Получатели", "Recipients", func(s spread) any { return s.All() }),
		count("sent", "Стигнало", "Delivered", RecipientSent),
		count("ahead", "Предстои", "To come", RecipientWaiting, RecipientLater, RecipientQueued),
		count("blocked", "Спрели бота", "Have stopped the bot", RecipientBlocked),
		count("failed", "Неприети от Telegram", "Not taken by Telegram", RecipientFailed),
		count("unconfirmed", "Не се знае", "Not known", RecipientUnconfirmed),
		count("unsent", "Неизпратени", "Not sent", RecipientUnsent),
		col("file", CellYesNo, "С файл", "With a file", func(s spread) any { return s.File != nil }),
		col("text", CellLong, "Текст", "Text", func(s spread) any { return wordsCell(s.Text.BG) }),
		col("text_en", CellLong, "Текст на английски", "Text in English", func(s spread) any { return wordsCell(s.Text.EN) }),
	})
}
