/** What passwords that many people have are made of, here and in English; written by hand, with the words of this trade. */
const WORDS = `
passwort password passwd pass kennwort geheim geheimnis secret hallo hello willkommen welcome login anmelden zugang
admin administrator root user benutzer test tester testen demo gast guest master service system server computer
internet windows microsoft google office büro buero arbeit chef start neu changeme änderemich letmein iloveyou
ichliebedich liebe love schatz engel baby prinzessin princess sonne sonnenschein sunshine sommer summer winter
herbst frühling fruehling montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai
juni juli august september oktober november dezember fussball fußball football schalke bayern borussia dortmund
hamburg berlin münchen muenchen köln koeln frankfurt stuttgart mainz trier ludwigshafen deutschland germany
michael thomas andreas stefan christian daniel martin peter markus alexander sabine nicole susanne petra claudia
anna maria julia sandra jessica hund katze tiger dragon drache monkey affe superman batman pokemon starwars
ficken arschloch fuck qwertz qwerty asdf yxcv abc trustno1 access zugriff poststelle posteingang rathaus stadt
stadtverwaltung verwaltung gemeinde amt akte dokument scanner mailroom
`

export const COMMON_WORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/))
