import { caseFileElement, code, t, x, type ArchivedCaseFile } from './xdomea-records.ts'

/** Of xdomea 3.0.0. The prefix must be this one (specification 3.0.0, 4.2). */
const NAMESPACE = 'urn:xoev-de:xdomea:schema:3.0.0'

export const OUTGOING = { offer: '0501', transfer: '0503' } as const
type OutgoingType = (typeof OUTGOING)[keyof typeof OUTGOING]

const NAMES: Readonly<Record<OutgoingType, string>> = {
  '0501': 'Aussonderung.Anbieteverzeichnis.0501',
  '0503': 'Aussonderung.Aussonderung.0503',
}

interface OutgoingMessage {
  readonly type: OutgoingType
  readonly processId: string
  /** ISO 8601 instant. */
  readonly createdAt: string
  readonly sender: string
  readonly recipient: string
  readonly caseFiles: readonly ArchivedCaseFile[]
}

/** Name of a message and of its container (specification 3.0.0, page 11). */
export function messageName({ type, processId }: Pick<OutgoingMessage, 'type' | 'processId'>): string {
  return `${processId}_${NAMES[type]}`
}

export function messageXml(message: OutgoingMessage): string {
  const { type, processId, createdAt, sender, recipient, caseFiles } = message
  const root = NAMES[type]
  const head = x('Kopf', [
    t('ProzessID', processId),
    code('Nachrichtentyp', 'nachrichtentyp', type, '2.0'),
    t('Erstellungszeitpunkt', createdAt),
    x('Absender', x('Institution', t('Name', sender))),
    x('Empfaenger', x('Institution', t('Name', recipient))),
    x('SendendesSystem', t('Produktname', 'Poststelle')),
    type === '0501'
      ? x('Empfangsbestaetigung', '1')
      : [x('Importbestaetigung', '1'), x('RueckmeldungArchivkennung', '1'), x('Empfangsbestaetigung', '1')],
  ])
  const files = caseFiles.map((file) => x('Schriftgutobjekt', caseFileElement(file)))
  const attributes = ` xmlns:xdomea="${NAMESPACE}"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n${x(root, [head, files], attributes)}\n`
}
