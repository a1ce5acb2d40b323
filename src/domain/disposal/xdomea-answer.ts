import { MailroomError } from '../errors.ts'
import { DISPOSAL_PROPOSALS } from '../filing/retention-class.ts'
import { childrenOf, descend, textAt, type XmlElement } from '../invoices/xml-element.ts'
import { isXdomea } from '../xdomea.ts'
import type { GivenDecision, GivenImport } from './disposal-run.ts'

/** What an archive answers in a process of ours. */
export type ArchiveAnswer = Head &
  (
    | { readonly type: '0502'; readonly decisions: readonly GivenDecision[] }
    | { readonly type: '0506'; readonly imports: readonly GivenImport[] }
    /** It has got the offer (0504), or the files (0507). */
    | { readonly type: '0504' | '0507' }
  )

interface Head {
  readonly processId: string
  /** When the archive has written it, as it says. */
  readonly sentAt?: string
}

const ROOTS: Readonly<Record<string, ArchiveAnswer['type']>> = {
  'Aussonderung.Bewertungsverzeichnis.0502': '0502',
  'Aussonderung.AnbietungEmpfangBestaetigen.0504': '0504',
  'Aussonderung.AussonderungImportBestaetigen.0506': '0506',
  'Aussonderung.AussonderungEmpfangBestaetigen.0507': '0507',
}
const MAX_FAULT = 500

/** @throws {MailroomError} `validation-failed` when it is no such message, or says less than it must */
export function readAnswer(root: XmlElement): ArchiveAnswer {
  const type = isXdomea(root) ? ROOTS[root.name] : undefined
  if (type === undefined)
    throw unreadable('Das ist keine Antwort eines Archivs nach xdomea (0502, 0504, 0506, 0507).')
  const processId = textAt(root, 'Kopf', 'ProzessID')?.toLowerCase()
  if (processId === undefined) throw unreadable('In der Nachricht fehlt die ProzessID.')
  const head = { processId, ...sentAtIn(root) }
  if (type === '0502')
    return { type, ...head, decisions: childrenOf(root, 'BewertetesObjekt').map(decisionIn) }
  if (type === '0506') return { type, ...head, imports: childrenOf(root, 'AusgesondertesSGO').map(importIn) }
  return { type, ...head }
}

function sentAtIn(root: XmlElement): Pick<Head, 'sentAt'> {
  const time = Date.parse(textAt(root, 'Kopf', 'Erstellungszeitpunkt') ?? '')
  return Number.isNaN(time) ? {} : { sentAt: new Date(time).toISOString() }
}

function decisionIn(object: XmlElement): GivenDecision {
  const messageId = textAt(object, 'ID')?.toLowerCase()
  const given = textAt(object, 'Aussonderungsart', 'Aussonderungsart', 'code')
  const value = DISPOSAL_PROPOSALS.find((one) => one === given)
  if (messageId === undefined || value === undefined) {
    throw unreadable('Eine Bewertung nennt keine Akte oder keine der Aussonderungsarten A, B, V.')
  }
  return { messageId, value }
}

function importIn(object: XmlElement): GivenImport {
  const messageId = textAt(object, 'IDSGO')?.toLowerCase()
  const given = textAt(object, 'Erfolgreich')
  if (messageId === undefined || given === undefined || !['1', '0', 'true', 'false'].includes(given)) {
    throw unreadable('Eine Importbestätigung nennt keine Akte oder sagt nicht, ob es gelungen ist.')
  }
  const fault = childrenOf(object, 'Fehlermeldung')
    .map(({ text }) => text.trim())
    .join(' ')
    .slice(0, MAX_FAULT)
  const archiveNumber = textAt(descend(object, 'Archivkennung'))?.slice(0, MAX_FAULT)
  return {
    messageId,
    succeeded: given === '1' || given === 'true',
    ...(fault === '' ? {} : { fault }),
    ...(archiveNumber === undefined ? {} : { archiveNumber }),
  }
}

function unreadable(message: string): MailroomError {
  return new MailroomError('validation-failed', 'The message cannot be read as an answer of an archive.', {
    faults: [{ path: 'xml', message }],
  })
}
