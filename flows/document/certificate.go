package document

import (
	"time"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Certificate is what stands on a certificate.
type Certificate struct {
	Number       uint64
	Name         string // as the person typed it
	Organisation string
	Event        programme.Event
	At           time.Time // issued, UTC
}

// CertificatePDF is the paper that somebody was at a training: A4, landscape.
func CertificatePDF(p *programme.Programme, c Certificate, lang text.Language) ([]byte, error) {
	d := newPage("L", text.T("Удостоверение № %d", "Certificate No. %d").With(c.Number).Plain(lang), c.At, lang)
	d.SetAutoPageBreak(false, 0)
	d.AddPage()
	w, h := d.GetPageSize()
	d.SetDrawColor(31, 78, 121)
	d.SetLineWidth(1.2)
	d.Rect(9, 9, w-18, h-18, "D")
	d.SetLineWidth(0.3)
	d.Rect(11.5, 11.5, w-23, h-23, "D")
	d.SetMargins(28, 20, 28)
	d.SetY(20)
	d.write("", 12)
	d.para(p.Club.In(lang), 6, "C")
	d.para(d.say(text.T("Проект %s", "Project %s").With(text.Quote(p.Name.In(lang)))), 6, "C")
	d.Ln(7)
	d.SetTextColor(31, 78, 121)
	d.write("B", 32)
	d.para(d.say(text.T("УДОСТОВЕРЕНИЕ", "CERTIFICATE")), 14, "C")
	d.SetTextColor(0, 0, 0)
	d.write("", 12)
	d.para(d.say(text.T("№ %d", "No. %d").With(c.Number)), 7, "C")
	d.Ln(5)
	d.write("", 13)
	d.para(d.say(text.T("Удостоверява се, че", "This is to certify that")), 7, "C")
	d.Ln(2)
	d.fit(c.Name, 28, 16)
	d.write("", 13)
	d.fitRegular(c.Organisation, 13, 9)
	d.Ln(3)
	d.para(d.say(text.T("взе участие в обучението", "took part in the training")), 7, "C")
	d.Ln(1)
	d.write("B", 16)
	d.para(text.Quote(c.Event.Title.In(lang)).In(lang), 8, "C")
	d.write("", 12)
	d.para(when(p, c.Event, lang), 7, "C")
	d.para(d.say(c.Event.Where(p)), 7, "C")
	certificateFoot(d, p, c, h)
	return d.bytes()
}

// fit writes one line in the middle, as large as fits, in bold; sizes are points.
func (p *page) fit(words string, largest, least float64) { p.fitted("B", words, largest, least) }

func (p *page) fitRegular(words string, largest, least float64) {
	p.fitted("", words, largest, least)
}

func (p *page) fitted(style, words string, largest, least float64) {
	left, _, right, _ := p.GetMargins()
	w, _ := p.GetPageSize()
	words = printed(words)
	size := largest
	p.write(style, size)
	for p.GetStringWidth(words) > w-left-right-2 && size > least {
		size--
		p.write(style, size)
	}
	p.para(words, size*0.5, "C")
}

// certificateFoot is the day, a line for the signature, and the funder's line.
func certificateFoot(d *page, p *programme.Programme, c Certificate, h float64) {
	left, _, right, _ := d.GetMargins()
	w, _ := d.GetPageSize()
	y := h - 47
	d.write("", 11)
	d.SetXY(left, y)
	d.CellFormat(80, 6, text.Day(c.At.In(p.Location), time.Time{}).In(d.lang), "", 0, "L", false, 0, "")
	d.SetDrawColor(0, 0, 0)
	d.Line(w-right-80, y+6, w-right, y+6)
	d.SetXY(w-right-80, y+7)
	d.write("", 9)
	d.MultiCell(80, 4.5, d.say(text.T("за %s", "for %s").With(p.Club)), "", "C", false)
	d.SetXY(left, h-26)
	d.write("", 8.5)
	d.para(p.Funder.In(d.lang), 4.2, "C")
}
