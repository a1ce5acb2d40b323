import type { Level } from '../access/confidentiality.ts'
import type { Medium } from '../filing/case-file.ts'
import type { DisposalProposal } from '../filing/retention-class.ts'
import { element, textElement, type XmlNode } from './xml-text.ts'

/** A stored file of a document. */
export interface ArchivedFile {
  /** `{UUID}.{extension}` */
  readonly name: string
  readonly originalName?: string
  readonly formatCode: string
  readonly otherFormat?: string
}

export interface ArchivedDocument {
  readonly id: string
  readonly serial?: number
  readonly subject: string
  /** Receipt number of the letter. */
  readonly reference?: string
  readonly foreignReference?: string
  /** Days, `YYYY-MM-DD`. */
  readonly receivedOn?: string
  /** Of a letter that was written here. */
  readonly sentOn?: string
  readonly writtenOn?: string
  readonly type?: string
  readonly remark?: string
  /** None in an offer. */
  readonly files: readonly ArchivedFile[]
}

export interface ArchivedProcedure {
  readonly id: string
  readonly serial: number
  readonly subject: string
  readonly documents: readonly ArchivedDocument[]
}

interface ArchivedSubFile {
  readonly id: string
  readonly serial: number
  readonly subject: string
  readonly procedures: readonly ArchivedProcedure[]
}

/** One line of the history of a record. */
export interface ArchivedEvent {
  readonly actor: string
  readonly at: string
  readonly action: string
  readonly remark?: string
  readonly field?: string
  readonly before?: string
  readonly after?: string
}

export interface ArchivedCaseFile {
  readonly id: string
  readonly fileNumber: string
  readonly subject: string
  readonly leadUnit: string
  readonly level: Level
  readonly medium: Medium
  readonly entry: { readonly number: string; readonly title: string }
  /** Absent: for ever. */
  readonly years?: number
  readonly value: DisposalProposal
  /** What was proposed, and why. */
  readonly proposal: DisposalProposal
  readonly proposalReason?: string
  /** Days, `YYYY-MM-DD`. */
  readonly keptUntil: string
  readonly closedOn: string
  readonly periodFrom: string
  readonly periodTo: string
  readonly location?: string
  readonly events: readonly ArchivedEvent[]
  readonly documents: readonly ArchivedDocument[]
  readonly procedures: readonly ArchivedProcedure[]
  readonly subFiles: readonly ArchivedSubFile[]
}

const MEDIA: Readonly<Record<Medium, string>> = { electronic: '001', hybrid: '002', paper: '003' }
const LEVELS: Readonly<Record<Level, string>> = { normal: '003', confidential: '005', strict: '005' }

/** `Akte` of xdomea 3.0.0, in the order of its schema. */
export function caseFileElement(file: ArchivedCaseFile): string {
  return x('Akte', [
    identification(file.id),
    x('AllgemeineMetadaten', [
      t('Betreff', file.subject),
      t('Kennzeichen', file.fileNumber),
      t('Federfuehrung', file.leadUnit),
      code('Vertraulichkeitsstufe', 'vertraulichkeitsstufe', LEVELS[file.level]),
      t('Bemerkung', file.proposalReason === undefined ? undefined : `Vorschlag: ${file.proposalReason}`),
      code('Medium', 'medium', MEDIA[file.medium]),
      x('Aktenplaneinheit', [t('Kennzeichen', file.entry.number), t('Inhaltsangabe', file.entry.title)]),
    ]),
    x('ArchivspezifischeMetadaten', [
      x(
        'Aufbewahrungsdauer',
        file.years === undefined ? x('Unbefristet', '1') : x('AnzahlJahre', String(file.years)),
      ),
      x('Aussonderungsart', code('Aussonderungsart', 'aussonderungsart', file.value)),
      // The list of proposals knows archive and destroy only.
      file.proposal === 'B' ? '' : code('Bewertungsvorschlag', 'bewertungsvorschlag', file.proposal),
      t('Aufbewahrungsende', file.keptUntil),
    ]),
    t('Standort', file.location),
    period(file.periodFrom, file.periodTo),
    file.events.map(eventElement),
    x('Akteninhalt', [
      file.documents.map(documentElement),
      file.procedures.map((procedure) => procedureElement(procedure, file)),
      file.subFiles.map((subFile) => subFileElement(subFile, file)),
    ]),
    x('ZdA', '1'),
    t('ZdADatum', file.closedOn),
  ])
}

