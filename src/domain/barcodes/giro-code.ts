import { isValidIban } from '../extraction/iban-check.ts'

/** A transfer order as a QR code (EPC069-12, "Quick Response Code: Guidelines to Enable Data Capture"). */
export interface GiroCode {
  readonly name: string
  readonly iban: string
  readonly bic?: string
  /** Decimal string in euro. */
  readonly amount?: string
  readonly reference?: string
}

const SERVICE_TAG = 'BCD'
const VERSIONS = ['001', '002']
const CREDIT_TRANSFER = 'SCT'
const AMOUNT = /^EUR(\d{1,9}(?:\.\d{1,2})?)$/
const BIC = /^[A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?$/
const MAX_NAME_LENGTH = 70

/** Places of the lines that are used; the text stands as a reference or as a purpose. */
const LINE = { bic: 4, name: 5, iban: 6, amount: 7, reference: 9, text: 10 } as const

/** `undefined` for other contents, and for an account whose check digits are wrong. */
export function parseGiroCode(text: string): GiroCode | undefined {
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trim())
  if (!isTransfer(lines)) return undefined
  const at = (name: keyof typeof LINE): string => lines[LINE[name]] ?? ''
  const iban = at('iban').replace(/\s+/g, '').toUpperCase()
  const name = at('name')
  if (!isValidIban(iban) || name === '' || name.length > MAX_NAME_LENGTH) return undefined
  const optional = {
    bic: BIC.exec(at('bic'))?.[0],
    amount: withCents(AMOUNT.exec(at('amount'))?.[1]),
    reference: at('reference') === '' ? at('text') : at('reference'),
  }
  return { name, iban, ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value)) }
}

function isTransfer([tag, version = '', , identification]: readonly string[]): boolean {
  return tag === SERVICE_TAG && VERSIONS.includes(version) && identification === CREDIT_TRANSFER
}

function withCents(amount: string | undefined): string | undefined {
  if (amount === undefined) return undefined
  const [euros = '0', cents = ''] = amount.split('.')
  return `${euros}.${cents.padEnd(2, '0')}`
}
