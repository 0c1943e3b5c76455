"""Places of publication as Vancouver lists print them: evidence that an imprint stands here.

Citing Medicine 2nd ed., ch. 2A, "Place of Publication": the city, and in brackets the state or
province by its two letters, or the country; Appendices D and E. The cities are those where medical
publishers sit; a city that is missing is no evidence against an imprint.

>>> is_city("Philadelphia"), is_region("MD"), find_place("Title. 2nd ed. Bethesda (MD): NLM; 2007.")
(True, True, (15, 28))
"""

from __future__ import annotations

import unicodedata

from carcite.text.pattern import pattern


def _names(text: str) -> frozenset[str]:
    return frozenset(_fold(name) for name in text.replace("\n", " ").split("|") if name.strip())


def _fold(name: str) -> str:
    parts = unicodedata.normalize("NFD", " ".join(name.split()).casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


CITIES: frozenset[str] = _names(
    "New York|Philadelphia|Boston|Chicago|Baltimore|Bethesda|Washington|St. Louis|Saint Louis|"
    "San Francisco|San Diego|Los Angeles|Stamford|Norwalk|Totowa|Hoboken|Thousand Oaks|"
    "Newbury Park|Beverly Hills|Boca Raton|Hillsdale|Mahwah|Englewood Cliffs|Upper Saddle River|"
    "Princeton|New Haven|Cambridge|Sudbury|Burlington|Malden|Waltham|Rockville|Hyattsville|"
    "Atlanta|Arlington|Alexandria|Springfield|Madison|Ann Arbor|Minneapolis|Rochester|Durham|"
    "Chapel Hill|Houston|Dallas|Austin|College Station|Seattle|Berkeley|Stanford|Palo Alto|"
    "Oakland|Sacramento|Denver|Geneva|London|Oxford|Edinburgh|Manchester|Bristol|Chichester|"
    "Southampton|Abingdon|Basingstoke|Amsterdam|Rotterdam|Utrecht|Leiden|The Hague|Dordrecht|"
    "Wageningen|Groningen|Brussels|Leuven|Berlin|Stuttgart|Heidelberg|München|Munich|Frankfurt|"
    "Frankfurt am Main|Göttingen|Köln|Cologne|Leipzig|Jena|Weinheim|Hamburg|Hannover|Dresden|"
    "Bonn|Freiburg|Tübingen|Würzburg|Mainz|Wiesbaden|Düsseldorf|Darmstadt|Wien|Vienna|Graz|"
    "Innsbruck|Basel|Bern|Zürich|Zurich|Lausanne|Genève|Cham|Paris|Lyon|Marseille|Strasbourg|"
    "Montpellier|Toulouse|Roma|Rome|Milano|Milan|Torino|Turin|Padova|Bologna|Firenze|Napoli|"
    "Madrid|Barcelona|Valencia|Sevilla|Bilbao|Lisboa|Lisbon|Porto|Coimbra|Copenhagen|København|"
    "Stockholm|Göteborg|Uppsala|Lund|Solna|Oslo|Bergen|Helsinki|Tampere|Warszawa|Warsaw|Kraków|"
    "Praha|Prague|Budapest|Moscow|Moskva|Athens|Istanbul|Ankara|Dublin|Cork|Belfast|Toronto|"
    "Ottawa|Montreal|Montréal|Québec|Vancouver|Calgary|Edmonton|Hamilton|Winnipeg|Halifax|México|"
    "Mexico City|São Paulo|Rio de Janeiro|Brasília|Porto Alegre|Belo Horizonte|Salvador|Curitiba|"
    "Recife|Buenos Aires|Santiago|Bogotá|Medellín|Lima|Caracas|La Habana|Quito|Montevideo|Sydney|"
    "Melbourne|Canberra|Brisbane|Perth|Adelaide|Wellington|Auckland|Dunedin|Tokyo|Kyoto|Osaka|"
    "Beijing|Shanghai|Hong Kong|Taipei|Seoul|Singapore|New Delhi|Delhi|Mumbai|Bombay|Bangalore|"
    "Chennai|Kolkata|Calcutta|Hyderabad|Dhaka|Colombo|Karachi|Lahore|Islamabad|Kathmandu|Bangkok|"
    "Manila|Jakarta|Kuala Lumpur|Hanoi|Tehran|Cairo|Nairobi|Kampala|Addis Ababa|Accra|Lagos|"
    "Ibadan|Abuja|Dakar|Johannesburg|Pretoria|Cape Town|Durban|Harare|Lusaka|Dar es Salaam|"
    "Jerusalem|Tel Aviv|Beirut|Riyadh|Luxembourg|Reading|Harlow|Cary|Indianapolis|Cleveland|"
    "Cincinnati|Pittsburgh|Research Triangle Park|Cold Spring Harbor|Gaithersburg|Silver Spring|"
    "Elk Grove Village|Redwood City"
)
"""Cities, folded by case and accents."""

REGIONS: frozenset[str] = _codes(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
    "NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY AB BC MB NB NL NS ON PE QC SK "
    "UK USA US GB BR DF SP RJ RS NSW VIC QLD ACT"
)
"""Two and three letters for states, provinces and countries, in capitals."""

COUNTRIES: frozenset[str] = _names(
    "Argentina|Australia|Austria|Bangladesh|Belgium|Brasil|Brazil|Canada|Chile|China|Colombia|"
    "Cuba|Czech Republic|Denmark|Deutschland|Egypt|England|España|Ethiopia|Finland|France|"
    "Germany|Ghana|Greece|Hungary|India|Indonesia|Iran|Ireland|Israel|Italia|Italy|Japan|Kenya|"
    "Korea|Luxembourg|Malaysia|Mexico|México|Nepal|Netherlands|The Netherlands|New Zealand|"
    "Nigeria|Norway|Pakistan|Peru|Philippines|Poland|Portugal|Russia|Scotland|Singapore|"
    "South Africa|Spain|Sri Lanka|Sweden|Switzerland|Schweiz|Suisse|Taiwan|Tanzania|Thailand|"
    "Turkey|Uganda|United Kingdom|United States|Venezuela|Vietnam|Wales|Zimbabwe|Österreich"
)
"""Countries, folded by case and accents, in English and in their own languages."""

_LETTER = r"[^\W\d_]"
_CITY = rf"(?:St\.\s)?{_LETTER}[^\W\d_]*+(?:[ -]{_LETTER}[^\W\d_]*+){{0,3}}"
# Takes "Bethesda (MD): NLM", "Geneva, Switzerland: WHO", "New York: Springer"; must refuse the
# colon of a title, "Lupus: a review", whose word is no city.
_PLACE = pattern(
    rf"(?<![^\W\d_])(?P<city>{_CITY})(?:\s\((?P<region>[^()]{{2,30}})\)|,\s(?P<after>{_LETTER}[^:;,.()]{{1,30}}))?(?=\s?:\s?\S)"
)


# Takes the " am Main", "/Main", " an der Oder" and " upon Tyne" behind a city's name.
_RIVER = pattern(r"(?:\ (?:am|an\ der|im|upon|on|sur|a\.\ ?d\.)\ |/)[a-z]{2,10}\Z")


def is_city(text: str) -> bool:
    """Tell whether a text is the name of a city where publishers of the field sit.

    >>> is_city("Frankfurt am Main"), is_city("Frankfurt/Main"), is_city("Fun am Main")
    (True, True, False)
    """
    name = _fold(text)
    if name in CITIES or not (" " in name or "/" in name):
        return name in CITIES
    return _RIVER.sub("", name) in CITIES


def is_region(text: str) -> bool:
    """Tell whether a text is the code of a state or province, or the name or code of a country."""
    bare = text.strip(" ()")
    return bare.replace(".", "") in REGIONS or _fold(bare) in COUNTRIES


def is_country(text: str) -> bool:
    """Tell whether a text is the name of a country, in English or in its own language."""
    return _fold(text) in COUNTRIES


def find_place(text: str) -> tuple[int, int] | None:
    """Return the span of the last "City (Region)" or "City" that a colon follows, else None.

    It is a place when the city is known, or when what stands in brackets or behind the comma is a
    state, province or country.
    """
    found = None
    for match in _PLACE.finditer(text):
        start = match.start()
        words = match["city"].split(" ")
        if is_region(match["region"] or match["after"] or ""):
            found = (start, match.end())
            continue
        for skipped in range(len(words)):
            if is_city(" ".join(words[skipped:])):
                offset = len(" ".join(words[:skipped])) + (1 if skipped else 0)
                found = (start + offset, match.end())
                break
    return found
