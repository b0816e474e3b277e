package coordinator

import (
	"partnerbot/flows"
	"partnerbot/flows/text"
)

// Command is a command of the group.
type Command struct {
	Name        string
	Argument    text.Phrase // what follows it, for /help; empty for nothing
	Description text.Phrase
	Acts        bool // for administrators only
	run         func(g *group, argument string)
}

// Chapter is what /help shows together: the commands of one purpose.
type Chapter struct {
	Title    text.Phrase
	Commands []Command
}

// Chapters are all commands of the group, in the order of /help.
func Chapters() []Chapter {
	return []Chapter{
		{text.T("Докъде сме", "Where we stand"), []Command{
			{Name: "help", Description: text.T("какво мога и кой какво може", "what I can do, and who may do what"), run: (*group).help},
			{Name: "stats", Description: text.T("числата, целите, графики", "the numbers, the targets, charts"), run: (*group).stats},
			{Name: "missing", Description: text.T("кои липсват и телефоните им", "who is missing, with phone numbers"), run: (*group).missing},
			{Name: "survey", run: (*group).survey,
				Description: text.T("проучването: отговори, резултати, срок", "the survey: responses, results, time")},
		}},
		{text.T("Организации и хора", "Organisations and people"), []Command{
			{Name: "organisations", run: (*group).organisations,
				Description: text.T("всички организации: по вид, община и състояние", "all organisations: by kind, municipality and state")},
			{Name: "organisation", Argument: text.T("част от името или ЕИК", "a part of the name, or the EIK"), run: (*group).organisation,
				Description: text.T("една организация: хора, проучване, покана", "one organisation: people, survey, invitation")},
			{Name: "fill", Argument: text.T("организация или номер на идея", "an organisation, or an idea’s number"), Acts: true, run: (*group).fill,
				Description: text.T("въвежда от хартия: проучване, записване, идея", "enters from paper: survey, registration, idea")},
			{Name: "import", Acts: true, run: (*group).importAsked,
				Description: text.T("внася организации от таблица", "brings in organisations from a table")},
			{Name: "forget", Argument: text.T("част от името или от телефона", "a part of the name or of the phone number"), Acts: true, run: (*group).forget,
				Description: text.T("изтрива всичко за човек, който е поискал това", "erases everything about somebody who has asked for it")},
		}},
		{text.T("Обаждания и съобщения", "Calls and messages"), []Command{
			{Name: "calls", Description: text.T("на кого да се обадите и какво да кажете", "who has to be called, and what to say"), run: (*group).calls},
			{Name: "remind", Acts: true, run: (*group).remind,
				Description: text.T("подсеща сега тези, които не са го направили", "reminds now whoever has not done it")},
			{Name: "broadcast", run: (*group).broadcast,
				Description: text.T("съобщение до много хора и докъде е стигнало", "a message to many, and how far it is")},
			{Name: "questions", Description: text.T("въпроси на участници без отговор", "participants’ questions without an answer"), run: (*group).questions},
			{Name: "due", Argument: text.T("за колко дни, ако не са 7", "for how many days, if not 7"), run: (*group).due,
				Description: text.T("какво ще изпратя сам и на колко души", "what I will send by myself, and to how many")},
		}},
		{text.T("Обучения и срещи", "Trainings and meetings"), []Command{
			{Name: "events", Description: text.T("всички събития: записани, списък на вратата", "all events: who is registered, the door list"), run: (*group).events},
			{Name: "event", Argument: text.T("дума от заглавието, община или „ново“", "a word of the title, a municipality, or “new”"), run: (*group).event,
				Description: text.T("едно събитие и промени по него", "one event, and changes of it")},
			{Name: "groups", Description: text.T("смесените групи на срещата", "the mixed groups of the meeting"), run: (*group).groups},
			{Name: "here", Argument: text.T("номера от разпечатания лист", "numbers of the printed sheet"), Acts: true, run: (*group).attend,
				Description: text.T("отбелязва кой е дошъл", "notes who has come")},
		}},
		{text.T("Идеи", "Ideas"), []Command{
			{Name: "ideas", Argument: text.T("община, ако искате", "a municipality, if you want"), run: (*group).ideas,
				Description: text.T("всички идеи: по състояние и по община", "all ideas: by state and by municipality")},
			{Name: "idea", Argument: text.T("номер или дума от заглавието", "number, or a word of the title"), run: (*group).idea,
				Description: text.T("една идея: карта, решение, подписи, версии", "one idea: card, decision, signatures, versions")},
			{Name: "trace", Argument: text.T("номер или дума от заглавието", "number, or a word of the title"), run: (*group).trace,
				Description: text.T("пътят на идея: от нуждата до думата на съвета", "an idea’s way: from the need to the council’s word")},
			{Name: "sittings", Description: text.T("заседания на съвета и думата му за идеите", "the council’s sittings, and its word on the ideas"), run: (*group).sittings},
		}},
		{text.T("Данни и ред", "Data and order"), []Command{
			{Name: "export", Argument: text.T("какво, община и вид, ако искате", "what, municipality and format, if you want"), Acts: true, run: (*group).export,
				Description: text.T("данните във файл, лично на Вас", "the data as a file, to you in private")},
			{Name: "audit", Argument: text.T("за кого или за какво, ако искате", "about whom or what, if you want"), Acts: true, run: (*group).auditAsked,
				Description: text.T("кой какво е направил", "who did what")},
			{Name: "health", run: (*group).health,
				Description: text.T("как е ботът: връзка, съобщения, копие на данните", "how the bot is: connection, messages, copy of the data")},
		}},
	}
}

