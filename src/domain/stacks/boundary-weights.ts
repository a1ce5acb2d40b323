import type { Sign } from './boundary-signs.ts'

/** Log-odds of a boundary when nothing is seen. */
export const BASE_WEIGHT = -0.5

interface WeighedSign {
  readonly weight: number
  /** Said to people when the sign is there and counts. */
  readonly text: string
}

/** Log-odds that each sign adds, learnt by `npm run bench -- splitting --learn`, see bench/README.md. */
export const WEIGHTS: Readonly<Record<Sign, WeighedSign>> = {
  'first-number': { weight: 3, text: 'Die Seite nennt sich Seite 1.' },
  'next-number': { weight: -4, text: 'Die Seitenzahl folgt auf die der Seite davor.' },
  'other-number': { weight: 0.5, text: 'Die Seitenzahl passt nicht zu der der Seite davor.' },
  'later-number': { weight: -3, text: 'Die Seite nennt sich nicht Seite 1.' },
  'last-before': { weight: 2, text: 'Die Seite davor nennt sich die letzte.' },
  'more-before': { weight: -2, text: 'Auf der Seite davor steht, dass weitere folgen.' },
  'address-field': { weight: 2, text: 'Oben steht ein Anschriftfeld.' },
  letterhead: { weight: 1, text: 'Oben stehen Angaben eines Absenders.' },
  salutation: { weight: 2, text: 'Eine Anrede steht auf der Seite.' },
  title: { weight: 1, text: 'Oben steht ein Betreff oder Titel.' },
  'own-date': { weight: 0.5, text: 'Oben steht ein Datum.' },
  'closing-before': { weight: 1, text: 'Die Seite davor schließt mit einem Gruß.' },
  'closing-only': { weight: -1, text: 'Ein Gruß steht hier, aber keine Anrede.' },
  'short-before': { weight: 0.5, text: 'Die Seite davor ist nicht voll.' },
  'text-goes-on': { weight: -2, text: 'Ein Satz geht über die Seiten hinweg.' },
  'reference-same': { weight: -2, text: 'Zeichen oder Nummern sind die der Seite davor.' },
  'reference-other': { weight: 2, text: 'Zeichen oder Nummern sind andere als davor.' },
  'date-same': { weight: -0.5, text: 'Das Datum ist das der Seite davor.' },
  'codes-same': { weight: -2, text: 'Mehrere Nummern stehen auch auf der Seite davor.' },
  'contacts-same': { weight: -1, text: 'Der Absender ist der der Seite davor.' },
  'contacts-other': { weight: 2, text: 'Der Absender ist ein anderer als davor.' },
  'head-same': { weight: -0.5, text: 'Der Kopf gleicht dem der Seite davor.' },
  'head-other': { weight: 0.5, text: 'Der Kopf ist ein anderer als davor.' },
  'foot-same': { weight: -0.5, text: 'Der Fuß gleicht dem der Seite davor.' },
  'words-same': { weight: -2, text: 'Der Wortschatz gleicht dem der Seite davor.' },
  'layout-other': { weight: 1, text: 'Schrift und Ränder sind andere als davor.' },
  'layout-same': { weight: -1, text: 'Schrift und Ränder sind die der Seite davor.' },
  'size-other': { weight: 1, text: 'Das Papier hat eine andere Größe.' },
  'language-other': { weight: 1, text: 'Die Sprache ist eine andere als davor.' },
  enclosure: { weight: -2, text: 'Die Seite nennt sich Anlage.' },
  continued: { weight: -2, text: 'Die Seite setzt etwas fort.' },
  'few-words': { weight: -0.5, text: 'Auf der Seite steht wenig.' },
  'back-side': { weight: -3, text: 'Die Seite ist eine Rückseite.' },
  'blank-between': { weight: 1, text: 'Davor liegt eine leere Seite.' },
}
