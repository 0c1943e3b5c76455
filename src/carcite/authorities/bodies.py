"""Words and acronyms by which an organisation is told from a person, in six languages.

The words are those that head or end the names of corporate authors in NLM's catalogue and in
collective names of PubMed records ("Study Group", "Ministério da Saúde", "Arbeitsgemeinschaft").

>>> "ministry" in WORDS, "WHO" in ACRONYMS, "für" in LINKS
(True, True, True)
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WORDS: frozenset[str] = _words(
    # English
    "group groups subgroup committee committees subcommittee ministry department departments "
    "collaborative collaboration collaborators collaborator investigators investigator consortium "
    "association associations society societies institute institutes institution institutions "
    "organization organizations organisation organisations university universities college "
    "council federation foundation agency authority bureau commission panel taskforce network "
    "trialists team initiative project program programme registry alliance academy office "
    "administration service services center centers centre centres hospital hospitals clinic "
    "laboratory laboratories company corporation corp inc ltd llc plc partnership partners "
    "secretariat parliament congress government nations board united national international "
    "study trial trials survey workgroup conference coalition union school faculty library "
    "division unit working directorate observatory fund trust press writing researchers "
    "statacorp participants members experts task force "
    # German
    "gmbh gesellschaft arbeitsgemeinschaft arbeitsgruppe arbeitskreis bundesamt bundesministerium "
    "bundesinstitut bundesärztekammer kommission verband verein institut universität klinik "
    "ministerium statistisches stiftung zentrum zentralinstitut ausschuss bundesausschuss "
    "fachgesellschaft fachgesellschaften kassenärztliche bundesvereinigung robert-koch-institut "
    # French
    "groupe comité ministère société institut université agence autorité conseil direction "
    "fédération association centre haute office réseau collège assurance observatoire "
    # Spanish
    "grupo comité ministerio sociedad instituto universidad asociación agencia consejo "
    "federación dirección centro organización secretaría fundación red comisión gobierno "
    # Portuguese
    "ministério sociedade universidade associação agência conselho federação secretaria "
    "departamento direção organização fundação comissão governo rede coordenação "
    # Italian
    "gruppo comitato ministero società istituto università associazione agenzia consiglio "
    "federazione direzione organizzazione fondazione commissione rete"
)
"""Folded to lower case with their accents: any of them makes a name of two words a body's."""

LINKS: frozenset[str] = _words(
    "of for the and on in to with behalf from für und et pour sur para por sobre per nel em na no"
)
"""Lower-case words that stand inside the names of bodies and hardly in those of people."""

ACRONYMS: frozenset[str] = _words(
    "WHO CDC ECDC FDA EMA EMEA NICE OECD UN UNICEF UNAIDS UNESCO UNDP UNFPA UNHCR FAO IPCC NIH NCI "
    "NHLBI NHS EFSA IARC ICH ISO CLSI EUCAST AHA ACC ESC EULAR ACR ADA IDF KDIGO KDOQI RKI AWMF "
    "IQWiG IAEA ILO IMF NRC IOM NLM ICMJE COPE USDA EPA EC EU AIHW ABS NHMRC BMA RCOG ACOG RCP "
    "SIGN USPSTF DGRh DGIM GBD GOLD GINA ESMO ASCO NCCN EASL AASLD EORTC PAHO IBGE INCA INEP "
    "DANE INSERM AOAC USPHS HAS AIFA ISTAT SAS SPSS IBM AIDS"
)
"""Bodies that reference lists name by their letters alone."""