// Commands are all of them one after the other, as the menu has them.
func Commands() []Command {
	var all []Command
	for _, c := range Chapters() {
		all = append(all, c.Commands...)
	}
	return all
}

// button is what a button of a card does.
type button struct {
	refs int  // how many references follow the verb
	acts bool // for administrators only
	// It stands in the private chat of who asked, and answers there (g.Say, g.Change,
	// g.Toast); else in the group.
	private bool
	run     func(g *group, refs []string)
}

// buttons are all buttons of the group, by verb.
func buttons() map[string]button {
	return map[string]button{
		verbApprove:    {refs: 2, acts: true, run: (*group).approve},
		verbRefuse:     {refs: 2, acts: true, run: (*group).turnDown},
		verbReconsider: {refs: 2, acts: true, run: (*group).reconsider},
		verbMember:     {refs: 2, run: (*group).showMember},
		verbPart:       {refs: 2, acts: true, run: (*group).askPart},
		verbParted:     {refs: 2, acts: true, run: (*group).part},
		verbTakeIn:     {refs: 1, acts: true, run: (*group).takeIn},
		verbTurnAway:   {refs: 1, acts: true, run: (*group).turnAway},
		verbTakeAfter:  {refs: 1, acts: true, run: (*group).takeInAfterAll},
		verbOpen:       {refs: 1, run: (*group).showOrganisation},
		verbTurn:       {refs: 2, run: (*group).turnOrganisation},
		verbInvite:     {refs: 1, acts: true, run: (*group).askInvite},
		verbInvited:    {refs: 2, acts: true, run: (*group).inviteAnew},
		verbLeaveSo:    {refs: 0, acts: true, run: (*group).leaveSo},
		verbPhones:     {refs: 1, acts: true, run: (*group).phones},
		verbUrges:      {refs: 0, acts: true, run: (*group).turnRemind},
		verbUrge:       {refs: 2, acts: true, run: (*group).showUrge},
		verbUrged:      {refs: 2, acts: true, run: (*group).urge},
		verbRound:      {refs: 3, run: (*group).showRound},
		verbOrgs:       {refs: 4, run: (*group).turnOrganisations},
		verbOrgBy:      {refs: 4, run: (*group).chooseOrganisations},
		verbLife:       {refs: 2, run: (*group).showLife},
		verbHistory:    {refs: 2, run: (*group).history},
		verbLink:       {refs: 1, acts: true, run: (*group).sendLink},
		verbLinkCode:   {refs: 1, acts: true, run: (*group).linkCode},
		verbChange:     {refs: 1, acts: true, run: (*group).changeOrganisation},
		verbRename:     {refs: 1, acts: true, run: (*group).askName},
		verbRenamed:    {refs: 3, acts: true, run: (*group).rename},
		verbKinds:      {refs: 1, acts: true, run: (*group).kinds},
		verbKind:       {refs: 3, acts: true, run: (*group).setKind},
		verbTowns:      {refs: 1, acts: true, run: (*group).towns},
		verbTown:       {refs: 3, acts: true, run: (*group).setTown},
		verbEIK:        {refs: 1, acts: true, run: (*group).askEIK},
		verbKeepSo:     {refs: 2, acts: true, run: (*group).keepSo},
		verbMerge:      {refs: 1, acts: true, run: (*group).askMerge},
		verbMerging:    {refs: 2, acts: true, run: (*group).showMerge},
		verbMerged:     {refs: 4, acts: true, run: (*group).merge},
		verbMovers:     {refs: 1, acts: true, run: (*group).movers},
		verbMovePart:   {refs: 2, acts: true, run: (*group).askMovePerson},
		verbMoveWhere:  {refs: 3, acts: true, run: (*group).askWhere},
		verbMovedOver:  {refs: 3, acts: true, run: (*group).movePerson},
		verbEvents:     {refs: 1, run: (*group).turnEvents},
		verbNewEvent:   {refs: 0, acts: true, run: (*group).newEvent},
		verbEdit:       {refs: 1, acts: true, run: (*group).editEvent},
		verbMaterials:  {refs: 1, run: (*group).showMaterials},
		verbMaterial:   {refs: 2, run: (*group).showMaterial},
		verbAddMat:     {refs: 1, acts: true, run: (*group).addMaterial},
		verbMatUp:      {refs: 2, acts: true, run: (*group).raiseMaterial},
		verbMatDrop:    {refs: 2, acts: true, run: (*group).askMatDrop},
		verbMatGone:    {refs: 2, acts: true, run: (*group).dropMaterial},
		verbTheirs:     {refs: 1, acts: true, private: true, run: (*group).theirs},
		verbEvent:      {refs: 1, run: (*group).showEvent},
		verbLine:       {refs: 2, run: (*group).turnLine},
		verbDoor:       {refs: 2, run: (*group).turnDoor},
		verbPresent:    {refs: 2, acts: true, run: (*group).markPresent},
		verbAbsent:     {refs: 2, acts: true, run: (*group).markAbsent},
		verbUnmark:     {refs: 2, acts: true, run: (*group).unmark},
		verbRest:       {refs: 1, acts: true, run: (*group).rest},
		verbWalkIn:     {refs: 1, acts: true, run: (*group).askWalkIn},
		verbCame:       {refs: 2, acts: true, run: (*group).came},
		verbMore:       {refs: 2, acts: true, run: (*group).comeIn},
		verbSheet:      {refs: 1, acts: true, run: (*group).sheet},
		verbQR:         {refs: 1, acts: true, run: (*group).qr},
		verbBlank:      {refs: 1, acts: true, run: (*group).blank},
		verbSigned:     {refs: 1, acts: true, run: (*group).signed},
		verbRatings:    {refs: 1, run: (*group).ratings},
		verbGroups:     {refs: 2, run: (*group).turnGroups},
		verbMix:        {refs: 4, acts: true, run: (*group).mix},
		verbAnnounce:   {refs: 5, acts: true, run: (*group).announce},
		verbMixed:      {refs: 2, run: (*group).showMixed},
		verbShift:      {refs: 1, acts: true, run: (*group).askShift},
		verbShifted:    {refs: 2, acts: true, run: (*group).shift},
		verbScribe:     {refs: 1, acts: true, run: (*group).setScribe},

		verbFillWhat:   {refs: 1, acts: true, run: (*group).fillWhat},
		verbFillSurvey: {refs: 1, acts: true, run: (*group).fillSurvey},
		verbUnname:     {refs: 1, acts: true, run: (*group).askUnname},
		verbUnnamed:    {refs: 1, acts: true, run: (*group).unname},
		verbFillSeats:  {refs: 1, acts: true, run: (*group).fillSeats},
		verbFillSeat:   {refs: 2, acts: true, run: (*group).fillSeat},

		verbFillNew:   {refs: 1, acts: true, run: (*group).fillNew},
		verbFillGroup: {refs: 1, acts: true, run: (*group).fillGroup},
		verbFill:      {refs: 1, acts: true, run: (*group).fillIn},
		verbIdeas:     {refs: 3, run: (*group).turnIdeas},
		verbIdeaTowns: {refs: 1, run: (*group).ideaTowns},
		verbIdea:      {refs: 1, run: (*group).showIdea},
		verbCard:      {refs: 1, run: (*group).turnIdea},
		verbMatrix:    {refs: 1, run: (*group).matrix},
		verbWay:       {refs: 2, run: (*group).turnWay},
		verbDiff:      {refs: 3, run: (*group).diff},
		verbPapers:    {refs: 1, acts: true, run: (*group).papers},
		verbStep:      {refs: 2, acts: true, run: (*group).askStep},
		verbStepped:   {refs: 3, acts: true, run: (*group).stepped},
		verbSigns:     {refs: 2, run: (*group).turnSigns},
		verbPaper:     {refs: 2, acts: true, run: (*group).askPaper},
		verbPapered:   {refs: 2, acts: true, run: (*group).papered},
		verbTrace:     {refs: 1, run: (*group).showTrace},
		verbNeed:      {refs: 3, run: (*group).need},
		verbSittings:  {refs: 1, run: (*group).turnSittings},
		verbSitting:   {refs: 2, run: (*group).sitting},
		verbNewDay:    {refs: 0, run: (*group).askDay},
		verbSitAdd:    {refs: 2, run: (*group).sitAdd},
		verbAtWhich:   {refs: 1, acts: true, run: (*group).askPresent},
		verbAt:        {refs: 2, acts: true, run: (*group).askAt},
		verbWas:       {refs: 2, acts: true, run: (*group).presented},
		verbWord:      {refs: 2, acts: true, run: (*group).askWord},
		verbWordNo:    {refs: 2, acts: true, run: (*group).leaveSo},

		verbExport:     {refs: 3, acts: true, run: (*group).turnExport},
		verbExportTown: {refs: 3, acts: true, run: (*group).exportTowns},
		verbExportGo:   {refs: 3, acts: true, run: (*group).sendExport},

		verbSurvey:   {refs: 0, run: (*group).refreshSurvey},
		verbResults:  {refs: 1, run: (*group).turnResults},
		verbTexts:    {refs: 0, acts: true, run: (*group).showTexts},
		verbTextsOf:  {refs: 1, acts: true, run: (*group).showTextsOf},
		verbTextList: {refs: 0, acts: true, private: true, run: (*group).textList},
		verbText:     {refs: 2, acts: true, private: true, run: (*group).textPage},
		verbFiles:    {refs: 0, acts: true, run: (*group).showFiles},
		verbFileList: {refs: 1, acts: true, private: true, run: (*group).filesPage},
		verbFile:     {refs: 1, acts: true, private: true, run: (*group).showFile},
		verbHear:     {refs: 1, acts: true, private: true, run: (*group).hear},
		verbDeaf:     {refs: 1, acts: true, private: true, run: (*group).deaf},
		verbUndeaf:   {refs: 1, acts: true, private: true, run: (*group).undeaf},
		verbKeepOne:  {refs: 2, acts: true, private: true, run: (*group).keepOne},
		verbLeftOver: {refs: 1, run: (*group).turnLeft},
		verbTake:     {refs: 2, acts: true, run: (*group).askTake},
		verbTaken:    {refs: 2, acts: true, run: (*group).take},
		verbUntake:   {refs: 2, acts: true, run: (*group).untake},
		verbTakeAll:  {refs: 0, acts: true, run: (*group).askTakeAll},
		verbTakenAll: {refs: 1, acts: true, run: (*group).takeAll},
		verbAllBack:  {refs: 1, acts: true, run: (*group).allBack},
		verbTerm:     {refs: 0, run: (*group).showTerm},
		verbClose:    {refs: 1, acts: true, run: (*group).askClose},
		verbTill:     {refs: 1, acts: true, run: (*group).askTill},
		verbTillNo:   {refs: 2, acts: true, run: (*group).leaveSo},
		verbSet:      {refs: 2, acts: true, run: (*group).setTerm},

		verbMove:    {refs: 1, acts: true, run: (*group).askMove},
		verbMoved:   {refs: 4, acts: true, run: (*group).moveEvent},
		verbCallOff: {refs: 1, acts: true, run: (*group).askCallOff},
		verbOff:     {refs: 2, acts: true, run: (*group).callOff},
		verbResize:  {refs: 1, acts: true, run: (*group).askResize},
		verbResized: {refs: 3, acts: true, run: (*group).resize},
		verbKeep:    {refs: 2, acts: true, run: (*group).keepEvent},
		verbCalls:   {refs: 1, run: (*group).turnCalls},
		verbCall:    {refs: 1, run: (*group).showCall},
		verbCalled:  {refs: 2, acts: true, run: (*group).called},
		verbReach:   {refs: 1, run: (*group).showReach},
		verbReached: {refs: 3, acts: true, run: (*group).reached},
		verbMissing: {refs: 2, run: (*group).turnMissing},
		verbNumbers: {refs: 2, acts: true, run: (*group).missingPhones},

		verbGiveUp:    {refs: 2, acts: true, private: true, run: (*group).giveUp},
		verbHealth:    {refs: 0, run: (*group).refreshHealth},
		verbStuck:     {refs: 2, run: (*group).turnStuck},
		verbResend:    {refs: 4, acts: true, run: (*group).resend},
		verbArrived:   {refs: 3, acts: true, run: (*group).confirmed},
		verbDrop:      {refs: 3, acts: true, run: (*group).drop},
		verbAside:     {refs: 1, run: (*group).turnAside},
		verbRetry:     {refs: 2, acts: true, run: (*group).tryAgain},
		verbDropAside: {refs: 2, acts: true, run: (*group).dropAside},
		verbImport:    {refs: 2, acts: true, private: true, run: (*group).importYes},
		verbImportNo:  {refs: 1, acts: true, private: true, run: (*group).importNo},
		verbSee:       {refs: 2, run: (*group).see},
		verbAudit:     {refs: 3, acts: true, run: (*group).turnAudit},
		verbDue:       {refs: 2, run: (*group).turnDue},

		verbCharts:   {refs: 0, run: (*group).showCharts},
		verbChartsOf: {refs: 1, run: (*group).turnCharts},
		verbChart:    {refs: 2, run: (*group).chart},

		verbCasts:     {refs: 1, run: (*group).turnCasts},
		verbCastNew:   {refs: 0, acts: true, run: (*group).castNew},
		verbCastGoOn:  {refs: 1, acts: true, run: (*group).castGoOn},
		verbCast:      {refs: 1, run: (*group).showCast},
		verbCastFresh: {refs: 1, run: (*group).freshCast},
		verbCastStop:  {refs: 1, acts: true, run: (*group).stopCast},
		verbCastOn:    {refs: 1, acts: true, run: (*group).resumeCast},
		verbCastNow:   {refs: 1, acts: true, run: (*group).castNow},
		verbCastWho:   {refs: 3, run: (*group).castNames},
		verbCastAgain: {refs: 4, acts: true, run: (*group).castAgain},
		verbCastGot:   {refs: 3, acts: true, run: (*group).castGot},

		verbWho:      {refs: 3, acts: true, private: true, run: (*group).showWho},
		verbChoose:   {refs: 3, acts: true, private: true, run: (*group).chosen},
		verbPreview:  {refs: 1, acts: true, private: true, run: (*group).showPreview},
		verbSeen:     {refs: 1, acts: true, private: true, run: (*group).onlySeen},
		verbReady:    {refs: 1, acts: true, private: true, run: (*group).showReady},
		verbAtTime:   {refs: 1, acts: true, private: true, run: (*group).atTime},
		verbRewrite:  {refs: 1, acts: true, private: true, run: (*group).rewrite},
		verbCastDrop: {refs: 2, acts: true, private: true, run: (*group).dropCast},
		verbSend:     {refs: 4, acts: true, private: true, run: (*group).sendCast},

		verbStats: {refs: 0, run: (*group).refreshStats},
		verbLists: {refs: 0, run: (*group).showLists},
		verbList:  {refs: 2, run: (*group).list},

		"questions": {refs: 1, run: (*group).turnQuestions},
		"question":  {refs: 1, run: (*group).showQuestion},
		"close":     {refs: 1, run: (*group).closeThread},
		"closed":    {refs: 1, run: (*group).closedThread},
		verbForget:  {refs: 1, acts: true, run: (*group).askForget},
		verbSurely:  {refs: 1, acts: true, run: (*group).surely},
		verbSpare:   {refs: 1, acts: true, run: (*group).spare},
	}
}

// IsCommand reports whether a command is given in the group only.
func (c *Conversation) IsCommand(name string) bool {
	_, ok := find(name)
	return ok
}

func find(name string) (Command, bool) {
	for _, c := range Commands() {
		if c.Name == name {
			return c, true
		}
	}
	return Command{}, false
}

// command answers a command.
func (g *group) command(w flows.Command) {
	c, ok := find(w.Name)
	switch {
	case ok && c.Acts && !g.mayAct():
	case ok:
		c.run(g, w.Argument)
	case w.Name == "start":
		g.help("")
	default:
		g.tell(text.T("Не познавам командата /%s. Всички са в /help.", "I do not know the command /%s. All of them are in /help.").With(w.Name))
	}
}
