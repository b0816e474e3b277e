package simulator

// htmlEntity decodes the reference at src[i]; 0 means that it is none. next is
// the place behind it. A missing semicolon is forgiven.
func htmlEntity(src string, i int) (code rune, next int) {
	end := i + 1
	if end < len(src) && src[end] == '#' {
		end++
		base := rune(10)
		if end < len(src) && src[end] == 'x' {
			base = 16
			end++
		}
		for ; end < len(src) && end-i < 12; end++ {
			d := hexDigit(src[end])
			if d < 0 || d >= base {
				break
			}
			code = code*base + d
		}
		if code == 0 || code >= 0x10ffff || end-i >= 10 {
			return 0, i
		}
	} else {
		for end < len(src) && isAlnum(src[end]) && (src[end] < '0' || src[end] > '9') {
			end++
		}
		switch src[i+1 : end] {
		case "lt":
			code = '<'
		case "gt":
			code = '>'
		case "amp":
			code = '&'
		case "quot":
			code = '"'
		default:
			return 0, i
		}
	}
	if end < len(src) && src[end] == ';' {
		end++
	}
	return code, end
}

func hexDigit(c byte) rune {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0')
	case 'a' <= c && c <= 'f':
		return rune(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return rune(c-'A') + 10
	}
	return -1
}
