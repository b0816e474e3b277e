package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// demoBot is the bot of the demo: the program itself, run as a process of its
// own, so that it can be killed. It is what the page drives beside Telegram.
type demoBot struct {
	program, config string
	telegram        *simulator.Server
	clock           *bot.Clock // Telegram's; the bot's is set by it
	log             io.Writer

	orders  sync.Mutex // one at a time
	process *botRun    // nil before the first start

	mu      sync.Mutex // guards everything below
	last    standing
	trouble simulator.Words
	changed func() // told of any change
	stepped func() // told when the clock has moved, before anybody else is
}

// botRun is one run of the program.
type botRun struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	answers *json.Decoder
	ended   chan struct{}
	wanted  bool // it was ended by us; read after ended
}

// start starts the program.
func (d *demoBot) start() error {
	d.orders.Lock()
	defer d.orders.Unlock()
	return d.startLocked()
}

func (d *demoBot) startLocked() error {
	// Its end is not that of any context: it is stopped calmly, or killed.
	cmd := exec.CommandContext(context.Background(), d.program, "run", "--driven", "--config", d.config)
	cmd.Stderr = d.log
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "PARTNERBOT_TOKEN=") })
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start the bot: %w", err)
	}
	p := &botRun{cmd: cmd, in: in, answers: json.NewDecoder(out), ended: make(chan struct{})}
	d.process = p
	d.say(simulator.Words{})
	_, err = d.ask(order{Start: d.clock.Now()})
	go d.watch(p)
	return err
}

// watch waits for the end of the program and says so, unless it was wanted.
func (d *demoBot) watch(p *botRun) {
	err := p.cmd.Wait()
	close(p.ended)
	d.orders.Lock()
	defer d.orders.Unlock()
	if d.process == p && !p.wanted {
		fmt.Fprintf(d.log, "the bot has ended: %v\n", err)
		d.say(botEnded)
	}
}

// afterSteps has something done whenever the clock has moved.
func (d *demoBot) afterSteps(do func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.stepped = do
}

// say notes why the bot does not run.
func (d *demoBot) say(trouble simulator.Words) {
	d.mu.Lock()
	d.trouble = trouble
	changed := d.changed
	d.mu.Unlock()
	if changed != nil {
		changed()
	}
}

// killLocked ends the program at once, as kill -9 does. It is called with orders
// held.
func (d *demoBot) killLocked() {
	if d.process != nil {
		d.process.wanted = true
		_ = d.process.cmd.Process.Kill() // or it has ended already
		<-d.process.ended
	}
}

// stop ends the program calmly: nothing that was begun is lost.
func (d *demoBot) stop() {
	d.orders.Lock()
	defer d.orders.Unlock()
	if d.process == nil {
		return
	}
	d.process.wanted = true
	_ = d.process.in.Close() // the end of the orders
	<-d.process.ended
}

var errSilent = errors.New("the bot does not answer")

// ask gives an order and keeps the answer. It is called with orders held.
func (d *demoBot) ask(o order) (standing, error) {
	var s standing
	line, err := json.Marshal(o)
	if err == nil {
		_, err = d.process.in.Write(append(line, '\n'))
	}
	if err == nil {
		err = d.process.answers.Decode(&s)
	}
	if err != nil {
		return s, fmt.Errorf("%w: %w", errSilent, err)
	}
	d.mu.Lock()
	before := d.last
	d.last = s
	changed := d.changed
	d.mu.Unlock()
	if changed != nil && !slices.Equal(before.Next, s.Next) {
		changed()
	}
	if s.Trouble != "" {
		return s, errors.New(s.Trouble)
	}
	return s, nil
}

// follow asks, after whatever happens, what becomes due next.
func (d *demoBot) follow(ctx context.Context) {
	for seen := -1; ; {
		err := d.telegram.Wait(ctx, func() bool { return d.telegram.Seen() != seen })
		if err != nil {
			return
		}
		seen = d.telegram.Seen()
		d.orders.Lock()
		_, _ = d.ask(order{}) // if it cannot answer, watch says why
		d.orders.Unlock()
		select {
		case <-time.After(300 * time.Millisecond): // not for each of many changes
		case <-ctx.Done():
			return
		}
	}
}

// What the page says of troubles; the log says more.
var (
	botEnded  = simulator.Words{BG: "Ботът спря неочаквано. Натиснете „Пусни го отново“.", EN: "The bot has stopped unexpectedly. Press “Start it again”."}
	botFailed = simulator.Words{BG: "Ботът не успя. Подробности има в терминала.", EN: "The bot has not managed. The terminal says more."}
)

// shown is an error as the page shows it.
func (d *demoBot) shown(err error) error {
	if err == nil {
		return nil
	}
	fmt.Fprintln(d.log, err)
	if errors.Is(err, errSilent) {
		return botEnded
	}
	return botFailed
}

// Coming implements simulator.Programme.
func (d *demoBot) Coming() []simulator.Coming {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []simulator.Coming
	for _, c := range d.last.Next {
		out = append(out, simulator.Coming{At: wholeMinute(c.At), What: dueWords(c.Kind), People: c.People && c.Kind != "visitor"})
	}
	return out
}

// dueWords says what becomes due.
func dueWords(kind string) simulator.Words {
	if words, known := dueKinds[kind]; known {
		return words
	}
	return simulator.Words{BG: kind, EN: kind}
}

