// Endings and hosts of education and the public sector the world over, so that a stranger's block list cannot close
// what is taught. Facts, written for this project. What a UK school uses most stands in rules/categories/education.txt
// as well; both are looked at.

/** Endings that only universities, schools, governments, their armed forces or treaty organisations can register. */
const topLevel = "edu gov mil int";

/**
 * Second-level endings with the countries that keep them for education or the public sector. A label that others may
 * register in a country ("go.ro" is a hosting service) does not stand in its row.
 */
const secondLevel: Readonly<Record<string, string>> = {
  ac: "ae at bd be bw ci cn cr cy fj gn id il im in ir jp ke kr lk ls ma me mu mw mz ni nz pa pg pk pr rs rw se sz th tz ug uk vn za zm zw",
  edu: "af al ar au az ba bb bd bh bi bj bm bn bo br bs bt bz ci cn co cu cv cw dm do dz ec ee eg er es et fj fm gd ge gh gi gn gr gt gu gy hk hn ht in iq it jm jo kg kh ki km kn kp kw ky kz la lb lc lk lr ls lv ly me mg mk ml mm mn mo mt mv mw mx my mz ng ni np nr om pa pe pf pg ph pk pl pn pr ps pt py qa rs sa sb sc sd sg sl sn so ss st sv sy tj tm to tr tt tw ua ug uy vc ve vg vn vu ws ye za zm",
  gov: "ae af al ao ar au az ba bb bd bf bh bm bn br bs bt bw by bz cd cl cm cn co cx cy cz dm do dz ec ee eg et fj gd ge gh gi gn gr gu gy hk ie il in iq ir it jm jo kg kh ki km kn kp kw ky kz la lb lc lk lr ls lt lv ly ma me mg mk ml mm mn mo mr mu mv mw my mz na ng np nr om pg ph pk pl pn pr ps pt pw py qa rs rw sa sb sc sd sg sh sl so ss sx sy tj tl tm tn to tr tt tw ua ug uk vc ve vn ws ye za zm zw",
  mil: "ae al ar az ba bd bo br by cl cn co cy do ec eg gh gt hn id in iq jo kg kr kz lv mg mv my mz ng ni no nz pe ph pl py qa rw sy tj tr tw tz ug uy ve za zm zw",
  gob: "ar bo cl do ec es gt hn mx ni pa pe sv ve",
  gub: "uy",
  gouv: "bj ci fr ht km ml sn",
  gv: "ao at",
  gc: "ca",
  go: "cr id jp ke kr th tz ug",
  govt: "nz",
  parliament: "nz uk",
  sch: "ae gg id ir je jo lk ly ng qa sa uk zm",
  school: "nz za",
  k12: "ec il tr vi",
  ed: "ao ci cr jp",
  lg: "jp ua",
  es: "kr",
  hs: "kr",
  ms: "kr",
  kg: "kr",
  jus: "br",
  leg: "br",
  mp: "br",
  mod: "gi uk",
  police: "uk",
  nhs: "uk",
  judiciary: "uk",
  nic: "in",
  res: "in",
  health: "nz",
};

/** Third-level endings and single names that a country keeps for the same. */
const furtherEndings = `
  k12.al.us k12.ca.us k12.fl.us k12.ga.us k12.il.us k12.in.us k12.ma.us k12.mi.us k12.mn.us k12.nc.us k12.nj.us
  k12.ny.us k12.oh.us k12.or.us k12.pa.us k12.tx.us k12.va.us k12.wa.us k12.wi.us
  state.ca.us state.fl.us state.il.us state.mn.us state.ny.us state.oh.us state.pa.us state.tx.us state.va.us
  gov.scot gov.wales llyw.cymru gov.im gov.je gov.gg parliament.scot senedd.wales
  admin.ch bund.de europa.eu gouvernement.lu gov.sk gov.si gov.hu gov.ro gov.bg gov.hr overheid.nl rijksoverheid.nl
  belgium.be regeringen.se stortinget.no regjeringen.no valtioneuvosto.fi borger.dk canada.ca
`;

