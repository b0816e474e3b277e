package text

import (
	"errors"
	"strings"
)

// What can be wrong with an EIK. EIKMistake says it to people.
var (
	ErrEIKLength = errors.New("an EIK has 9 or 13 digits")
	ErrEIKNinth  = errors.New("the ninth digit of the EIK does not fit the eight before it")
	ErrEIKLast   = errors.New("the thirteenth digit of the EIK does not fit the four before it")
)

// EIKValid checks an EIK (ЕИК по БУЛСТАТ) by its check digits: the ninth, and
// for thirteen digits also the last (Закон за регистър БУЛСТАТ, наредба).
func EIKValid(s string) error {
	if !isDigits(s) || len(s) != 9 && len(s) != 13 {
		return ErrEIKLength
	}
	if check(s[:8], []int{1, 2, 3, 4, 5, 6, 7, 8}, []int{3, 4, 5, 6, 7, 8, 9, 10}) != s[8] {
		return ErrEIKNinth
	}
	if len(s) == 13 && check(s[8:12], []int{2, 7, 3, 5}, []int{4, 9, 5, 7}) != s[12] {
		return ErrEIKLast
	}
	return nil
}

// check is the check digit: the weighted sum modulo 11, with a second set of
// weights where that gives 10, and 0 where it gives 10 again.
func check(digits string, first, second []int) byte {
	for _, weights := range [][]int{first, second} {
		sum := 0
		for i, w := range weights {
			sum += int(digits[i]-'0') * w
		}
		if rest := sum % 11; rest < 10 {
			return byte('0' + rest)
		}
	}
	return '0'
}

// EIKMistake says to people what EIKValid found.
func EIKMistake(err error) Phrase {
	switch {
	case errors.Is(err, ErrEIKNinth):
		return T("Деветата цифра не съответства на първите осем. Сигурно някоя цифра е сгрешена.",
			"The ninth digit does not fit the first eight. Some digit is probably wrong.")
	case errors.Is(err, ErrEIKLast):
		return T("Тринадесетата цифра не съответства на четирите преди нея. Сигурно някоя цифра е сгрешена.",
			"The thirteenth digit does not fit the four before it. Some digit is probably wrong.")
	}
	return T("ЕИК има 9 или 13 цифри.", "An EIK has 9 or 13 digits.")
}

var eikMarks = strings.NewReplacer(" ", "", "\u00a0", "", "-", "", "–", "", ".", "", "№", "")

// ReadEIK understands an EIK as people write it: with spaces, with „ЕИК“ before
// it, or as a VAT number. The digits come back also with an error of EIKValid.
func ReadEIK(s string) (string, error) {
	s = strings.TrimSpace(s)
	for _, lead := range []string{"еик/булстат", "еик", "булстат", "eik", "bulstat", "bg"} {
		if rest, ok := cutPrefixFold(s, lead); ok {
			s = rest
			break
		}
	}
	s = strings.Trim(eikMarks.Replace(s), ":,;()")
	return s, EIKValid(s)
}
