import type { LetterheadView, LetterTemplateView } from '../../contract/letters.ts'
import type { LetterTemplate } from '../../domain/letters/letter-template.ts'
import type { Letterhead } from '../../domain/letters/letterhead.ts'
import type { Presented } from '../route.ts'

export function presentLetterTemplate(template: LetterTemplate): Presented<LetterTemplateView> {
  const { id, name, subject, body, version } = template
  return { id, name, subject, body, version }
}

export function presentLetterhead(letterhead: Letterhead): Presented<LetterheadView> {
  const { office, addressLines, senderLine, contactLines, footerLines, version } = letterhead
  return { office, addressLines, senderLine, contactLines, footerLines, version }
}
