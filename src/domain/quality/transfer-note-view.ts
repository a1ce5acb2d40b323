import type { Tenant } from '../access/organisation.ts'
import { germanDay } from '../intake/local-time.ts'
import { germanTime } from '../register/register-table.ts'
import type { ReportView, ViewRow } from '../report-view.ts'
import type { FaultKind } from './scan-check.ts'
import type { NotedFile, TransferNote } from './transfer-note.ts'

const FAULTS: Readonly<Record<FaultKind, string>> = {
  skewed: 'schief',
  cropped: 'abgeschnitten',
  blurred: 'unscharf oder unlesbar',
  'upside-down': 'falsch gedreht',
  'double-feed': 'Doppeleinzug',
  'missing-page': 'Seite fehlt',
  'wrong-order': 'falsche Reihenfolge',
  'blank-lost': 'beschriebene Seite als leer weggelassen',
  'foreign-page': 'Seite gehört nicht dazu',
  other: 'anderer Mangel',
}
const MODES = {
  sample: 'Stichprobe',
  'all-pages': 'jedes Schreiben, alle Seiten',
  'two-persons': 'jedes Schreiben, alle Seiten, zwei Personen',
  none: 'nicht aufgezeichnet',
} as const
const STATES = {
  open: 'noch nicht geprüft',
  second: 'von einer Person geprüft, die zweite fehlt',
  failed: 'mit Mangel',
  passed: 'in Ordnung',
  ended: 'beendet: Das Schreiben ist storniert, weitergegeben, abgewiesen oder vernichtet',
  'not-drawn': 'nicht gezogen, daher nicht einzeln geprüft',
  none: 'nicht aufgezeichnet',
} as const
const CLASSES = { normal: 'normal', high: 'hoch', 'very-high': 'sehr hoch' } as const
const ROLES = {
  letter: 'geltende Fassung',
  superseded: 'ersetzte Fassung',
  scan: 'Scan des Stapels',
} as const
const WAYS = {
  rescan: 'neu gescannt',
  'restored-pages': 'mit weggelassenen Seiten neu ausgeschnitten',
} as const

const STAMP_STATES = {
  waiting: 'angefordert, noch nicht da',
  refused: 'nicht erhalten: Die Antworten des Dienstes waren kein gültiger Zeitstempel',
} as const

const FILE_COLUMNS = [
  { label: 'Datei', isNumber: false, share: 0.16 },
  { label: 'SHA-256', isNumber: false, share: 0.52 },
  { label: 'Format', isNumber: false, share: 0.14 },
  { label: 'Seiten', isNumber: true, share: 0.08 },
  { label: 'Byte', isNumber: true, share: 0.1 },
] as const
const RESULT_COLUMNS = [
  { label: 'Durchgang', isNumber: true, share: 0.1 },
  { label: 'Zeit', isNumber: false, share: 0.16 },
  { label: 'Person', isNumber: false, share: 0.2 },
  { label: 'Ergebnis', isNumber: false, share: 0.54 },
] as const

/** The note as a page, in German. @param sha256 of the note as JSON */
export function transferNoteView(
  note: TransferNote,
  sha256: string,
  { name, timeZone }: Pick<Tenant, 'name' | 'timeZone'>,
): ReportView {
  const results = note.qc.results.map(({ round, at, by, verdict, faults, remark }) => {
    const found = faults.map(({ kind, pages }) =>
      pages.length === 0 ? FAULTS[kind] : `${FAULTS[kind]} (Seite ${pages.join(', ')})`,
    )
    const said = [
      verdict === 'in-order' ? 'in Ordnung' : 'Mangel',
      ...found,
      ...(remark === undefined ? [] : [remark]),
    ]
    return [String(round), germanTime(at, timeZone), by.displayName, said.join('; ')]
  })
  return {
    title: `Transfervermerk ${note.receiptNumber}`,
    note: `${name}. SHA-256 dieses Vermerks (JSON): ${sha256}. ${sealText(note)}`,
    sections: [
      { title: 'Entstehung', rows: originRows(note, timeZone) },
      { title: 'Vollständigkeit', rows: countRows(note) },
      {
        title: 'Qualitätssicherung',
        rows: checkRows(note),
        ...(results.length === 0 ? {} : { table: { columns: [...RESULT_COLUMNS], rows: results } }),
      },
      ...(note.versions.length === 0 ? [] : [{ title: 'Neue Fassungen', rows: versionRows(note, timeZone) }]),
      {
        title: 'Dateien',
        rows: note.files.flatMap((file) => stampRows(file, timeZone)),
        table: { columns: [...FILE_COLUMNS], rows: note.files.map(fileRow) },
      },
    ],
  }
}

