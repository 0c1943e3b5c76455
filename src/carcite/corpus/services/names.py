"""The services that `--online` names, opened."""

from __future__ import annotations

from collections.abc import Sequence

from carcite.corpus.protocol import Corpus
from carcite.corpus.services import crossref, glutton, pubmed, search_engine
from carcite.corpus.services.cache import Cache, cache_path
from carcite.corpus.services.web import Manners, Web
from carcite.errors import UsageError

SERVICES = ("crossref", "pubmed", "opensearch", "glutton")
_OWN = ("opensearch", "glutton")
"""Those that stand at an address of the user's: "glutton=http://host:8080"."""


def open_services(names: Sequence[str], *, mailto: str = "") -> tuple[Corpus, ...]:
    """Return the services of some names, each with "=ADDRESS" behind it if it stands elsewhere.

    Raise UsageError for an unknown name, and SourceError where urllib3 is not installed.
    """
    manners = Manners(mailto=mailto)
    cache = Cache(cache_path())
    return tuple(_open(each, manners, cache) for each in names)


def _open(said: str, manners: Manners, cache: Cache) -> Corpus:
    name, _, address = said.partition("=")
    if name not in SERVICES:
        known = ", ".join(SERVICES)
        raise UsageError(f'online: no service has the name "{name}"; known are {known}')
    if address and not address.startswith(("http://", "https://")):
        raise UsageError(f'online: "{address}" is not an address; it starts with http(s)://')
    if name in _OWN:
        if not address:
            raise UsageError(f"online: name the address of the service: {name}=http://host:port")
        web = Web(address, manners)
        return (
            glutton.Glutton(web, address)
            if name == "glutton"
            else search_engine.SearchEngine(web, address)
        )
    if name == "crossref":
        web = Web("Crossref", manners, cache)
        return crossref.Crossref(web, address or crossref.ADDRESS, manners.mailto)
    web = Web("PubMed", manners, cache, pause=0.0 if address else pubmed.PAUSE)
    return pubmed.PubMed(web, address or pubmed.ADDRESS, manners.mailto)
