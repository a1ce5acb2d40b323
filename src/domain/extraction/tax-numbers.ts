import { hasMod1110CheckDigit } from './check-digits.ts'
import { foundWhenLikely, proposalOf, ranked, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import { labelledValues } from './labelled-values.ts'
import type { LabelledValue } from './labelled-values.ts'
import type { Proposal } from './proposal.ts'
import type { PageText } from './reading.ts'

/** Two or three digits of the office, three or four of the district, four or five of the number: "201/113/40209", "12 345 67890". */
const TAX_NUMBER =
  /(?<![\p{L}\d/.-])\d{2,3}[/ ]\d{3,4}[/ ]\d{4,5}(?![\p{L}\d/-])|(?<![\p{L}\d/.-])\d{10,13}(?![\p{L}\d/-])/gu
const NUMBER_LABEL =
  /(?<!\p{L})(?:St(?:euer)?[ .-]{0,3}(?:Nr|Nummer)|Steuernummer|Finanzamt[^\n]{0,40}(?:St\.?-?Nr|Steuernummer))/u
/** § 139b AO: eleven digits, in blocks of 2-3-3-3 or together. */
const TAX_ID = /(?<![\p{L}\d/.-])\d{2} ?\d{3} ?\d{3} ?\d{3}(?![\p{L}\d/-])/gu
const ID_LABEL =
  /(?<!\p{L})(?:Steuer-?(?:liche )?(?:ID|Ident(?:ifikations)?-?(?:nummer|nr))(?:[ .-]{0,2}(?:Nr|Nummer))?|IdNr|Identifikationsnummer)/u
const MAX_PROPOSALS = 4
const LEAST_WEIGHT = 0.5

/** Numbers of taxpayers; without a label there are too many numbers of the same shape. */
export function extractTaxNumbers(pages: readonly PageText[]): FieldResult {
  const proposals = pages.flatMap((page) => [
    ...labelledValues(page, TAX_NUMBER, NUMBER_LABEL).flatMap(numberProposal),
    ...labelledValues(page, TAX_ID, ID_LABEL).flatMap(idProposal),
  ])
  return foundWhenLikely(ranked(proposals, MAX_PROPOSALS), LEAST_WEIGHT, 'Keine Steuernummer gefunden.')
}

function numberProposal({ text, place, label }: LabelledValue): Proposal[] {
  if (label === undefined) return []
  const reasons = [reason('label', `Davor oder darüber steht „${label}“.`, 2.5)]
  return [proposalOf({ value: text, place, reasons, details: { kind: 'tax-number' } })]
}

function idProposal({ text, place, label }: LabelledValue): Proposal[] {
  if (label === undefined) return []
  const value = text.replace(/ /g, '')
  const isRight = hasMod1110CheckDigit(value)
  const reasons = [
    reason('label', `Davor oder darüber steht „${label}“.`, 2.5),
    isRight
      ? reason('check-digit', 'Die Prüfziffer stimmt.', 2)
      : reason('check-digit', 'Die Prüfziffer stimmt nicht.', -3),
  ]
  return [proposalOf({ value, place, reasons, details: { kind: 'tax-id' } })]
}
