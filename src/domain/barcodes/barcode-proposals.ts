import { LEVEL_NAMES } from '../access/confidentiality.ts'
import { found, proposalOf, reason } from '../extraction/evidence.ts'
import type { Proposal, ProposalField, Proposals, ProposalValue } from '../extraction/proposal.ts'
import { barcodeKind, leitwegText } from './barcode-kind.ts'
import { parseCoverSheet } from './cover-sheet.ts'
import { parseGiroCode } from './giro-code.ts'
import type { PageBarcode } from './page-barcode.ts'

/** A page with its codes. */
interface CodedPage {
  readonly number: number
  readonly barcodes?: readonly PageBarcode[]
}

/** Log-odds: a code carries check sums of its own, so that it is hardly ever misread. */
const CODE_WEIGHT = 5

/** Values of the codes on the pages come first; where the text says the same, both speak for it. */
export function withBarcodes(pages: readonly CodedPage[], read: Proposals): Proposals {
  const fields: Partial<Record<ProposalField, readonly Proposal[]>> = { ...read.fields }
  const abstained: Partial<Record<ProposalField, string>> = { ...read.abstained }
  for (const [field, proposal] of pages.flatMap(proposalsOfPage)) {
    const key = JSON.stringify(proposal.value)
    const others = (fields[field] ?? []).filter(({ value }) => JSON.stringify(value) !== key)
    fields[field] = found([proposal, ...others], '').proposals
    Reflect.deleteProperty(abstained, field)
  }
  return { ...read, fields, abstained }
}

type FieldProposal = readonly [ProposalField, Proposal]

function proposalsOfPage({ number, barcodes = [] }: CodedPage): FieldProposal[] {
  return barcodes.flatMap((barcode) => proposalsOfCode(barcode, number))
}

function proposalsOfCode(barcode: PageBarcode, page: number): FieldProposal[] {
  const said: Say = (text, value, details) =>
    proposalOf({
      value,
      place: { page, box: barcode.box },
      reasons: [reason('barcode', text, CODE_WEIGHT)],
      ...(details === undefined ? {} : { details }),
    })
  switch (barcodeKind(barcode)) {
    case 'giro-code':
      return giroProposals(barcode.text, said)
    case 'leitweg-id':
      return [
        [
          'leitwegIds',
          said('Steht in einem Code auf der Seite, mit richtiger Prüfziffer.', leitwegText(barcode.text)),
        ],
      ]
    case 'cover-sheet':
      return sheetProposals(barcode.text, said)
    case 'franking':
    case 'other':
      return []
  }
}

type Say = (text: string, value: ProposalValue, details?: Readonly<Record<string, string>>) => Proposal

function sheetProposals(text: string, said: Say): FieldProposal[] {
  const { fileNumber, level } = parseCoverSheet(text) ?? {}
  const proposals: FieldProposal[] = []
  if (fileNumber !== undefined) proposals.push(['fileNumbers', said('Steht auf dem Deckblatt.', fileNumber)])
  if (level !== undefined)
    proposals.push([
      'confidentiality',
      said('Steht auf dem Deckblatt.', level, { label: LEVEL_NAMES[level] }),
    ])
  return proposals
}

function giroProposals(text: string, said: Say): FieldProposal[] {
  const code = parseGiroCode(text)
  if (code === undefined) return []
  const why = `Steht im GiroCode, Empfänger: ${code.name}.`
  const proposals: FieldProposal[] = [['ibans', said(why, code.iban, { holder: code.name })]]
  if (code.bic !== undefined) proposals.push(['bics', said(why, code.bic)])
  if (code.amount !== undefined) {
    const money = { amount: code.amount, currency: 'EUR' }
    proposals.push(['amounts', said(why, money, { role: 'total' })])
  }
  return proposals
}
