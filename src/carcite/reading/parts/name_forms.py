"""The forms of names in reference lists, each pattern with one thing it takes and one it refuses.

The forms are those of Citing Medicine 2nd ed., ch. 1A, and of other houses; `names` reads by them.
All patterns are for plain text.

>>> NAME.match("van der Velden VHJ, ")["family"], NAME.match("Royal College of")
('Velden', None)
"""

from __future__ import annotations

import re

from carcite.authorities.particles import PARTICLES
from carcite.reading.parts.organizations import BODY, LEAD
from carcite.text.pattern import pattern
from carcite.text.patterns import one_of

_BEFORE = one_of(each for each in PARTICLES if not each.endswith("'") and each.isascii())
# Takes "van der ", "d'"; refuses "Van ".
_PARTICLE = rf"(?:(?:{_BEFORE}|v\.(?:\ ?d\.)?|van't|de'|de[il]')\ (?![A-Z]{{1,3}}[,;]))*+"
# Takes "June", "O'Connor", "Ait-Oufella", "Griffiths- Jones", "McDonald"; refuses "the", "B12".
_WORD = (
    r"(?:(?:de|el|al|da|di|du|le|la|van|von|mc|abd|ben|ap)-?(?=[A-Z]))?+(?:[A-Za-z]{1,2}"
    r"[a-z]{0,2}'(?=[A-Z]))?+[A-Z](?:[A-Za-z]++|[?*_]++(?=[A-Za-z]))*+"
    r"(?:(?:[-']|-\ (?=[A-Z]))[A-Za-z]++)*+'?+"
)
_FAMILY = (
    rf"(?:(?:de|da|di|le|la|el|al)(?=\ [A-Z]{{1,3}}[,;])|(?:St\.?\ )?+{_WORD})"
    rf"(?:\ (?:(?:{_BEFORE})\ )*+{_WORD}){{0,4}}?"
)
_SUFFIX = (
    r"(?:Jr|JR|Jnr|Sr|SR|I{2,3}|IV|VI{1,3}|2nd|3rd|4th|2d|3d|4d|"
    # "Neto, M. F." is a family name.
    r"(?:Filho|Neto|Junior|Sobrinho|(?:No|Fo)(?=[,.]))(?!,\ [A-Z]\.))\b\.?"
)
# Brazilian "Filho" and "Neto" before the initials are part of the family name, as PubMed has them.
_SUFFIX_BEFORE = r"(?:Jr|JR|Jnr|Sr|SR|I{2,3}|IV|VI{1,3}|2nd|3rd|4th)\b\.?"
_DIGRAPH = r"(?:[A-Z]|Yu|Ya|Yo|Ye|Zh|Kh|Sh|Ch|Ts|Th|Ph|Ju|Ia|Iu|Gy|Sz|Zs|Ph|Fr|St|Wm)"
# Takes "CH", "J-P", "X-F", "YuA"; "J A"; refuses "Carl".
_BARE = (
    rf"{_DIGRAPH}(?:-?(?:Yu|Ya|Zh|Kh|Sh|Ch|[A-Z])){{0,5}}+(?:-[a-z])?"
    r"(?![A-Za-z']|&D\b|,\ [A-Z]\.[,\ ]?[A-Z]?)|"
    # Spanish "MªJ", María José, whose raised letter is a plain one here.
    r"(?![JS]r)[A-Z][a-z](?=[,;])|Ma[A-Z]{1,2}(?=[,;.])"
)
GLUED = frozenset(("de", "da", "do", "dos", "das", "del"))
"""The particles that PubMed prints hard behind a first initial: "Barbosa Tde S"."""
# Takes "T de S" and PubMed's "Tde S"; refuses "Ede A", which may be a family name and an initial.
_SPACED = (
    r"(?:[A-Z](?:\ [A-Z]){1,3}+|(?:[A-Z]{1,2}\ |[B-DF-HJ-NP-TV-Z])"
    r"(?:de|da|do|dos|das|del)\ [A-Z]{1,3})(?![A-Za-z'])"
)
# What may stand behind the initials: "Prado CS do", "Fuente J de la".
_BEHIND = (
    r"(?:(?:de|van|von|in|op)\ (?:las|los|la|der|den|de|het|'t)|von|van|vom|zum|zur|zu|del|della|"
    r"dello|degli|delle|dei|dal|das|dos|da|di|do|du|des|de|le|la|ter|ten|af|av)"
)
# Takes "C.H.", "J.-P.", "A. J.", "Yu. A."; refuses "A. baumannii" as two initials.
_DOTTED = (
    rf"{_DIGRAPH}\.(?:\ ?-?\ ?{_DIGRAPH}\."
    rf"(?!\ (?!and\b|et\b|und\b|eds?\b|{_BEHIND}[,.])[a-z]{{2,20}}+(?![A-Z])))"
    r"++(?:\ ?[A-Z](?=[,;]))?"
    rf"|{_DIGRAPH}\.-[a-zA-Z]\.?|{_DIGRAPH}\.\ ?[A-Z](?=[,;])"
    # "Duarte, S. da C. M.": a particle stands among the initials.
    rf"|{_DIGRAPH}\.\ (?:de|da|do|dos|das|del)\ {_DIGRAPH}\.(?:\ ?{_DIGRAPH}\.)*+"
)
_END = (
    rf"(?=\ {_BEHIND}[,.]|\ ?[,;:.()\[\]&/…@*]|\ ?$"
    r"|\ (?:and|et|y|e|und|with|for|fur|pour|por|eds?|editors?|et\ al|e\ cols|im|"
    r"on\ behalf|in\ behalf|au\ nom|en\ nom|em\ nome|dkk)\b"
    r"|\ (?:ve|i|ta|ir|si|es|a|u|och|m)\ ?[a-z]{2,10}\.\ [A-Z]"
    rf"|\ (?:1[89]|20)\d\d|,?\ {_SUFFIX})"
)
NAME = pattern(
    rf"""(?P<particle>{_PARTICLE})(?P<family>{_FAMILY})
    (?:,?\ (?P<before>{_SUFFIX_BEFORE}))?(?P<gap>,?\ )
    (?:(?P<dotted>{_DOTTED})|(?P<bare>{_SPACED}|{_BARE}){_END})
    (?:(?P<comma>,?\ ?|\.,?\ (?=(?:[JS]r|I{{2,3}}|IV|[23][nr]?d)\.?(?:,|\ &)))
       (?P<suffix>{_SUFFIX})(?=\ ?[,;:.(&]|\ ?$|\ and\b|\ et\b))?""",
    re.VERBOSE,
)
# Takes "J. A. Smith", "J.-P. de la Cruz Jr."; refuses "CH June", which is too like an acronym.
INITIALS_FIRST = pattern(
    rf"""(?P<dotted>(?:{_DIGRAPH}\.[\ -]?){{1,4}}+)(?P<particle>{_PARTICLE})
    (?P<family>{_WORD}(?:[ ](?!et\b|and\b|{_SUFFIX})(?:(?:{_BEFORE})\ )*+{_WORD}){{0,2}}+)
    (?:,?\ (?P<suffix>{_SUFFIX}))?(?=\ ?[,;.(&]|\ (?:and|et|y|e|und)\b|\ ?$
       |\ {_BEHIND}[,.]|\ (?:19|20)\d\d[a-z]?[.:])""",
    re.VERBOSE,
)
# Takes "J E Bryant, ", "J-P Lee;" and "TM Hohl and "; refuses "DNA Computing, ", and the last of a
# list, which may begin a title.
UNDOTTED_FIRST = pattern(
    rf"(?P<dotted>(?:[A-Z]{{2}}|[A-Z](?:[\ -][A-Z]){{0,2}})\ )(?P<particle>{_PARTICLE})"
    rf"(?P<family>(?=[A-Z][a-z'])(?!{BODY.pattern}){_WORD})(?:,?\ (?P<suffix>{_SUFFIX}))?"
    r"(?=[,;]|\ and\b|\ &)"
)
# Takes "Z. Anorg. Allg. Chem. 1999", "J. Enzym. Inhib. Med. Chem. 2017"; refuses "Z. Wang, J. Li".
JOURNAL_AHEAD = pattern(
    r"[JZ]\.\ [A-Z][a-z]+\.\ (?:[A-Z][A-Za-z]*\.?,?\ ){1,6}"
    r"(?=(?:19|20)\d\d\b|\d{1,4}[,(:]|\((?:19|20))"
)
# Takes "June, Carl H.", "Doe, Jane"; needs the comma and a given name of two letters or more.
GIVEN = pattern(
    rf"""(?P<particle>{_PARTICLE})(?P<family>{_FAMILY}),[ ]
    (?P<given>[A-Z][a-z]+(?:[-\ ](?:[A-Z]\.|[A-Z](?![a-z])|[A-Z][a-z]+)){{0,2}})
    (?=\ ?[;.(&]|,\ (?:and|&|et\ al|eds?\b|editors?\b|trans(?:lators?)?\b|[A-Z])
       |\ and\b|\ &|\ ?$|(?<=[A-Z]\.)\ [A-Z"'])""",
    re.VERBOSE,
)
# Takes "Mary B. Jones" and "Charles van der Lee" behind "Smith, John A., ", as MLA and Chicago
# print all names but the first.
GIVEN_FIRST = pattern(
    rf"""(?P<given>[A-Z][a-z]+(?:[-\ ](?:[A-Z]\.|[A-Z](?![a-z.])|[A-Z][a-z]+)){{0,3}}?)
    [ ](?P<particle>{_PARTICLE})(?P<family>(?=[A-Z][a-z'])(?!{_SUFFIX}){_WORD}(?:-{_WORD})?)
    (?=[,.;]|\ and\b|\ &|\ et\ al|\ \()""",
    re.VERBOSE,
)
ET_AL = pattern(
    r"(?P<before>(?:\ (?=[,;]))?[.,;]*\ ?(?:and\ |&\ )?)"
    r"(?P<open>(?:</?(?:i|em)>|[*_\[(])*)"
    r"(?P<words>(?:(?:et\.?|&(?!\ ?al(?:-|\ [a-z]+,)))\ ?al(?:ii|\b)\.?|"
    r"and\ others\b|(?:y|e)\ cols?\b\.?|et\ coll?\b\.?|"
    r"u\.\ ?a\.|u(?:nd|\.)\ Mitarb(?:eiter[a-z]{0,5})?\b\.?|ed?\ altri|et\ autres|y\ otros|"
    r"e\ outros))"
    r"(?P<close>(?:</?(?:i|em)>|[*_\])])*)",
    re.IGNORECASE,
)
# Takes ", … ", " . . . ", ", [...], & ": marks of names left out, whatever stands beside them.
_OMITTED = r"[,;]?\ ?[\[(]?(?:…|\.\ ?\.\ ?\.)[\])]?[,;]?\ ?(?:(?:and|und|et|y|e|&)\ )?"
BETWEEN = pattern(
    rf"{_OMITTED}|(?:\ ?[,;][.,]?\ ?|\ ?/\ ?)(?:(?:and|und|et|y|e|&)\ )?"
    r"|\ (?:and|und|et|y|e|with|&)\ |\ ?&\ ?"
)
_DEGREE = (
    r"(?:M\.?\ ?D|Ph\.?\ ?D|D\.?Phil|M\.?P\.?H|Dr\.?\ ?P\.?H|[BMD]\.?\ ?Sc|Sc\.?D|M\.?S|M\.?Ed|"
    r"Ed\.?D|Psy\.?D|Pharm\.?D|R\.?N|[BMD]\.?S\.?N|D\.?N\.?P|B\.?A|M\.?A|M\.?B\.?A|M\.?H\.?[AS]|"
    r"M\.?B\.?,?\ ?(?:B\.?S|Ch\.?B)|D\.?[DVM]\.?[SMD]|D\.?O|D\.?P\.?T|J\.?D|M\.?Phil|Dipl-?Psych|"
    # Fellows and members of colleges, and what nurses and pharmacists are certified in.
    r"[FM](?:A[CH]|RA?C|CC|R)[A-Z]{1,3}|BC[A-Z]{1,2}|CRNA|APRN|PA-C|NP|OTR|RD|LCSW|CPH)"
)
# Takes ", MD, " and ", Ph.D.; "; refuses the initials of "Smith J, M.A. Jones".
DEGREE = pattern(rf",?\ {_DEGREE}\b(?:\.(?=[,;])|(?=[,.;]|\Z)(?!\.\ [A-Z][\w'-]+,))")
# Takes " de la" in "Fuente J de la, van der Velden VHJ"; refuses it before a word of a title.
PARTICLE_BEHIND = pattern(rf"\.?\ (?P<particle>{_BEHIND})(?=[,.](?:\ |\Z)|\ &)")
NOT_A_NAME = frozenset(
    [
        "vitamin",
        "hepatitis",
        "influenza",
        "protein",
        "group",
        "part",
        "phase",
        "type",
        "table",
        "appendix",
        "grade",
        "class",
        "complex",
        "factor",
        "interleukin",
        "coenzyme",
        "study",
        "trial",
        "chapter",
        "section",
        "volume",
        "figure",
        "series",
        "version",
        "plan",
        "annex",
        "model",
        "vitamins",
        "immunoglobulin",
        "cyclosporin",
        "cyclosporine",
        "amphotericin",
        "botulinum",
        "cytochrome",
    ]
)