function subFileElement(
  { id, serial, subject, procedures }: ArchivedSubFile,
  file: ArchivedCaseFile,
): string {
  return x('Teilakte', [
    identification(id, serial),
    x('AllgemeineMetadaten', [t('Betreff', subject), t('Kennzeichen', `${file.fileNumber} T${serial}`)]),
    x(
      'Akteninhalt',
      procedures.map((procedure) => procedureElement(procedure, file)),
    ),
  ])
}

function procedureElement(
  { id, serial, subject, documents }: ArchivedProcedure,
  { fileNumber, subject: subjectOfFile, closedOn }: ArchivedCaseFile,
): string {
  return x('Vorgang', [
    identification(id, serial),
    x('AllgemeineMetadaten', [t('Betreff', subject), t('Kennzeichen', `${fileNumber} V${serial}`)]),
    t('Aktenbetreff', subjectOfFile),
    x('ZdA', '1'),
    t('ZdADatum', closedOn),
    documents.map(documentElement),
  ])
}

function documentElement(document: ArchivedDocument): string {
  const { files } = document
  return x('Dokument', [
    identification(document.id, document.serial),
    x('AllgemeineMetadaten', [
      t('Betreff', document.subject),
      t('Kennzeichen', document.reference),
      t('Bemerkung', document.remark),
      code('Medium', 'medium', MEDIA.electronic),
    ]),
    t('FremdesGeschaeftszeichen', document.foreignReference),
    t('Posteingangsdatum', document.receivedOn),
    t('Postausgangsdatum', document.sentOn),
    t('DatumDesSchreibens', document.writtenOn),
    t('Typ', document.type),
    files.length === 0 ? '' : x('Version', [t('Nummer', '1'), files.map(formatElement)]),
  ])
}

function formatElement({ name, originalName, formatCode, otherFormat }: ArchivedFile): string {
  const list = ' listURI="urn:xoev-de:xdomea:codeliste:dateiformat" listVersionID="1.0"'
  return x('Format', [
    x('Name', element('code', formatCode), list),
    t('SonstigerName', otherFormat),
    x('Version', 'unbekannt'),
    x('Primaerdokument', [t('Dateiname', name), t('DateinameOriginal', originalName)]),
  ])
}

function eventElement({ actor, at, action, remark, field, before, after }: ArchivedEvent): string {
  return x('HistorienProtokollInformation', [
    t('MetadatumName', field),
    t('MetadatumAlterWert', before),
    t('MetadatumNeuerWert', after),
    t('Akteur', actor),
    t('DatumUhrzeit', at),
    t('Bemerkung', remark),
    t('Aktion', action),
  ])
}

function identification(id: string, serial?: number): string {
  return x('Identifikation', [
    t('ID', id),
    t('NummerImUebergeordnetenContainer', serial === undefined ? undefined : String(serial)),
  ])
}

function period(from: string, to: string): string {
  return x('Laufzeit', [t('Beginn', from), t('Ende', to)])
}

/** The names inside of a code have no namespace (XÖV basic data types, `Code`). */
export function code(name: string, list: string, value: string, version = '1.0'): string {
  const attributes = ` listURI="urn:xoev-de:xdomea:codeliste:${list}" listVersionID="${version}"`
  return x(name, textElement('code', value), attributes)
}

export function x(name: string, content: XmlNode, attributes = ''): string {
  return element(`xdomea:${name}`, content, attributes)
}

export function t(name: string, text: string | undefined): string {
  return textElement(`xdomea:${name}`, text)
}
