// Longer everyday words that fall apart into words of phrases (in-form-at-i-on). They are filed as words of no phrase,
// so that the scanner does not look for others inside them: most of what it would look at in vain.
export const plainWords: readonly string[] =
  `accountability accountable actual adding additional addressed addresses addressing adjusting administrative
admission admit admitted advertising afternoon afterward allocation allowing alongside although antibodies antibody
apparent appears applies applying approaches artist assist association assumed assure attendance autonomy avoiding
background becomes began begun behalf behold below billion blessings broad broader carefully caring center checked
checking childhood citizenship classrooms collected collection collective combination combined comfortable comparison
compassion compensation competent competition competitive compounds comprehensive computing conceptual connected
connecting consideration constitutional constructed constructing construction cooling copyright correction coverage
dealings deeper defeated denied depending differentiation disability disagree disclaimer discover discussed discussing
discussion display distinguish distinguished distinguishing documentation education educational employed endure
evening exact examination examined examining exception exhibit expectation expected experimental expert explained
explaining explanation express expressed expressing expression extent factor feared federation feedback findings
forgetting forgive forgiving forgotten formal format formation formed former forming fortune foundation foundational
functional generate governed governing governor gradual graduate greater greenhouse hardware healing helped helping
hereby herein highway housing ideal impact imperial implies impression income independent individualist inequality
inflation inform information informed initial injustice input installed intended intermediate invest island islands
isolation issued itself knowledge lasting latest layer leadership leading learned licensed licensing lifetime lighting
likewise linked listed locking mankind manufacture manufacturing marked meaning meaningful meanwhile measure measured
measuring mentioning merely minimum moderate musical needless nevertheless northern noted notion notwithstanding offer
offerings ongoing opening operate operating ordered organ organisation organised origin original outcome outcomes
outlook output overall overcome owner ownership partial partnership passage passive pathway percentage performed
perimeter permission permit personal persons pointed pointing presentation presented presenting presidential printing
profound program programme programming programs prohibited provided providing publication published quitting radiation
rapid rational reached reaching reaction reasonable reasoning recall recent reform rehabilitation relate relevant
remembered reminds renew repair repeated represent representation representative represented represents reputation
researcher reserve reserves resolution revealed satisfied setting shape shapes shopping shoulder shown signed
significant situation skeletal smaller somehow somewhat southern spatial speaker speaking specialist spinal standing
stated status stayed storage stored stream stress studied submitted substantial substantive suffered suggested summary
supportive telephone termination tested testing textual texture theme therein thereof throughout topic topics tracking
trademark trademarks trained transferred transition transportation ultimate underground underlying understanding
underwater united units upper upright upstream upward urban user usual visiting waited warming wealthy wellbeing
whatsoever whenever whereas wherein willing within workplace`.split(/\s+/);
