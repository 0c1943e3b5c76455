"""Words that stand for longer ones in the abbreviated names of journals, as NLM prints them.

Taken from the packaged journal table: the words that abbreviations of at least four journals bear
and no full title does. They tell the stop of an abbreviation ("Nat. Clim. Change") from the stop
that ends a title.

>>> "Clim" in ABBREVIATED, "Climate" in ABBREVIATED
(True, False)
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ABBREVIATED = _words(
    "AMA Acad Acc Account Acoust Acta Actual Acupunct Adapt Addict Addit Adhes Adm Adolesc Adv "
    "Aerosp Aesthet Aff Affect Afr Aggress Agr Agrar Agri Agric Agron Agropecu Akad Algebr "
    "Aliment Allergol Alp Altern Am Amst Anaesth Anaesthesiol Anal Analg Anat Androl Anesth "
    "Anesthesiol Angew Anim Ann Annu Anthropol Antibiot Antimicrob Appl Applic Aquac Aquat "
    "Arbeitsmed Arch Archaeol Archit Argent Arh Arq Arthrosc Artif Assess Assist Assoc Astron "
    "Astrophys Atheroscler Atl Atmos Auckl Audiol Aust Australas Autoimmun Autom Auton "
    "Bacteriol Bakteriol Barc Behav Beijing Beitr Belg Ber Berl Bibl Biling Bio Bioch Biochem "
    "Biochim Biodivers Bioeng Bioeth Bioinform Biokhim Biol Biom Biomark Biomater Biomech "
    "Biomol Bioorg Biophys Biosci Biosyst Biotech Biotechnol Bol Boll Bologna Bot Br Bras "
    "Bratisl Breed Brux Bucur Bull Cah Camb Can Carbohydr Carcinog Card Cardiol Cardiothorac "
    "Cardiovasc Cas Catal Cent Ceram Cereb Cesk Chem Chemother Chic Chil Chim Chir Christ "
    "Chromatogr Chron Cienc Cient Cir Circ Civ Clim Climatol Clin Coast Cogn Cognit Coll Colomb "
    "Comb Combust Commonw Commun Comp Compd Complement Compos Compr Comput Cond Condens Conf "
    "Confl Congenit Connect Conscious Conserv Constr Consult Consum Contam Contemp Contin "
    "Contrib Coord Copenh Cosmet Couns Craniofac Creat Crim Criminol Crit Croat Cryst "
    "Crystallogr Cuad Cult Curr Cutan Cybern Cytochem Cytogenet Cytol Decis Defic Deliv Dement "
    "Demogr Dent Depend Derg Derm Dermatol Dev Diabetol Diagn Dial Diet Differ Dig Digit Dimens "
    "Dir Dis Disabil Discov Discret Disord Distrib Divers Doc Dokl Dordr Dtsch Dyn Earthq Eat "
    "Ecol Econom Ecosyst Ed Edinb Educ Eff Ekon Eksp Elect Electr Electrochem Electromagn "
    "Electron Electrophysiol Elem Embryol Emerg Emot Empir Endocr Endocrinol Endod Endosc "
    "Endovasc Enferm Eng Engl Entomol Environ Enzymol Epidemiol Equ Ergon Esp Estud Ethn Etud "
    "Eur Eval Evid Evol Exerc Exot Exp Explor Expo Expr Extrem Fak Fam Farm Fed Fem Fenn Fertil "
    "Filos Financ Fiziol For Forecast Forest Form Forsch Fortschr Found Fract Freshw Front "
    "Funct Fundam Futur Gastroenterol Gastrointest Gen Gend Genet Genom Geo Geochem Geogr Geol "
    "Geom Geophys Geosci Geotech Ger Geriatr Gerontol Ges Ginecol Ginekol Glob Gov Grenzgeb "
    "Gynaecol Gynakol Gynecol Haematol Haemost Harb Harv Hazard Healthc Hear Heidelb Helv "
    "Hematol Hepat Hepatol Herit Herpetol Heterocycl Hig Hisp Hist Histochem Histol Horiz Horm "
    "Hortic Hosp Hous Hum Humanit Hung Hydrol Hyg Hypertens Ichthyol Illn Immun Immunobiol "
    "Immunol Immunopathol Immunopharmacol Immunother Impair Implement Incl Ind Indic Individ "
    "Indones Inf Infect Infirm Inflamm Inform Infrastruct Inj Inn Innov Inorg Inq Inst Instr "
    "Instrum Insur Int Integr Intell Intellect Intensivmed Interact Interdiscip Intern Interv "
    "Invertebr Invest Investig Ir Isr Ital Izd J Jahrb Jew Jpn Jt K Kinderheilkd Kinesiol Kinet "
    "Klin Knowl Landsc Lang Laryngol Lat Latinoam Leadersh Learn Leg Leis Lek Lett Leuk Libr "
    "Limnol Linguist Liq Log Logist Lond Mach Macroecon Macromol Madr Mag Magn Mak Mal Malays "
    "Mamm Manag Manage Manuf Mar Marit Mat Mater Matern Math Maxillofac Meas Mech Med Mediev "
    "Mediterr Mem Membr Ment Met Metab Metall Meteorol Methodol Mex Mich Microb Microbiol "
    "Microsc Microsyst Microw Migr Mikrobiol Mil Miner Minim Minor Mob Mod Mol Monatsschr Monit "
    "Monogr Morphol Mosk Mot Motil Motiv Mov Mt Multimed Musculoskelet Mutat Mycol N Nanosci "
    "Nanotechnol Napoli Nat Natl Naturforsch Nauk Neerl Neonatol Neotrop Nephrol Nerv Netw "
    "Neurobiol Neurochir Neurodegener Neurol Neuropathol Neurophysiol Neuropsychiatr "
    "Neuropsychol Neuropsychopharmacol Neuroradiol Neurosurg Niger Nonlin Nov Nucl Numer Nurs "
    "Nutr Obes Obs Obstet Occup Oceanogr Ocul Odontol Oftalmol Oncol Oper Ophtalmol Ophthalmol "
    "Opin Opt Optim Optom Orig Ornithol Orthod Orthop Ortop Osteoporos Otol Otolaryngol "
    "Otorhinolaryngol Oxf Pac Paediatr Pak Palaeontol Palliat Pancreat Pap Parasitol Parazitol "
    "Pat Pathog Pathol Patol Pediatr Pept Percept Perform Perinat Perinatol Period Periodontol "
    "Perioper Pers Perspect Pesqui Pharm Pharmacokinet Pharmacol Pharmacother Phila Philol "
    "Philos Photobiol Photogramm Phys Physiol Physiother Phytopathol Pl Plann Plast Pneumol Pol "
    "Polit Pollut Polym Pop Popul Postgrad Poult Pract Pragmat Praha Prax Precis Prep Prev Prim "
    "Primatol Probab Probl Proc Prod Prof Prog Promot Prop Propag Prosthodont Prot Protoc "
    "Przegl Psicol Psychiatr Psychoanal Psychol Psychopathol Psychopharmacol Psychosoc "
    "Psychosom Psychother Publ Pulm Pulmonol Qual Quant Quantif Quat Que Radiat Radic Radiol "
    "Radiopharm Radiother React Read Rec Rech Recognit Reconstr Reg Regen Regul Rehabil Relat "
    "Relatsh Reliab Relig Ren Renaiss Renew Rep Reprod Res Resil Resist Reson Resour Respir "
    "Restor Resusc Rev Rheum Rheumatol Rhinol Ric Rio Riv Robot Rochelle Roentgenol Rom Roum "
    "Russ Saf Sanit Scand Sch Schizophr Sci Scler Scott Sect Secur Sel Semant Semin Sens Seoul "
    "Sep Ser Simul Sin Singap Soc Sociol Sofiia Softw Sol Sov Soz Spat Spec Spectr Spectrom "
    "Spectrosc Spiritual Stand Stat Stoch Stomatol Stor Strateg Struct Stud Stuttg Subst "
    "Supercond Suppl Surf Surg Surv Surveill Sustain Symb Symp Syndr Synth Syst Teach Technol "
    "Telemed Temp Terror Theol Theor Ther Therm Think Thorac Thromb Tidsskr Tierarztl Tijdschr "
    "Tissue Tob Tor Tour Toxicol Tr Train Trans Transf Transfus Transl Transm Transp Transpl "
    "Transplant Traumatol Treat Tribol Trop Tuberc Tuberk Ultrason Uncertain Univ Util Var Vasc "
    "Veg Veh Venereol Verh Vestn Vet Vib Virol Vis Vocat Vopr Wash Weinh Welf Wildl Wirel Wiss "
    "Wochenschr Writ Zentralbl Zh Zhurn Zool "
)
"""Without their stops, in the case that journals print."""
