import type { Sign } from './boundary-signs.ts'

/** Log-odds of a boundary when nothing is seen. */
export const BASE_WEIGHT = -0.68

interface WeighedSign {
  readonly weight: number
  /** Said to people when the sign is there and counts. */
  readonly text: string
}

/** Log-odds that each sign adds, learnt by `npm run bench -- splitting --learn`, see bench/README.md. */
export const WEIGHTS: Readonly<Record<Sign, WeighedSign>> = {
  'first-number': { weight: 2.41, text: 'Die Seite nennt sich Seite 1.' },
  'next-number': { weight: -1.93, text: 'Die Seitenzahl folgt auf die der Seite davor.' },
  'later-number': { weight: -1.32, text: 'Die Seite nennt sich nicht Seite 1.' },
  'last-before': { weight: 0.54, text: 'Die Seite davor nennt sich die letzte.' },
  'more-before': { weight: -1.73, text: 'Auf der Seite davor steht, dass weitere folgen.' },
  'address-field': { weight: 1.98, text: 'Oben steht ein Anschriftfeld.' },
  letterhead: { weight: 0.93, text: 'Oben stehen Angaben eines Absenders.' },
  salutation: { weight: 1.74, text: 'Eine Anrede steht auf der Seite.' },
  title: { weight: 1.97, text: 'Oben steht ein Betreff oder Titel.' },
  'own-date': { weight: 1.03, text: 'Oben steht ein Datum.' },
  'closing-before': { weight: 0.62, text: 'Die Seite davor schließt mit einem Gruß.' },
  'closing-only': { weight: -0.81, text: 'Ein Gruß steht hier, aber keine Anrede.' },
  'short-before': { weight: 0.63, text: 'Die Seite davor ist nicht voll.' },
  'text-goes-on': { weight: -0.11, text: 'Ein Satz geht über die Seiten hinweg.' },
  'reference-same': { weight: -0.48, text: 'Zeichen oder Nummern sind die der Seite davor.' },
  'reference-other': { weight: 0.77, text: 'Zeichen oder Nummern sind andere als davor.' },
  'date-same': { weight: -0.73, text: 'Das Datum ist das der Seite davor.' },
  'contacts-other': { weight: 0.64, text: 'Der Absender ist ein anderer als davor.' },
  'head-known': { weight: -3.75, text: 'Die Wörter oben stehen schon auf der Seite davor.' },
  'words-same': { weight: -0.42, text: 'Der Wortschatz gleicht dem der Seite davor.' },
  'size-other': { weight: 0.62, text: 'Das Papier hat eine andere Größe.' },
  'language-other': { weight: 0.89, text: 'Die Sprache ist eine andere als davor.' },
  enclosure: { weight: -2.01, text: 'Die Seite nennt sich Anlage.' },
  continued: { weight: -0.69, text: 'Die Seite setzt etwas fort.' },
  'back-side': { weight: -2.2, text: 'Die Seite ist eine Rückseite.' },
  'blank-between': { weight: 3.03, text: 'Davor liegt eine leere Seite.' },
  // Own letters teach nothing of it: who lays sheets into a stack forgets one now and then.
  'sheets-elsewhere': { weight: -2.5, text: 'Sonst liegen Trennblätter zwischen den Schreiben.' },
}
