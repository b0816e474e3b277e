package programme

import (
	"regexp"
	"strconv"
	"strings"
)

// degrees is a point as maps on the web give it for copying.
var degrees = regexp.MustCompile(`^(-?[0-9]{1,2}(?:\.[0-9]+)?)[,; ]\s*(-?[0-9]{1,3}(?:\.[0-9]+)?)$`)

// ReadPoint understands „43.8487, 25.9540“; false where these are no degrees. Numbers that
// lie beyond the globe come back all the same.
func ReadPoint(s string) (Point, bool) {
	found := degrees.FindStringSubmatch(strings.TrimSpace(s))
	if found == nil {
		return Point{}, false
	}
	return pointOf(found[1], found[2])
}

// inLink are the ways in which links of Google Maps and OpenStreetMap name a point; the
// pin before the middle of what is shown.
var inLink = []*regexp.Regexp{
	regexp.MustCompile(`!3d(-?[0-9.]+)!4d(-?[0-9.]+)`),
	regexp.MustCompile(`[?&](?:q|query|ll|destination|daddr)=(?:loc:)?(-?[0-9.]+)(?:,|%2C)\+?(-?[0-9.]+)`),
	regexp.MustCompile(`[?&]mlat=(-?[0-9.]+)&mlon=(-?[0-9.]+)`),
	regexp.MustCompile(`@(-?[0-9.]+),(-?[0-9.]+)`),
	regexp.MustCompile(`#map=[0-9]+/(-?[0-9.]+)/(-?[0-9.]+)`),
}

// PointInLink finds the point in a link to a map; false where the link names none, as
// short ones do.
func PointInLink(link string) (Point, bool) {
	for _, form := range inLink {
		if found := form.FindStringSubmatch(link); found != nil {
			return pointOf(found[1], found[2])
		}
	}
	return Point{}, false
}

func pointOf(latitude, longitude string) (Point, bool) {
	lat, err := strconv.ParseFloat(latitude, 64)
	lon, err2 := strconv.ParseFloat(longitude, 64)
	p := Point{Latitude: lat, Longitude: lon}
	return p, err == nil && err2 == nil && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180
}

// Where Bulgaria lies, generously: a point outside is probably mistyped, or its two
// numbers have changed places.
const south, north, west, east = 41.0, 44.5, 22.0, 29.0

// InBulgaria reports whether the point can be in the country.
func (p Point) InBulgaria() bool {
	return p.Latitude > south && p.Latitude < north && p.Longitude > west && p.Longitude < east
}

// String is „43.84870, 25.95400“, about a metre exact; ReadPoint understands it.
func (p Point) String() string {
	degree := func(f float64) string { return strconv.FormatFloat(f, 'f', 5, 64) }
	return degree(p.Latitude) + ", " + degree(p.Longitude)
}

// Link opens the place on a map, without Telegram, too.
func (p Point) Link() string {
	degree := func(f float64) string { return strconv.FormatFloat(f, 'f', 5, 64) }
	return "https://www.openstreetmap.org/?mlat=" + degree(p.Latitude) + "&mlon=" + degree(p.Longitude) + "#map=17/" + degree(p.Latitude) + "/" + degree(p.Longitude)
}
