package document

import (
	"bytes"
	"fmt"
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Sheet is what stands on the attendance sheet of an event.
type Sheet struct {
	Event programme.Event
	Lines []programme.DoorLine // in their order, numbered
	Link  string               // checks in; empty: the page with the code is left out
	At    time.Time            // when it is made, UTC
}

// Widths of the columns, in millimetres, but for the last, which takes the rest:
// number, organisation, name; then the signature. blankRows is how many rows stay free
// for who comes without having registered.
const (
	numberWidth  = 11.0
	orgWidth     = 72.0
	nameWidth    = 47.0
	rowHeight    = 5.2
	leastRow     = 12.0 // room for a signature
	blankRows    = 6
	footerHeight = 14.0
)

// AttendanceSheet is the numbered list of who is expected, with room for signatures and
// for who comes besides, and at the end a page with the code for the door: a PDF, A4.
func AttendanceSheet(p *programme.Programme, s Sheet, lang text.Language) ([]byte, error) {
	title := text.T("Присъствен лист: %s", "Attendance sheet: %s").With(s.Event.Title).Plain(lang)
	d := newPage("P", title, s.At, lang)
	d.AliasNbPages("{pages}")
	d.SetAutoPageBreak(false, 0)
	d.SetFooterFunc(func() { sheetFoot(d, p, s) })
	d.AddPage()
	sheetHead(d, p, s)
	sheetTitles(d)
	number := 0
	for _, l := range s.Lines {
		sheetRow(d, strconv.Itoa(l.Door), l.Of.Name, l.Name)
		number = max(number, l.Door)
	}
	for range blankRows {
		sheetRow(d, "", "", "")
	}
	if s.Link != "" {
		if err := poster(d, p, s); err != nil {
			return nil, err
		}
	}
	return d.bytes()
}

// sheetHead says which event it is.
func sheetHead(d *page, p *programme.Programme, s Sheet) {
	d.write("", 9)
	d.para(d.say(text.T("%s · %s", "%s · %s").With(p.Name, p.Club)), 5, "L")
	d.write("B", 15)
	d.para(d.say(text.T("Присъствен лист", "Attendance sheet")), 8, "L")
	d.write("B", 12)
	d.para(s.Event.Title.In(d.lang), 6, "L")
	d.write("", 10)
	d.para(when(p, s.Event, d.lang), 5, "L")
	d.para(d.say(s.Event.Where(p)), 5, "L")
	d.Ln(2)
}

// when is the day with the hours, with the year: a paper is read long after.
func when(p *programme.Programme, e programme.Event, lang text.Language) string {
	start, end := e.Start.In(p), e.End.In(p)
	from := text.Day(start, time.Time{}).In(lang)
	if end.Format(time.DateOnly) != start.Format(time.DateOnly) {
		return text.T("%s – %s", "%s – %s").With(text.DayTime(start, time.Time{}), text.DayTime(end, time.Time{})).Plain(lang)
	}
	return text.T("%s, %s–%s ч.", "%s, %s–%s").With(from, start.Format("15:04"), end.Format("15:04")).Plain(lang)
}

// sheetTitles are the columns' headings, repeated on each page.
func sheetTitles(d *page) {
	d.write("B", 9)
	d.SetFillColor(235, 235, 235)
	for _, c := range []struct {
		width float64
		title text.Phrase
	}{
		{numberWidth, text.T("№", "No.")}, {orgWidth, text.T("Организация", "Organisation")}, {nameWidth, text.T("Име", "Name")},
		{d.width() - numberWidth - orgWidth - nameWidth, text.T("Подпис", "Signature")},
	} {
		d.CellFormat(c.width, 7, d.say(c.title), "1", 0, "L", true, 0, "")
	}
	d.Ln(7)
	d.SetLineWidth(0.2)
}

// sheetRow is one line of the list, as high as its words need.
func sheetRow(d *page, number, organisation, name string) {
	d.write("", 10)
	org, who := d.SplitText(printed(organisation), orgWidth-3), d.SplitText(printed(name), nameWidth-3)
	high := max(leastRow, float64(max(len(org), len(who)))*rowHeight+2)
	if _, bottom := d.GetPageSize(); d.GetY()+high > bottom-margin-footerHeight {
		d.AddPage()
		sheetTitles(d)
		d.write("", 10)
	}
	x, y := d.GetXY()
	cell := func(width float64, lines []string) {
		d.Rect(x, y, width, high, "D")
		top := y + (high-float64(len(lines))*rowHeight)/2
		for i, line := range lines {
			d.SetXY(x+1, top+float64(i)*rowHeight)
			d.CellFormat(width-2, rowHeight, line, "", 0, "L", false, 0, "")
		}
		x += width
	}
	d.write("B", 10)
	cell(numberWidth, []string{number})
	d.write("", 10)
	cell(orgWidth, org)
	cell(nameWidth, who)
	cell(margin+d.width()-x, nil)
	d.SetXY(margin, y+high)
}

// sheetFoot is the funder's line, and which page it is.
func sheetFoot(d *page, p *programme.Programme, s Sheet) {
	d.SetY(-margin - footerHeight + 4)
	d.write("", 8)
	d.para(p.Funder.In(d.lang), 4, "L")
	d.SetY(-margin)
	made := s.At.In(p.Location)
	d.CellFormat(0, 4, d.say(text.T("Направен на %s ч. · стр. %d от {pages}", "Made on %s · page %d of {pages}").With(made.Format("02.01.2006, 15:04"), d.PageNo())), "", 0, "R", false, 0, "")
}

// poster is the page for the door: the code in large.
func poster(d *page, p *programme.Programme, s Sheet) error {
	picture, err := QR(s.Link)
	if err != nil {
		return err
	}
	d.AddPage()
	d.Ln(14)
	d.write("B", 26)
	d.para(d.say(text.T("Отбележете се тук", "Check in here")), 14, "C")
	d.Ln(2)
	d.write("B", 16)
	d.para(s.Event.Title.In(d.lang), 8, "C")
	d.write("", 12)
	d.para(when(p, s.Event, d.lang), 7, "C")
	const side = 105.0
	w, _ := d.GetPageSize()
	opt := fpdf.ImageOptions{ImageType: "PNG"}
	d.RegisterImageOptionsReader("qr", opt, bytes.NewReader(picture))
	d.ImageOptions("qr", (w-side)/2, d.GetY()+4, side, side, false, opt, 0, "")
	d.SetY(d.GetY() + side + 8)
	d.write("", 15)
	d.para(d.say(text.T("1. Насочете камерата на телефона към кода.\n2. Натиснете връзката и после „Старт“.", "1. Point your phone’s camera at the code.\n2. Tap the link, and then “Start”.")), 8, "C")
	d.Ln(3)
	d.para(d.say(text.T("Не става? Напишете на бота тези букви и цифри:", "It does not work? Write these letters and digits to the bot:")), 8, "C")
	d.write("B", 34)
	d.para(s.Event.CheckIn, 16, "C")
	if d.Err() {
		return fmt.Errorf("the page for the door: %w", d.Error())
	}
	return nil
}
