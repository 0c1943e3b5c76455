"""What brackets at a title's end say: the medium of a work, its genre, that it is a thesis.

Citing Medicine 2nd ed., ch. 1A "Content Type" and "Type of Medium"; the words are those of lists in
six languages.

>>> bool(MEDIUM.fullmatch("Internet")), bool(GENRE.fullmatch("package insert"))
(True, True)
"""

from __future__ import annotations

from carcite.text.pattern import pattern

MEDIUM = pattern(
    r"(?:on(?:\ |-)?line|[Ii]nternet|[Oo]nline|CD-?ROM|DVD|[Ee]lectronic\ resource|"
    r"[Ss]erial\ online|"
    r"[Vv]ideocassette|[Vv]ideorecording|[Aa]udio\w*|[Cc]omputer\ (?:program|file|software)|"
    r"[Ss]oftware|[Ww]eb\ ?(?:site|page)|(?:[Mm]onograph|[Ss]erial|[Dd]atabase|[Hh]ome\ ?page|"
    r"[Mm]ap|"
    r"[Bb]log|[Bb]ook|[Dd]issertation|[Ww]ebsite|[Cc]ited)\ on(?:\ the)?\ [Ii]nternet|[Hh]omepage|"
    r"[Rr]evista\ en\ [Ii]nternet|[Ee]n\ linea|[Mm]icrofiche|[Dd]ata\ ?(?:set|base)|[Cc]assette|"
    r"[Ss]lide|[Ff]ilm|[Mm]otion\ picture|[Pp]odcast|[Rr]ecurso\ eletronico|e-?book|"
    r"[Ww]ebinar|[Vv]ideo|[Bb]log(?:\ post)?|"
    r"[Cc]artographic\ material|"
    r"[A-Z][A-Za-z]{1,40}\ (?:page|post|profile|channel|video|thread|story)|"
    r"[^\[\]]{0,30}\b[Ii]nternet|[Oo]n-?line)"
)
"""What names a medium, whole, in brackets behind a title."""
GENRE = pattern(
    r"(?:[Dd]octoral\ |[Mm]aster'?s?'?\ |PhD\ |MSc?\ |[Uu]npublished\ )?"
    # In any language what follows the word says for which degree: "dissertação de mestrado".
    r"(?:(?i:dissert\w+|thesis|tesis|tese|tesina|these|monografia|habilitation\w*|"
    r"(?:diplom|magister|master|bachelor)arbeit|trabalho\ de\ conclusao)(?:\ \w+){0,4}|"
    r"[Pp]reprint|[Pp]ublished\ (?:erratum|correction|retraction).*|"
    r"(?:[a-z]+\ )?[Mm]ap|[Pp]atent|[Ee]ditorial|"
    r"[Ll]etter(?:\ to\ the\ editor)?|"
    r"[Aa]bstract(?:\ .{1,20})?|[Cc]omment(?:ary|\ on.*)?|[Ee]rratum.*|[Rr]etract(?:ed|ion).*|"
    r"[Pp]oster|[Pp]ackage\ insert|[Pp]rescribing\ information|"
    r"[Pp]roduct\ (?:monograph|information)|"
    r"[Pp]ress\ release|[Tt]weet|[Ss]ummary\ of\ product\ characteristics|[Dd]rug\ label|"
    r"[Ii]nstructions\ for\ use|[Ll]ecture|(?:[Oo]ral\ |[Cc]onference\ )?[Pp]resentation|"
    r"[Ww]hite\ paper|[Rr]eview|[Nn]ews|[Ii]nterview|[Cc]orrection.*|[Ee]xpression\ of\ concern.*)"
)
THESIS = pattern(
    r"(?i:dissert|thesis|tese|tesis|tesina|th[eè]se|habilitation|monografia|[mrp]arbeit\b"
    r"|trabalho\ de\ conclus)"
)
"""What tells a thesis from other genres."""
THESIS_WORDS = (
    r"(?:(?:(?:[Uu]npublished|[Dd]octora(?:l|te)|Ph\.?D\.?|[Mm]aster(?:'?s)?|"
    r"M\.?Sc\.?|M\.?D\.?|[Bb]achelor(?:'?s)?)\ ){0,3}(?:[Tt]hesis|[Dd]issertation)|"
    # "Thèse de doctorat en médecine", "Medizinische Dissertation", "Inaugural-Dissertation".
    r"(?:[A-Z][a-z]+[\ -])?(?:Dissertation|Diss|Habilitation(?:sschrift)?|These|Tese|Tesis|Tesi)"
    r"(?:\ [a-z]+){0,5}\.?)"
)
"""What a thesis is called, whole, outside brackets."""
PREPRINTS = frozenset(
    ("biorxiv", "medrxiv", "arxiv", "chemrxiv", "psyarxiv", "ssrn", "research square", "preprints")
)
"""Servers of preprints, folded to small letters."""
PRODUCT_NOTE = pattern(
    r"(?:(?:Full\ )?[Pp]rescribing\ information|[Pp]ackage\ (?:insert|leaflet)|"
    r"[Pp]roduct\ monograph|"
    r"[Ss]ummary\ of\ product\ characteristics|[Dd]rug\ label|[Ii]nstructions\ for\ use|"
    r"[Pp]atient\ information\ leaflet|Fachinformation|Gebrauchsinformation)"
)
"""What the maker of a drug prints with it, whole."""
