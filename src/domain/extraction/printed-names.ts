import type { Candidate } from './candidate.ts'
import { reason } from './evidence.ts'
import { isNameLike } from './name-like.ts'
import { hasLegalForm, namesPublicBody } from './organisation-words.ts'
import type { Reason } from './proposal.ts'
import { heightOf } from './reading.ts'
import type { Cell, PageText } from './reading.ts'
import { closingOf } from './zones.ts'

const HEAD_BOTTOM = 0.18
const FOOT_TOP = 0.86
const TALL_LINE = 1.35

/** Lines at the top that name an organisation. */
export function letterhead(page: PageText): readonly Candidate[] {
  const usual = medianHeight(page)
  return page.cells
    .filter((cell) => cell.box[3] <= HEAD_BOTTOM && isNameLike(cell.text))
    .flatMap((cell) => {
      const reasons = organisationReasons(cell.text)
      if (heightOf(cell.box) > usual * TALL_LINE)
        reasons.push(reason('tall', 'Größer gedruckt als der übrige Text.', 0.8))
      return reasons.length === 0
        ? []
        : [candidateAt(page, cell, [reason('letterhead', 'Steht im Briefkopf.', 0.2), ...reasons])]
    })
}

function organisationReasons(text: string): Reason[] {
  const reasons: Reason[] = []
  if (hasLegalForm(text)) reasons.push(reason('legal-form', 'Nennt eine Rechtsform.', 1))
  if (namesPublicBody(text)) reasons.push(reason('public-body', 'Nennt eine Einrichtung.', 0.8))
  return reasons
}

const SIGNED_FOR = /^(?:i\. ?[AV]\.|im auftrag|ppa\.?|gez\.?|ihre?r?|in vertretung)\s*/iu

/** The lines under "Mit freundlichen Grüßen". */
export function signature(pages: readonly PageText[]): readonly Candidate[] {
  return pages.slice(0, 3).flatMap((page) => {
    const closing = closingOf(page)
    if (closing === undefined) return []
    return page.cells
      .slice(closing.index + 1, closing.index + 5)
      .filter((cell) => isNameLike(cell.text.replace(SIGNED_FOR, '')) && !isAnnex(cell.text))
      .slice(0, 2)
      .map((cell) => ({
        ...candidateAt(page, cell, [
          reason('signature', 'Steht unter der Grußformel.', -0.4),
          ...organisationReasons(cell.text),
        ]),
        name: cell.text.replace(SIGNED_FOR, ''),
      }))
  })
}

function isAnnex(text: string): boolean {
  return /^(?:anlagen?|anhang|verteiler|p\.?s\.?|seite)\b/iu.test(text)
}

/** Small print at the bottom: company, register, bank. */
export function footer(page: PageText): readonly Candidate[] {
  return page.cells
    .filter((cell) => cell.box[1] >= FOOT_TOP && hasLegalForm(cell.text) && isNameLike(cell.text))
    .slice(0, 2)
    .map((cell) =>
      candidateAt(page, cell, [
        reason('footer', 'Steht im Fuß der Seite.', -0.3),
        reason('legal-form', 'Nennt eine Rechtsform.', 1),
      ]),
    )
}

/** Receipts and plain letters begin with who writes; where addresses stand, the first line is more often a title. */
export function firstLine(page: PageText, hasAddresses: boolean): readonly Candidate[] {
  const first = page.cells.find((cell) => isNameLike(cell.text))
  if (first === undefined) return []
  const weight = hasAddresses ? -1.2 : -0.4
  return [candidateAt(page, first, [reason('first-line', 'Erste Zeile der ersten Seite.', weight)])]
}

function candidateAt(page: PageText, cell: Cell, reasons: readonly Reason[]): Candidate {
  const name = cell.text.split(/\s[·•|]\s|\s{2,}|(?<=GmbH|KG|AG|OHG|SE), /u)[0] ?? cell.text
  return { name: name.trim(), place: { page: page.number, box: cell.box }, reasons }
}

function medianHeight(page: PageText): number {
  const heights = page.cells.map((cell) => heightOf(cell.box)).toSorted((a, b) => a - b)
  return heights[heights.length >> 1] ?? 0
}