/** A time stamp is no seal: it says when a file was there, and not whose it is. */
function sealText({ files }: TransferNote): string {
  const isAsked = files.some(({ timeStamp }) => timeStamp !== undefined)
  return isAsked
    ? 'Nicht gesiegelt. Zum Zeitstempel siehe „Dateien“.'
    : 'Nicht gesiegelt: Ein Vertrauensdienst ist nicht angeschlossen.'
}

function stampRows({ role, timeStamp }: NotedFile, timeZone: string): ViewRow[] {
  if (timeStamp === undefined) return []
  const label = `Zeitstempel (${ROLES[role]})`
  if (timeStamp.state === 'stamped') {
    const { time, authority, serial } = timeStamp
    return [{ label, value: `${germanTime(time, timeZone)}, ${authority}, Nr. ${serial} (RFC 3161)` }]
  }
  return [{ label, value: STAMP_STATES[timeStamp.state] }]
}

function fileRow({ role, sha256, mediaType, pages, sizeBytes }: NotedFile): string[] {
  return [ROLES[role], sha256, mediaType, String(pages), String(sizeBytes)]
}

function originRows(note: TransferNote, timeZone: string): ViewRow[] {
  const { creator } = note
  const told = (label: string, value: string | undefined): ViewRow[] =>
    value === undefined ? [] : [{ label, value }]
  return [
    { label: 'Scan', value: note.stackNumber },
    { label: 'Gescannt von', value: creator.operator },
    { label: 'Eingeliefert von', value: creator.handedInBy.displayName },
    ...told('Getrennt von', creator.dividedBy?.displayName),
    { label: 'Aufgenommen', value: germanTime(note.capturedAt, timeZone) },
    ...told('Standort', note.site),
    ...told('Scanner', note.scanner),
    ...told('Scanprofil', note.profile),
    ...told('Organisation und Technik', note.environment),
    { label: 'Verfahrensdokumentation', value: note.procedureDocVersion ?? 'keine Version angegeben' },
    { label: 'Schutzbedarf', value: CLASSES[note.protectionClass] },
  ]
}

function countRows(note: TransferNote): ViewRow[] {
  const counted = note.pagesCounted
  return [
    { label: 'Seiten dieses Schreibens im Scan', value: note.pages.join(', ') },
    { label: 'Seiten des Scans', value: String(note.pagesScanned) },
    ...(counted === undefined ? [] : [{ label: 'Von Hand gezählt (Stapel)', value: String(counted) }]),
    { label: 'Davon leer weggelassen', value: String(note.blankRemoved) },
    { label: 'Davon Trennblätter', value: String(note.separatorsRemoved) },
    { label: 'Davon von Hand entfernt', value: String(note.pagesRemoved) },
    ...paperRows(note),
    { label: 'Auffälligkeiten', value: note.anomalies.length === 0 ? 'keine' : note.anomalies.join(' ') },
  ]
}

function paperRows({ paper }: TransferNote): ViewRow[] {
  if (paper === undefined) return []
  const where = `Kiste ${paper.box}, ${paper.place}`
  const words = {
    stored: paper.destroyAfter === undefined ? where : `${where}, bis ${germanDay(paper.destroyAfter)}`,
    'taken-out': `aus ${where} entnommen`,
    destroyed: `vernichtet (${where})`,
  }
  return [{ label: 'Papier', value: words[paper.state] }]
}

function checkRows({ qc }: TransferNote): ViewRow[] {
  const { samplePercent, sampleSeed } = qc
  return [
    { label: 'Verfahren', value: MODES[qc.mode] },
    { label: 'Ergebnis', value: STATES[qc.state] },
    ...(samplePercent === undefined ? [] : [{ label: 'Gezogen wurden', value: `${samplePercent} %` }]),
    ...(sampleSeed === undefined ? [] : [{ label: 'Startwert der Losung', value: sampleSeed }]),
  ]
}

function versionRows({ versions }: TransferNote, timeZone: string): ViewRow[] {
  return versions.map(({ at, by, way, reason }) => ({
    label: germanTime(at, timeZone),
    value: `${WAYS[way]}, ${by.displayName}: ${reason}`,
  }))
}
