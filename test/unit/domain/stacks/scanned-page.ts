import type { PageBarcode } from '../../../../src/domain/barcodes/page-barcode.ts'
import { textPages } from '../../../../src/domain/extraction/text-page.ts'
import type { RecognizedPage } from '../../../../src/domain/recognition/page.ts'

/** A page of typewritten lines, as recognition leaves it. */
export function scannedPage(
  number: number,
  text: string,
  more: Partial<RecognizedPage> = {},
): RecognizedPage {
  const [page] = textPages(text)
  if (page === undefined) throw new Error('There is no page.')
  return { ...page, number, source: 'ocr', barcodes: [], ...more }
}

export function emptySide(number: number): RecognizedPage {
  return scannedPage(number, '', { blank: true })
}

export function code(text: string, format = 'QRCode'): PageBarcode {
  return { format, text, box: [0.1, 0.1, 0.3, 0.3] }
}

/** Numbered from 1 on. */
export function stackOf(...texts: readonly string[]): RecognizedPage[] {
  return texts.map((text, index) => (text === '' ? emptySide(index + 1) : scannedPage(index + 1, text)))
}

/** First page of a letter from a company. */
export const FIRST_PAGE = `


        Papierhaus Nord GmbH
        Telefon 0431 998877    info@papierhaus-nord.example

     Stadtverwaltung Musterstadt
     Rathausplatz 1
     12345 Musterstadt
                                                 Datum: 03.02.2026
                                                 Unser Zeichen: PN-4711/26

     Lieferung von Kopierpapier

     Sehr geehrte Damen und Herren,

     hiermit bestätigen wir die Lieferung von vierzig Kartons Papier, die Sie
     bestellt haben. Die Kartons werden in der kommenden Woche gebracht und
     in den Keller des Rathauses gestellt. Über die Einzelheiten haben wir mit
     der Hausmeisterei gesprochen, die uns den Zugang zu den Räumen öffnet und
     den Empfang der Ware quittiert. Sollten Kartons beschädigt sein, so bitten
     wir um eine Nachricht an die oben genannte Nummer, damit wir
     Ersatz besorgen können, bevor die Vorräte in den Ämtern zu Ende gehen und
     niemand mehr drucken kann, was gerade zum Ende des Jahres ärgerlich wäre,
     weil dann viele Bescheide zur gleichen Zeit verschickt werden und in den
`

/** Its second page. */
export const NEXT_PAGE = `
     Unser Zeichen: PN-4711/26                                     Seite 2

     vergangenen Jahren schon einmal das Papier gefehlt hat. Wir haben daraus
     gelernt und liefern künftig früher, die Kartons stehen schon bereit.
     Die Rechnung folgt nach der Lieferung.

     Mit freundlichen Grüßen

     Sibylle Hartwig
`

/** Of somebody else. */
export const OTHER_LETTER = `


                                          Jörg Achterberg
                                          Mühlweg 7
                                          54321 Neuhausen

  An die
  Stadtverwaltung Musterstadt
  Rathausplatz 1
  12345 Musterstadt
                                          Neuhausen, den 7. Februar 2026

  Einspruch gegen den Bescheid 32.1-0815/25

  Sehr geehrte Frau Riedel,

  gegen den Bescheid über das Bußgeld erhebe ich Einspruch. Mein Auto war an
  diesem Tag in der Werkstatt.

  Hochachtungsvoll

  Jörg Achterberg
`
