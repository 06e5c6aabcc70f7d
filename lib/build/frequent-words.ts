// Further words of everyday and school English, roughly most frequent first, after those of `common-words.ts`. They only
// say which words of a phrase are not rare; what is in neither list is taken to be.
export const frequentWords: readonly string[] =
  `about which when which would could should people students student government states support change information system
course company service social order form power point following important local present second interest level further
health idea example set force line report development law control research taken become national political human market
general process possible community education policy real study result action society class question field age view seen
early market economic major members north south west east american british english france america europe london united
union federal church god allah islam muslim christian jesus land food air earth energy climate nature plant plants animal
animals cell cells blood brain disease treatment medical drug drugs patient patients doctor hospital cause caused effect
effects risk increase increased decrease higher lower rate level levels total average amount less least nearly almost
among within across along above below toward towards despite although though however therefore because unless whether
rather quite perhaps probably simply clearly certainly especially usually often sometimes never already yet soon later
ago today tomorrow yesterday week month months hour hours minute minutes morning evening afternoon summer winter spring
century ancient modern history historical story stories book books read reading written write writing word words letter
letters language text page pages chapter author art music song songs film movie show shows video media news paper article
internet online website site web computer data phone technology science scientists scientific university college teacher
teachers classroom lesson learning learn taught teach skills knowledge experience understanding understand knowing known
believe belief think thought thinking felt feeling feelings emotional mental physical body heart mind soul spirit self
sense common similar same different difference particular certain specific special individual personal private public
able available necessary likely clear sure true false wrong correct full empty open closed short long large larger
largest small smaller big bigger young older oldest new newer early late fast slow hard easy simple difficult strong weak
hot cold warm cool dark light red blue green yellow brown rich poor clean dirty safe dangerous happy sad angry afraid
beautiful pretty ugly nice kind fine perfect favourite favorite popular famous successful success failure lost win won
winning team teams player players games sport sports football club league season coach race run running walk walking
came went gone going coming took taking given giving giving gave made making done doing said saying told telling asked
asking answer answered called calling looked looking seemed seems appear appeared become became becoming remain remained
kept keeping left leaving leave moved moving move turn turned turning brought bring bringing bought buy sell sold pay
paid cost costs price money worth value business companies industry trade job jobs worker workers working worked employment
house houses home homes room rooms door window street road city cities town towns village country countries area areas
region place places world worlds space water sea ocean river island mountain mountains tree trees forest park garden car
cars train bus plane ship boat drive driving driver travel trip journey member members leader leaders president minister
king queen prince lord army soldiers soldier military war wars battle peace attack attacks attacked fight fighting fought
weapon weapons gun guns bomb nuclear enemy enemies death deaths killed killing dying born birth life lives living lived
alive age aged child childhood youth adult adults parent parents mother father husband wife married marriage son daughter
brother sister brothers sisters uncle aunt families relationship relationships friend friendship love loved loving hate
hated like liked likes wanted wanting wants need needed needs hope hoped wish wished decided decision choose choice chose
plan plans planned planning try tried trying start started starting begin began beginning end ended ending stop stopped
finally once twice first second third fourth last next previous following follow followed lead led leading cause causes
reason reasons result results problem problems issue issues case cases matter matters fact facts truth evidence proof
example examples part parts piece pieces side sides top bottom front middle center centre inside outside behind beyond near
far close together apart alone someone something anything everything nothing everybody nobody anybody somebody else other
others another each every either neither both several few many much more most some any all none half double single couple
group groups number numbers figure percent percentage million thousand hundred ten twenty five six seven eight nine years
year day days night nights time times weekend monday friday sunday march april june july august september october november
december january february british australian chinese russian indian german french african black white asian european
western eastern northern southern central international global foreign immigrant immigrants refugees border citizens
citizen rights right freedom free equality justice legal court judge police crime crimes criminal prison guilty evidence
protect protected protection security safety secure rules rule laws act acts acting bill vote votes election party parties
democratic republican conservative liberal labour congress parliament senate council committee board office officer
officers official officials staff manager director head chief professional career training project projects program
programs programme plan design build building buildings built create created creating produce produced product products
production use used using uses useful provide provided providing include includes included including contain contains
require required allow allowed allows help helped helping helps serve served offer offered receive received accept accepted
reach reached hold holding held carry carried cut cutting put putting sit sitting stand standing stood lie lying lay fall
fell falling rise rose rising grow growing grew grown play played playing plays watch watched watching hear heard hearing
listen listening speak speaking spoke spoken talk talking talked talks call calls meet meeting met visit visited stay
stayed staying wait waiting waited spend spent spending save saved eat eating ate drink drinking drank cook food foods meal
meat fish fruit sugar milk bread sleep sleeping slept wake tired dream dreams remember remembered forget forgot forgotten
explain explained describe described discuss discussed discussion consider considered suggest suggested agree agreed
disagree argue argument claim claims claimed report reports reported state stated statement message messages note notes
letter email address name names named title list picture pictures photo photos image images colour color shape size type
types kind kinds form forms model models method methods test tests testing measure measured section sections unit units
material materials oil gas metal stone wood paper glass plastic fire smoke wind rain snow sun moon star stars planet sky
god gods lord holy bible faith religion religious prayer pray heaven hell sin angel devil jewish jews muslims christians
hindu buddhist temple mosque woman women female females man men male males girl girls boy boys lady guy guys dude person
gay lesbian trans straight sex sexual gender fat thin short tall hair eye eyes face mouth nose ear hand hands arm arms leg
legs foot feet skin head heads bone bones pain sick illness healthy weight diet exercise medicine stress anxiety depression
trust truth lie lies liar secret secrets honest fear fears scared worried worry trouble danger hurt hurts hurting pain cry
crying tears smile laugh laughing joke jokes funny fun enjoy enjoyed enjoying bored boring stupid dumb idiot crazy weird
strange normal usual regular random whole entire complete completely totally absolutely definitely exactly literally
honestly seriously obviously apparently basically generally recently currently originally previously immediately suddenly
quickly slowly easily directly together anyway anymore instead except besides maybe okay ok yeah yes yep nope hey hello hi
bye thanks thank please sorry welcome lol lmao omg wtf idk tbh imo btw post posts posted comment comments account accounts
follow followers profile link click download upload search google youtube facebook twitter instagram snapchat whatsapp
tiktok discord server chat group dm text app apps game gaming gamer console level score points weapon map controller
screen keyboard mouse file files code software hardware network password user users version update function default
configuration value return string array object option options package install command line example documentation api
wasnt isnt arent werent doesnt didnt dont wont cant couldnt wouldnt shouldnt havent hasnt hadnt youre theyre were weve
youve theyve ive id ill youll theyll hell shell well hes shes thats theres whats lets gonna wanna gotta kinda`
    .split(/\s+/)
    .filter((word, place, all) => all.indexOf(word) === place);
