import type { Tenant } from '../access/organisation.ts'
import type { Letterhead } from '../letters/letterhead.ts'
import { germanTime } from '../register/register-table.ts'
import type { ReportView, ViewSection } from '../report-view.ts'
import { germanDay } from './local-time.ts'

export type ReceiptLanguage = 'de' | 'en'

/** What a citizen can prove with a receipt. */
export interface ReceiptOfSubmission {
  readonly receiptNumber: string
  /** ISO 8601 instant. */
  readonly receivedAt: string
  readonly files: readonly {
    readonly filename: string
    readonly sha256: string
    readonly sizeBytes: number
  }[]
  /** Set when it answered a request for documents. */
  readonly followUp?: { readonly subject: string; readonly dueOn: string; readonly inTime: boolean }
  /** As the citizen has typed them, made readable. */
  readonly referenceCode: string
  readonly secret: string
}

const GERMAN = {
  title: 'Empfangsbestätigung',
  note: (city: string, printed: string) => `${city} · Diese Datei wurde am ${printed} erstellt.`,
  facts: 'Ihre Unterlagen sind eingegangen',
  receiver: 'Empfänger',
  number: 'Eingangsnummer',
  at: 'Eingegangen am',
  answer: 'Nachgereicht zu',
  due: 'Frist',
  inTime: 'rechtzeitig eingegangen',
  late: 'nach Ablauf der Frist eingegangen',
  files: 'Empfangene Dateien',
  file: 'Datei',
  size: 'Byte',
  hashes: 'Die Prüfsumme (SHA-256) beweist, dass wir genau Ihre Datei erhalten haben.',
  next: 'Wie es weitergeht',
  nextBody:
    'Die Poststelle leitet Ihre Unterlagen an das zuständige Amt weiter. Bei Fragen meldet sich das Amt bei Ihnen.',
  contact: 'Kontakt',
  codes: 'Nur für Sie: Stand abfragen',
  code: 'Ihr Zeichen',
  secret: 'Ihr Geheimwort',
  codesBody:
    'Mit Zeichen und Geheimwort fragen Sie den Stand ab. Geben Sie diesen Abschnitt nicht weiter, wenn Sie die Bestätigung jemandem zeigen.',
}
type Words = typeof GERMAN

const ENGLISH: Words = {
  title: 'Receipt',
  note: (city, printed) => `${city} · This file was made on ${printed}.`,
  facts: 'Your documents have arrived',
  receiver: 'Received by',
  number: 'Receipt number',
  at: 'Received on',
  answer: 'Handed in for',
  due: 'Due by',
  inTime: 'received in time',
  late: 'received after the deadline',
  files: 'Files received',
  file: 'File',
  size: 'Bytes',
  hashes: 'The checksum (SHA-256) proves that we have received exactly your file.',
  next: 'What happens next',
  nextBody:
    'The mailroom passes your documents on to the department in charge. It will contact you if there are questions.',
  contact: 'Contact',
  codes: 'For you only: ask for the status',
  code: 'Your reference',
  secret: 'Your secret word',
  codesBody:
    'With reference and secret word you ask for the status. Do not pass this part on when you show the receipt to somebody.',
}

const WORDS: Readonly<Record<ReceiptLanguage, Words>> = { de: GERMAN, en: ENGLISH }

/** The receipt as a page that can be shown to others; what is for the citizen alone stands at its end. */
export function receiptView(
  receipt: ReceiptOfSubmission,
  city: { readonly tenant: Tenant; readonly head: Letterhead },
  printedAt: Date,
  language: ReceiptLanguage,
): ReportView {
  const words = WORDS[language]
  const { tenant, head } = city
  return {
    title: words.title,
    note: words.note(tenant.name, germanTime(printedAt.toISOString(), tenant.timeZone)),
    language,
    upright: true,
    sections: [
      factsOf(receipt, tenant, words),
      filesOf(receipt, words),
      { title: words.next, rows: [], text: words.nextBody },
      ...contactOf(head, words),
      {
        title: words.codes,
        rows: [
          { label: words.code, value: receipt.referenceCode },
          { label: words.secret, value: receipt.secret },
        ],
        text: words.codesBody,
      },
    ],
  }
}

function factsOf({ receiptNumber, receivedAt, followUp }: ReceiptOfSubmission, tenant: Tenant, words: Words) {
  const rows = [
    { label: words.receiver, value: tenant.name },
    { label: words.number, value: receiptNumber },
    { label: words.at, value: germanTime(receivedAt, tenant.timeZone) },
  ]
  if (followUp === undefined) return { title: words.facts, rows }
  const { subject, dueOn, inTime } = followUp
  const kept = inTime ? words.inTime : words.late
  return {
    title: words.facts,
    rows: [
      ...rows,
      { label: words.answer, value: subject },
      { label: words.due, value: `${germanDay(dueOn)}: ${kept}` },
    ],
  }
}

function filesOf({ files }: ReceiptOfSubmission, words: Words): ViewSection {
  return {
    title: words.files,
    rows: [],
    table: {
      columns: [
        { label: words.file, isNumber: false, share: 0.36 },
        { label: 'SHA-256', isNumber: false, share: 0.51 },
        { label: words.size, isNumber: true, share: 0.13 },
      ],
      rows: files.map(({ filename, sha256, sizeBytes }) => [filename, sha256, String(sizeBytes)]),
    },
    text: words.hashes,
  }
}

/** What the city has on its letters; nothing as long as it has said nothing. */
function contactOf({ office, addressLines, contactLines }: Letterhead, words: Words): ViewSection[] {
  const lines = [...addressLines, ...contactLines]
  return lines.length === 0 ? [] : [{ title: words.contact, rows: [], text: [office, ...lines].join('\n') }]
}