/**
 * Institutions and learning sites on other endings: the name covers all below it. Registers of academic domains name a
 * few that lists close as well (chat.ru, usfea.ru): a school that wants them closed says so in its policy.
 */
const names = `
  bbc.co.uk bbc.com bbci.co.uk bl.uk britishcouncil.org cambridge.org cern.ch csiro.au crick.ac.uk ukri.org
  arxiv.org biorxiv.org pubmed.gov jstor.org doi.org orcid.org crossref.org creativecommons.org archive-it.org
  wikipedia.org wikimedia.org wiktionary.org wikibooks.org wikisource.org wikiversity.org wikidata.org wikivoyage.org
  khanacademy.org coursera.org edx.org futurelearn.com duolingo.com memrise.com quizlet.com kahoot.com kahoot.it
  code.org scratchjr.org python.org raspberrypi.org microbit.org arduino.cc mozilla.org w3.org
  nobelprize.org unesco.org unicef.org un.org worldbank.org oecd.org imf.org wto.org icrc.org redcross.org ifrc.org
  amnesty.org savethechildren.org.uk oxfam.org.uk greenpeace.org wwf.org.uk rspb.org.uk nationaltrust.org.uk
  smithsonianmag.com si.edu metmuseum.org moma.org louvre.fr rijksmuseum.nl vangoghmuseum.nl prado.es uffizi.it
  nhm.ac.uk sciencemuseum.org.uk tate.org.uk vam.ac.uk nationalgallery.org.uk iwm.org.uk rmg.co.uk britishmuseum.org
  britannica.com nationalgeographic.com history.com sciencedirect.com springer.com wiley.com nature.com science.org
  cell.com thelancet.com bmj.com nejm.org plos.org frontiersin.org mdpi.com tandfonline.com sagepub.com oup.com
  acm.org ieee.org aps.org acs.org rsc.org iop.org ams.org maa.org royalsociety.org raeng.org.uk
  mpg.de fraunhofer.de helmholtz.de leibniz-gemeinschaft.de dlr.de uni-heidelberg.de lmu.de tum.de fu-berlin.de
  hu-berlin.de kit.edu rwth-aachen.de ethz.ch epfl.ch uzh.ch unige.ch univie.ac.at tuwien.ac.at cnrs.fr inria.fr
  sorbonne-universite.fr psl.eu polytechnique.edu pasteur.fr kuleuven.be ugent.be tudelft.nl uva.nl uu.nl leidenuniv.nl
  ku.dk dtu.dk uio.no ntnu.no kth.se lu.se uu.se su.se chalmers.se ki.se helsinki.fi aalto.fi unex.es ucm.es uam.es
  upm.es ub.edu upc.edu uned.es us.es ugr.es unibo.it uniroma1.it polimi.it unipd.it unito.it ulisboa.pt up.pt uc.pt
  tcd.ie ucd.ie ucc.ie dcu.ie nuigalway.ie universityofgalway.ie cuni.cz cvut.cz muni.cz uw.edu.pl uj.edu.pl elte.hu
  bme.hu unibuc.ro uoa.gr auth.gr msu.ru spbu.ru hse.ru mipt.ru mephi.ru usfea.ru chat.ru utoronto.ca ubc.ca mcgill.ca
  uwaterloo.ca ualberta.ca usp.br unicamp.br ufrj.br unam.mx uba.ar uchile.cl puc.cl
  futuregames.se wwschool.de digipen.edu
`;

function split(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** Normalised endings of one or more labels; each covers itself and all below it. */
export const knownGoodEndings: readonly string[] = [
  ...split(topLevel),
  ...Object.entries(secondLevel).flatMap(([label, countries]) =>
    split(countries).map((country) => `${label}.${country}`),
  ),
  ...split(furtherEndings),
];

/** Normalised hosts; each covers itself and all below it, and nothing above it may be closed either. */
export const knownGoodHosts: readonly string[] = split(names);
