package bot

import (
	"context"
	"io"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// Store is what the bot needs remembered. Every method is safe for concurrent
// use; those that write commit before they return. An error of a commit is
// fatal: its outcome is unknown, and only a restart reads back the truth.
type Store interface {
	// Apply runs one transaction: outcomes, then each update in order (one
	// whose id was seen, or whose due row or job is gone, is skipped), then
	// the offset. A panic or error of the conversation rolls everything back
	// and is returned.
	Apply(flows.Batch, programme.Conversation) (flows.Applied, error)
	// Quarantine puts an update aside with the reason, marks it as seen, takes
	// away its due row or job, and lets the conversation tell the person
	// (flows.Failed) where there is one.
	Quarantine(u flows.Update, reason string, now time.Time, talk programme.Conversation) (flows.Applied, error)

	// Recover is called once before anything is sent: rows in flight become
	// unconfirmed. It returns what waits, in order.
	Recover() ([]flows.Row, error)
	// Depart marks a Once row as in flight and returns it with its words. ok is
	// false when there is nothing to say any more or the person is away: the row
	// is gone or parked then. When its words fell over it is dead and returned.
	Depart(to flows.PersonID, row uint64, now time.Time, words programme.Words) (r flows.Row, ok bool, err error)

	// SetGroup tells the configured number of the coordinators' group, 0 for none.
	SetGroup(int64) error
	// Claim returns the code with which a group becomes the coordinators', the new
	// one where there is none yet; "" while they have a group.
	Claim(newCode string) (string, error)
	// Strangers lists the groups to leave by now; LeftStranger notes that
	// one was left.
	Strangers(now time.Time) ([]int64, error)
	LeftStranger(chat int64) error
	// Group returns Telegram's number of the coordinators' group, 0 for none, and
	// whether the bot can write there, as far as is known.
	Group() (chat int64, usable bool, err error)
	// Chat returns Telegram's number of the person's chat or of the group; false
	// where there is none, or the bot is not in it.
	Chat(flows.PersonID) (int64, bool, error)
	// Newest returns Telegram's number of the newest message with that name.
	Newest(to flows.PersonID, name string) (int, bool, error)

	Offset() (int64, error)
	// LastPoll returns when Telegram was last reached with nothing left waiting
	// there, UTC; zero for never.
	LastPoll() (time.Time, error)
	// Identity returns the Telegram id of the bot that the database belongs to
	// and its username; 0 for a new one. SetIdentity keeps it.
	Identity() (id int64, username string, err error)
	SetIdentity(id int64, username string) error

	// Due returns at most limit rows whose time has come, oldest first; only
	// those marked Always where always is true.
	Due(now time.Time, always bool, limit int) ([]flows.DueRow, error)
	// Jobs returns the waiting jobs, oldest first. Crashed counts one more run
	// of the job that did not end; Interrupted takes one back, for a run that was
	// broken off on purpose.
	Jobs() ([]flows.Job, error)
	Crashed(job uint64) (crashes int, err error)
	Interrupted(job uint64) error

	// KeepFile stores the bytes of a file that came, in chunks of their own
	// transactions; ReadFile returns them.
	KeepFile(flows.FileID, io.Reader) (int64, error)
	ReadFile(flows.FileID) (io.ReadCloser, error)
	// File returns the record of a file.
	File(flows.FileID) (programme.File, bool, error)
}

// Worker does one kind of job beside the loop. It may read the store in short
// transactions and take as long as it needs; what it returns comes back to the
// conversations as flows.Finished. It is run again after a crash.
type Worker func(ctx context.Context, job flows.Job) (result any, err error)
