import { found, proposalOf, ranked, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import { labelledValues } from './labelled-values.ts'
import type { PageText } from './reading.ts'

/** ISO 9362: bank, country, place, branch. The countries are those of the SEPA area that German post knows. */
const SHAPE =
  /(?<![\p{L}\d])[A-Z]{4}(?:DE|AT|CH|LU|LI|NL|BE|FR|IT|ES|PL|CZ|DK|SE|FI|IE|LT|EE|GB)[A-Z\d]{2}(?:[A-Z\d]{3})?(?![\p{L}\d])/gu
const LABEL = /(?<!\p{L})(?:BIC|SWIFT)(?:[ -]?(?:code|nr|adresse))?(?:[ /]{1,3}(?:SWIFT|BIC)(?:-code)?)?/u

/** Words in capitals have the shape of a BIC too; only a label tells. */
export function extractBics(pages: readonly PageText[]): FieldResult {
  const proposals = pages.flatMap((page) =>
    labelledValues(page, SHAPE, LABEL).flatMap(({ text, place, label }) =>
      label === undefined
        ? []
        : [
            proposalOf({
              value: text,
              place,
              reasons: [reason('label', `Davor oder darüber steht „${label}“.`, 3)],
            }),
          ],
    ),
  )
  return found(ranked(proposals, MAX_PROPOSALS), 'Keine BIC gefunden.')
}

const MAX_PROPOSALS = 4