_LABELS = (
    r"(?i:editors?(?:\ (?:and|&)\ translators?)?|"
    r"editeurs?|authors?|eds?|hrsg|hg|herausgeber|dirs?|directeurs?|orgs?|organizador(?:es|as|a)?|"
    r"comps?|compilers?|"
    r"editorler|redaktor(?:zy|er|y)?|toim(?:ittajat?)?|szerk(?:esztok?)?|urednici?|utgivare|"
    r"coords?|coordenador(?:es)?|coordinador(?:es)?|redacteur(?:en)?|redaktor|redactie|red|"
    r"editores|a\ cura\ di|curator[ei]?|"
    r"cartographers?|producers?|illustrators?|directors?|translators?|trans|inventors?|inventeurs?|inventores|[Ee]rfinder(?:in)?|"
    r"assignees?|editor-in-chief|series\ editors?|guest\ editors?)\b\.?"
)
EDITOR_LABEL = pattern(
    rf"(?:,?\ ?[(\[](?P<bracketed>{_LABELS})[)\]]|,\ (?P<comma>{_LABELS})"
    r"|[.;]?\ (?P<plain>editors?|cartographers?|eds?\.|eds?(?=\ \()|Hrsg\.?|Eds\.|"
    r"organizador(?:es|as|a)?))"
    r"[.,:;]{0,2}(?=\s|\Z|[A-Z(])"
)
"""Takes ", editors. ", " (Eds.)", ", eds.", ", Hrsg. "; refuses ". Red man" and ". Editorial"."""


