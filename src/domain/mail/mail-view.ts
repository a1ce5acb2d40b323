import { germanDay, localTimeAt } from '../intake/local-time.ts'
import type { ReportView, ViewRow, ViewSection } from '../report-view.ts'
import { MAX_LISTED_PARTS } from './part-reason.ts'
import { addressText, type MailAddress, type MailHead, type MailProtection } from './mail-facts.ts'

/** What is shown of a mail: its head, its text, and the names of what came with it. */
export interface ReadableMail {
  readonly head: MailHead
  readonly text: string
  readonly isShortened: boolean
  readonly attachments: readonly { readonly filename: string; readonly sizeBytes: number }[]
}

const NAMES: Readonly<Record<MailProtection, string>> = { smime: 'S/MIME', pgp: 'PGP' }
/** Mails are laid out where no tenant is known; German cities share one clock. */
const TIME_ZONE = 'Europe/Berlin'
const NO_SUBJECT = 'E-Mail ohne Betreff'
const NOTE =
  'Lesbare Ansicht der E-Mail. Maßgeblich ist die Datei selbst. Absender und Inhalt sind nicht geprüft.'
/** The fonts that pages are laid out with have Latin letters only. */
const OTHER_SCRIPTS = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u
const OTHER_SCRIPTS_NOTE = ' Zeichen anderer Schriften stehen hier als „?“; in der Datei sind sie erhalten.'

/** A mail as a person reads it, in German. */
export function mailView({ head, text, isShortened, attachments }: ReadableMail): ReportView {
  return {
    title: head.subject ?? NO_SUBJECT,
    note: NOTE + (OTHER_SCRIPTS.test(`${head.subject ?? ''}${text}`) ? OTHER_SCRIPTS_NOTE : ''),
    sections: [
      { title: 'E-Mail', rows: headRows(head) },
      ...textSections(text, isShortened, head.encryption),
      ...attachmentSections(attachments),
    ],
  }
}

function headRows(head: MailHead): ViewRow[] {
  const entries: readonly (readonly [label: string, value: string | undefined])[] = [
    ['Von', addressList(head.from)],
    ['Antwort an', addressList(head.replyTo)],
    ['An', addressList(head.to)],
    ['Kopie', addressList(head.cc)],
    ['Datum', head.sentAt === undefined ? undefined : germanInstant(head.sentAt)],
    ['Betreff', head.subject],
    ['Verschlüsselt', head.encryption === undefined ? undefined : `mit ${NAMES[head.encryption]}`],
    ['Signiert', head.signature === undefined ? undefined : `mit ${NAMES[head.signature]}, nicht geprüft`],
  ]
  return entries.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]))
}

function addressList(addresses: readonly MailAddress[]): string {
  return addresses.map(addressText).join('; ')
}

function germanInstant(instant: string): string {
  const local = localTimeAt(new Date(instant), TIME_ZONE)
  return `${germanDay(local.slice(0, 10))}, ${local.slice(11, 16)} Uhr`
}

function textSections(
  text: string,
  isShortened: boolean,
  encryption: MailProtection | undefined,
): ViewSection[] {
  if (text.trim() === '') {
    const value = encryption === undefined ? 'Die E-Mail hat keinen Text.' : 'Der Text ist verschlüsselt.'
    return [{ title: 'Nachricht', rows: [], text: value }]
  }
  const end = isShortened ? '\n\n[Hier gekürzt. Der ganze Text steht in der Datei.]' : ''
  return [{ title: 'Nachricht', rows: [], text: text + end }]
}

function attachmentSections(attachments: ReadableMail['attachments']): ViewSection[] {
  if (attachments.length === 0) return []
  const rows = attachments
    .slice(0, MAX_LISTED_PARTS)
    .map(({ filename, sizeBytes }) => ({ label: sizeText(sizeBytes), value: filename }))
  const more = attachments.length - rows.length
  const rest = more === 0 ? [] : [{ label: '', value: `${more} weitere Anlagen sind nicht aufgeführt.` }]
  return [{ title: 'Anlagen', rows: [...rows, ...rest] }]
}

function sizeText(sizeBytes: number): string {
  if (sizeBytes < 1_000) return `${sizeBytes} Byte`
  const isSmall = sizeBytes < 1_000_000
  const size = isSmall ? sizeBytes / 1_000 : sizeBytes / 1_000_000
  return `${size.toLocaleString('de-DE', { maximumFractionDigits: 1 })} ${isSmall ? 'kB' : 'MB'}`
}
