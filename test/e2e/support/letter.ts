import { textPdf } from '../../support/text-pdf.ts'

/** Two pages; the word `Zwetschgenbaum` stands on the second only. */
export async function twoPageLetter(): Promise<Buffer> {
  return textPdf([
    [
      'Gudrun Ziegler',
      'Lindenweg 4',
      '55128 Mainz',
      '',
      'Landeshauptstadt Mainz',
      'Wohngeldstelle',
      '55028 Mainz',
      '',
      'Mainz, den 12.11.2026',
      '',
      'Antrag auf Wohngeld',
      '',
      'Sehr geehrte Damen und Herren,',
      '',
      'hiermit beantrage ich Wohngeld. Meine Miete beträgt 512,40 EUR im Monat.',
      'Bitte lesen Sie auch die zweite Seite.',
    ],
    [
      'Seite 2',
      '',
      'Zur Wohnung gehört ein kleiner Garten mit einem Zwetschgenbaum.',
      'Der Vermieter verlangt dafür keine Miete.',
      '',
      'Mit freundlichen Grüßen',
      'Gudrun Ziegler',
    ],
  ])
}