# Takes "ABC Group (Paris)" before ", Roe B"; refuses a bracket that a comma cuts.
ORGANIZATION_FIRST = pattern(
    r"(?:St\.\ )?[A-Z](?:[^.;:,()]|\([^.;:,()]{1,60}\)){3,110}+(?=[,;:]\ [A-Za-z])"
)
# What stands behind a stop that closes no list of names.
GOES_ON = pattern(r"\ ?[,;&(/]|\ (?:and|und|et(?!\ al)|y|e)\ ")
NOT_GIVEN = pattern(r"\b(?:The|Of|And|For|In|On|With|From)\b")
STATES = frozenset(("U.S. ", "U. S. ", "U.K. ", "U. K. "))
ORGANIZATION_START = pattern(
    r"(?:World|National|American|European|International|United|Royal|Department|Ministry|Institute"
    r"|Centers?|Centre|Food|Office|Services?)\b"
)
# Takes ", ve ark", ", dkk", ", i soavt": small letters behind a name and a comma are "and others",
# in whatever language; refuses ", chair, " and a title that begins in small letters.
AND_OTHERS = pattern(
    r",\ ?(?!v\.\ [A-Z])(?P<words>[a-z][a-z']{0,15}(?:\ [a-z]{1,16}(?:-[a-z]{2,12})?){0,2}"
    r"|[a-z]\.\ ?[a-z]{1,3}"
    r"|(?:and|with|und|et|y|e)\ \d{1,4}\ [a-z]{4,12})"
    r"(?P<stop>\.)(?=\ [A-Z\"'(\[0-9x]|\Z|\.)"
)
# Takes " ve ark.", " i wsp." without a comma, where only known words are sure.
KNOWN_OTHERS = pattern(
    r"\ (?P<words>ve\ ark|ve\ digerleri|i\ in|i\ wsp|i\ dr|i\ soavt|ta\ in|dkk|ir\ kt|m\ ?fl|"
    r"u\ sur|a\ kol|es\ mtsai|si\ colab|och\ medarb)(?P<stop>\.?)(?=\.?\ [A-Z\"'(\[])"
)
ROLE = pattern(
    r",\ (?:corresponding\ )?(?:host|chair|chairman|chairperson|moderator|speaker|presenter|"
    r"narrator|interviewer|guest|performer|photographer|artist|developer|owner|writer|"
    r"reviewer|discussant|panelist|reporter|creator|maintainer)s?(?=[,.])"
)
"""What a person does, behind the name: "Okafor P, host."."""
GROUP_BEHIND = pattern(
    rf"(?:[;,]\ (?P<lead>{LEAD})|\.;?\ (?:and\ )?(?:the\ )?|\.?\ \(|\ (?=[a-z])(?P<small>{LEAD})|"
    # Behind the stop of "et al." only what ends like a group is one, without a word of a title.
    r"(?<=\bal\.)\ (?![^.;:()]*\ [a-z]{4})"
    r"(?=[^.;:()]{3,90}\b(?:Group|Investigators|Collaborat(?:ors|ion)|Consortium)\.\ ))"
    r"(?P<name>[A-Z0-9](?:[^.;:()]|\([A-Z][A-Z0-9/ -]{1,29}\)){3,90}?)\)?(?=\.\ |[;:]\ |\.?\Z)"
)
"""A body behind the last person: "et al; ABC Group", "im Namen der ABC-Gruppe", "(ABC Group)"."""
LEGAL_FORMS = frozenset({"AG", "SA", "SE", "NV", "BV", "AB", "KG", "AS", "SAS", "SPA"})
"""What companies bear behind their names, like initials."""
# Takes the "Suharto, " before "Wijaya D, Putri K": one name alone among persons with initials.
MONONYM = pattern(rf"(?P<name>{_WORD}),\ (?={_WORD}\ [A-Z]{{1,3}},\ {_WORD}\ [A-Z]{{1,3}}[,.])")
DEGREE_WORD = pattern(rf"{_DEGREE}\.?\Z")
INITIALS_AT_END = pattern(r"[a-z]\ [A-Z]{1,3}\Z")
"""Takes "Feuer RH" of "Feuer RH MD", where the family name was thought to go on."""


