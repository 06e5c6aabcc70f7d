// Common English words, most frequent first, by a rough order of everyday text. They steer where the search for a
// phrase begins (at its rarest word), and are never taken for pieces of a torn word.
export const commonWords: readonly string[] =
  `the be to of and a in that i it you is for on with he was are as at
this have not but by from they we his my or what will do all can your one me if so there her she an about out up
no who get just like when know how time them him their more would go some think now want then people only see
could our been into has had were us did than its dont im over any other good also after back make because really
here need take even way well new very first even still most much where why too going day love got should come
life two many say am these im lets let never thats being said man thing things right work down off something
tell before look always made give our same ever every own through better years year best feel find use long
world great little home before help again today everyone old school nothing someone last place another keep
around away thank thanks please people those put big girl boy night guy guys stop talk hate hope start real bad
show phone play game house name friend friends send call next week money three must without maybe woman women
men kid kids child children person mum dad mom mother father brother sister family baby live kill die dead
death hurt fight fuck shit sex hell black white war police country free high try happy end anyone actually
against while between under both each few part number water during until small large kind different case
used using later public state group problem hand head face fact eye eyes body side room job lot might may
since such often until yet once half own per four five six seven eight nine ten`
    .split(/\s+/)
    .filter((word, place, all) => all.indexOf(word) === place);
