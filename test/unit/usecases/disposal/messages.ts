import type { DisposalRun } from '../../../../src/domain/disposal/disposal-run.ts'

const NAMESPACE = 'xmlns:xdomea="urn:xoev-de:xdomea:schema:3.0.0"'

function head({ processId }: DisposalRun, type: string, sentAt?: string): string {
  const time =
    sentAt === undefined ? '' : `<xdomea:Erstellungszeitpunkt>${sentAt}</xdomea:Erstellungszeitpunkt>`
  return `<xdomea:Kopf><xdomea:ProzessID>${processId}</xdomea:ProzessID><xdomea:Nachrichtentyp><code>${type}</code></xdomea:Nachrichtentyp>${time}</xdomea:Kopf>`
}

/** 0502 with a value for each file of the run, in order. */
export function appraisal(run: DisposalRun, values: readonly string[], sentAt?: string): string {
  const objects = values.map(
    (value, place) =>
      `<xdomea:BewertetesObjekt><xdomea:ID>${run.files[place % run.files.length]?.messageId}</xdomea:ID><xdomea:Aussonderungsart><xdomea:Aussonderungsart><code>${value}</code></xdomea:Aussonderungsart></xdomea:Aussonderungsart></xdomea:BewertetesObjekt>`,
  )
  const name = 'xdomea:Aussonderung.Bewertungsverzeichnis.0502'
  return `<?xml version="1.0"?><${name} ${NAMESPACE}>${head(run, '0502', sentAt)}${objects.join('')}</${name}>`
}

/** 0506 for one file. */
export function confirmation(run: DisposalRun, messageId: string, isDone: boolean): string {
  const name = 'xdomea:Aussonderung.AussonderungImportBestaetigen.0506'
  const object = `<xdomea:AusgesondertesSGO><xdomea:IDSGO>${messageId}</xdomea:IDSGO><xdomea:Erfolgreich>${isDone}</xdomea:Erfolgreich><xdomea:Fehlermeldung>kaputt</xdomea:Fehlermeldung><xdomea:Archivkennung>B 7/12</xdomea:Archivkennung></xdomea:AusgesondertesSGO>`
  return `<?xml version="1.0"?><${name} ${NAMESPACE}>${head(run, '0506')}${object}</${name}>`
}