def letters_of(initials: str) -> str:
    """Return initials without stops, blanks and the particles that stand among them.

    >>> letters_of("R de CP"), letters_of("Tde S"), letters_of("J.-P.")
    ('RCP', 'TS', 'J-P')
    """
    if "." not in initials and " " not in initials:
        return initials
    words = initials.replace(".", " ").split()
    letters = (word[:1] if word[1:] in GLUED else word for word in words)
    return "".join(word for word in letters if word not in PARTICLES)


def label_span(match: re.Match[str]) -> tuple[int, int]:
    """Return the range of the word in a match of EDITOR_LABEL; only abbreviations keep a stop."""
    start, end = match.span(match.lastgroup or 0)
    word = match[match.lastgroup or 0]
    return start, end - (word[-1] == "." and len(word) > 6)


def role_of(label: str) -> str:
    """Return CSL's name variable for a label ("Hrsg." is "editor")."""
    word = label.casefold()
    for start, role in (
        ("auth", "author"),
        ("trans", "translator"), ("inv", "author"), ("erf", "author"), ("assign", "assignee"),
        ("cart", "author"), ("prod", "producer"), ("ill", "illustrator"), ("director", "director"),
    ):  # fmt: skip
        if word.startswith(start):
            return role
    if word.startswith("comp"):
        return "compiler"
    return "collection-editor" if word.startswith("series") else "editor"
