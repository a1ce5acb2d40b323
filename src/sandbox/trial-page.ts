import type { InvoiceView } from '../domain/invoices/invoice-view.ts'
import type { GrayRaster } from '../domain/recognition/raster.ts'
import { pixelsAt } from '../domain/recognition/resolution.ts'
import type { ImageCodec } from '../ports/image-codec.ts'
import type { InvoicePageWriter } from '../ports/invoice-page-writer.ts'
import type { PageSource } from '../ports/page-source.ts'

/** Invented text with what is hard in German mail: umlauts, section signs, numbers, compounds, a narrow table. */
const VIEW: InvoiceView = {
  title: 'Bescheid über die Gewährung von Wohngeld',
  note: 'Ihr Antrag vom 14. März 2024, Aktenzeichen 50.3-0815/24-Wg',
  sections: [
    {
      title: 'Entscheidung',
      rows: [
        {
          label: 'Begründung',
          value:
            'Sehr geehrte Frau Müller-Größing, auf Ihren Antrag bewilligen wir Ihnen gemäß § 19 des Wohngeldgesetzes für die Zeit vom 01.04.2024 bis zum 31.03.2025 einen monatlichen Zuschuss zu den Aufwendungen für Ihre Wohnung in der Königsstraße 17 b. Änderungen Ihrer Einkommensverhältnisse müssen Sie uns unverzüglich schriftlich mitteilen.',
        },
        {
          label: 'Rechtsbehelf',
          value:
            'Gegen diesen Bescheid können Sie innerhalb eines Monats nach Bekanntgabe Widerspruch erheben. Der Widerspruch ist schriftlich oder zur Niederschrift bei der Stadtverwaltung einzulegen.',
        },
        { label: 'Bankverbindung', value: 'IBAN DE89 3704 0044 0532 0130 00, BIC COBADEFFXXX' },
      ],
      table: {
        columns: [
          { label: 'Zeitraum', isNumber: false, share: 0.4 },
          { label: 'Personen', isNumber: true, share: 0.2 },
          { label: 'Betrag', isNumber: true, share: 0.4 },
        ],
        rows: [
          ['April bis Juni 2024', '3', '412,50 €'],
          ['Juli bis Dezember 2024', '4', '587,13 €'],
          ['ab Januar 2025', '4', '596,08 €'],
        ],
      },
    },
  ],
}
const PPI = 300
/** Lower part of the page, which is empty. */
const WRITTEN_SHARE = 0.5
/** Spread of the grain of paper and scanner, in gray levels. */
const GRAIN_LEVELS = 40
const PAPER_LEVEL = 240

export interface TrialPage {
  readonly page: GrayRaster
  readonly ppi: number
  readonly words: readonly string[]
}

export interface TrialPageParts {
  readonly source: PageSource
  readonly codec: ImageCodec
  readonly invoicePages: InvoicePageWriter
  readonly newPath: () => string
}

/** Half a page of known German text as a scanner gives it: the same one on every machine. */
export async function makeTrialPage(parts: TrialPageParts): Promise<TrialPage> {
  const path = parts.newPath()
  await parts.invoicePages.write(VIEW, path)
  const document = await parts.source.open(path)
  try {
    const page = await document.openPage(1)
    const whole = await parts.codec.toGray(await page.draw(pixelsAt(page, PPI)))
    return { page: scanned(upperPart(whole)), ppi: PPI, words: wordsOfView() }
  } finally {
    await document[Symbol.asyncDispose]()
  }
}

function wordsOfView(): string[] {
  const { title, note, sections } = VIEW
  const texts = sections.flatMap(({ title: heading, rows, table }) => [
    heading,
    ...rows.flatMap(({ label, value }) => [label, value]),
    ...(table?.columns.map(({ label }) => label) ?? []),
    ...(table?.rows.flat() ?? []),
  ])
  return [title, note, ...texts].join(' ').split(' ')
}

function upperPart({ widthPx, heightPx, data }: GrayRaster): GrayRaster {
  const keptPx = Math.round(heightPx * WRITTEN_SHARE)
  return { widthPx, heightPx: keptPx, data: data.subarray(0, keptPx * widthPx) }
}

/** Grey paper with grain from a small generator (Numerical Recipes' constants), so that the letters are not too clean. */
function scanned({ widthPx, heightPx, data }: GrayRaster): GrayRaster {
  let state = 1
  const grained = data.map((level) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const grain = ((state >>> 16) / 65_536 - 0.5) * GRAIN_LEVELS
    return Math.max(0, Math.min(255, (level * PAPER_LEVEL) / 255 + grain))
  })
  return { widthPx, heightPx, data: grained }
}