var dueKinds = map[string]simulator.Words{
	backupKind: {BG: "копие на данните", EN: "copy of the data"},
	sweepKind:  {BG: "изчистване на стари записи", EN: "clearing out old records"},
	"visitor":  {BG: "изтриване на хора, които не са дали съгласие", EN: "forgetting people who have not agreed"},
	"decided":  {BG: "известие за решение на координатор", EN: "notice of what a coordinator decided"},

	flows.ReportDue:     {BG: "проверка дали съобщение е стигнало", EN: "whether a message arrived"},
	flows.ClosedDue:     {BG: "известие за приключен въпрос", EN: "notice of a closed question"},
	programme.NudgeDue:  {BG: "подсещане за проучването", EN: "nudge about the survey"},
	programme.TermDue:   {BG: "известие за срока на проучването", EN: "notice of the survey’s time"},
	programme.MergedDue: {BG: "известие за обединена организация", EN: "notice of a merged organisation"},
	programme.RoundDue:  {BG: "подсещане по желание на координатор", EN: "nudge that a coordinator asked for"},
	programme.RemindDue: {BG: "напомняне за събитие", EN: "reminder of an event"},
	programme.SilentDue: {BG: "за обаждане: няма отговор", EN: "to be called: no answer"},
	programme.OfferDue:  {BG: "предложение за освободено място", EN: "offer of a freed seat"},
	programme.LapseDue:  {BG: "край на срока за предложено място", EN: "end of the time for an offered seat"},
	programme.MovedDue:  {BG: "известие за преместено събитие", EN: "notice of a moved event"},
	programme.PlacedDue: {BG: "известие за ново място на събитие", EN: "notice of an event’s new place"},
	programme.OffDue:    {BG: "известие за отменено събитие", EN: "notice of an event that is called off"},
	programme.SeatDue:   {BG: "известие за промяна на място", EN: "notice of a change to a seat"},
	programme.HandedDue: {BG: "известие за поето място", EN: "notice of a seat taken over"},
	programme.AfterDue:  {BG: "благодарност след събитие", EN: "thanks after an event"},
	programme.EndedDue:  {BG: "край на събитие, за координаторите", EN: "end of an event, for the coordinators"},
	programme.GroupDue:  {BG: "известие за смесена група", EN: "notice of a mixed group"},
	programme.IdeaDue:   {BG: "известие за идея", EN: "notice of an idea"},
	programme.SignDue:   {BG: "молба за подпис", EN: "request for a signature"},
	programme.JoinDue:   {BG: "известие за участие в идея", EN: "notice about joining an idea"},
	programme.TypedDue:  {BG: "известие за въведени отговори", EN: "notice of typed answers"},
	programme.DeskDue:   {BG: "формуляр на координатор", EN: "a coordinator’s form"},
	programme.FillDue:   {BG: "попълване на идея от хартия", EN: "filling in an idea from paper"},

	programme.BroadcastDue: {BG: "съобщение до участниците", EN: "a message to the participants"},

	programme.IdeaStepDue: {BG: "идея за координаторите", EN: "an idea for the coordinators"},
}

// wholeMinute is when a row is brought: the program ticks once a minute.
func wholeMinute(t time.Time) time.Time {
	if whole := t.Truncate(time.Minute); whole.Before(t) {
		return whole.Add(time.Minute)
	}
	return t
}

// fetchWithin is how long a move of the clock waits for the bot to fetch what
// people have just done: it cannot while Telegram is out of reach.
const fetchWithin = 2 * time.Second

// Step implements simulator.Programme.
func (d *demoBot) Step(ctx context.Context, until time.Time) error {
	if trouble := d.Trouble(); trouble != (simulator.Words{}) {
		return trouble
	}
	err := d.shown(d.step(ctx, until))
	d.mu.Lock()
	stepped := d.stepped
	d.mu.Unlock()
	if stepped != nil {
		stepped()
	}
	return err
}

func (d *demoBot) step(ctx context.Context, until time.Time) error {
	d.fetch(ctx)
	defer d.fetch(ctx) // so that the bot does not take the leap for an absence
	d.orders.Lock()
	defer d.orders.Unlock()
	s, err := d.ask(order{Settle: true})
	if err != nil {
		return err
	}
	to := until
	if len(s.Next) > 0 && wholeMinute(s.Next[0].At).Before(to) {
		to = wholeMinute(s.Next[0].At)
	}
	d.clock.Advance(to)
	_, err = d.ask(order{Advance: to})
	return err
}

// fetch lets the bot take in what people have done, at best.
func (d *demoBot) fetch(ctx context.Context) {
	if d.telegram.Down() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, fetchWithin)
	defer cancel()
	d.telegram.EndPoll()
	_ = d.telegram.WaitConfirmed(ctx)
}

// settle waits until the bot has sent all that it can send.
func (d *demoBot) settle() error {
	d.orders.Lock()
	defer d.orders.Unlock()
	_, err := d.ask(order{Settle: true})
	return err
}

// forward moves the clock to that time through everything that becomes due.
func (d *demoBot) forward(ctx context.Context, to time.Time) error {
	for d.clock.Now().Before(to) {
		if err := d.step(ctx, to); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// Restart implements simulator.Programme.
func (d *demoBot) Restart(context.Context) error {
	d.orders.Lock()
	defer d.orders.Unlock()
	d.killLocked()
	return d.shown(d.startLocked())
}

// RolesChanged implements simulator.Programme.
func (d *demoBot) RolesChanged(context.Context) error {
	d.orders.Lock()
	defer d.orders.Unlock()
	_, err := d.ask(order{Roles: true})
	return d.shown(err)
}

// Trouble implements simulator.Programme.
func (d *demoBot) Trouble() simulator.Words {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.trouble
}
