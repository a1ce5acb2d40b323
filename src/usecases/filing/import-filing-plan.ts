import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { FilingPlanEntry } from '../../domain/filing/case-file.ts'
import { csvLinesOf, type CsvLine } from '../../domain/filing/csv-table.ts'
import {
  readPlanLines,
  type PlanAround,
  type PlanDifference,
  type ReadPlan,
} from '../../domain/filing/plan-import.ts'
import { planRows, type PlanColumn } from '../../domain/filing/plan-table.ts'
import { isXml, planMessageLines, type PlanMessageAround } from '../../domain/filing/xdomea-plan.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Digest } from '../../ports/digest.ts'
import type { XmlReader } from '../../ports/xml-reader.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { AUDITED_OF_ENTRY, type PlanEntryPorts } from '../shared/filing-plan.ts'
import type { Ledger } from '../shared/ledger.ts'
import { invalid, required } from '../shared/required.ts'

export interface PlanTable {
  /** CSV with a line of headings, or a message 0301 of xdomea. */
  readonly text: string
  /** What becomes of entries that the table does not have. */
  readonly missing: 'keep' | 'end'
}

export interface PlanPreview extends ReadPlan {
  /** Names exactly these differences; they are taken over only as they were seen. */
  readonly seal: string
}

/** What a table would change; nothing is changed. @throws {MailroomError} `forbidden` */
export type PreviewPlanImport = (actor: Actor, table: PlanTable, signal: AbortSignal) => Promise<PlanPreview>

export interface ImportPlanInput extends PlanTable {
  /** Of the preview. */
  readonly seal: string
}

export interface ImportedPlan {
  readonly added: number
  readonly changed: number
  readonly ended: number
}

/**
 * Takes over all that the preview showed, or nothing: a line that is left out would leave those below it without a place.
 *
 * @throws {MailroomError} `validation-failed` while a line is faulty, `state-conflict` when the plan is no more what it was
 */
export type ImportFilingPlan = (
  actor: Actor,
  input: ImportPlanInput,
  signal: AbortSignal,
) => Promise<ImportedPlan>

interface PreviewPorts extends PlanEntryPorts {
  readonly tenants: Tenants
  readonly clock: Clock
  readonly digest: Digest
  readonly xmlReader: XmlReader
}

type ImportPorts = PreviewPorts & { readonly ledger: Ledger; readonly ids: IdGenerator }

export function createPreviewPlanImport(ports: PreviewPorts): PreviewPlanImport {
  return async function previewPlanImport(actor, table, signal) {
    requirePermission(actor, 'masterdata:edit')
    return (await compared(ports, actor, table, signal)).preview
  }
}

export function createImportFilingPlan(ports: ImportPorts): ImportFilingPlan {
  return async function importFilingPlan(actor, { seal, ...table }, signal) {
    requirePermission(actor, 'masterdata:edit')
    return ports.ledger.change(
      actor,
      async () => {
        const { preview, known } = await compared(ports, actor, table, signal)
        requireSeen(preview, seal)
        const due = preview.differences.filter(({ changes }) => changes.length > 0)
        const events = await takeOver(ports, actor, due, known, signal)
        const count = (outcome: string): number => due.filter((one) => one.outcome === outcome).length
        const result = { added: count('new'), changed: count('changed'), ended: count('ended') }
        return { result, events, changed: [] }
      },
      signal,
    )
  }
}

interface Known {
  readonly entries: readonly FilingPlanEntry[]
  readonly unitIds: ReadonlyMap<string, string>
}

async function compared(
  { filingPlan, orgUnits, retentionClasses, tenants, clock, digest, xmlReader }: PreviewPorts,
  actor: Actor,
  { text, missing }: PlanTable,
  signal: AbortSignal,
): Promise<{ readonly preview: PlanPreview; readonly known: Known }> {
  const { timeZone } = required(await tenants.find(actor.tenantId, signal))
  const entries = await filingPlan.list(actor, signal)
  const units = await orgUnits.list(actor, signal)
  const classes = await retentionClasses.list(actor, signal)
  const today = calendarDayAt(clock.now(), timeZone)
  const around: PlanAround = {
    rows: planRows(entries, units),
    unitNumbers: new Set(units.map(({ number }) => number)),
    classIds: new Set(classes.map(({ id }) => id)),
    today,
  }
  const lines = linesOf(xmlReader, text, { classes, today })
  const read: ReadPlan =
    lines === undefined ? { differences: [], fault: NO_PLAN } : readPlanLines(lines, missing, around)
  // Of two units with one number the one that has not ended counts.
  const unitIds = new Map(
    units
      .toSorted((left, right) => lastFirst(right.validTo, left.validTo))
      .map(({ number, id }) => [number, id]),
  )
  return { preview: { ...read, seal: digest.sha256(JSON.stringify(read)) }, known: { entries, unitIds } }
}

const NO_PLAN = 'Die Datei ist keine Tabelle und kein Aktenplan nach xdomea (0301).'

/** @throws {MailroomError} `xml-forbidden`, `document-damaged` */
function linesOf(
  xmlReader: XmlReader,
  text: string,
  around: PlanMessageAround,
): readonly CsvLine[] | undefined {
  if (!isXml(text)) return csvLinesOf(text)
  return planMessageLines(xmlReader.read(new TextEncoder().encode(text)), around)
}

function lastFirst(left: string | undefined, right: string | undefined): number {
  const [one, other] = [left ?? '9999', right ?? '9999']
  return one === other ? 0 : one < other ? 1 : -1
}

function requireSeen({ fault, differences, seal }: PlanPreview, seen: string): void {
  if (fault !== undefined) throw invalid('text', fault)
  const faulty = differences.find(({ outcome }) => outcome === 'faulty')
  if (faulty !== undefined) {
    throw invalid('text', `Zeile ${faulty.line ?? 0}: ${faulty.faults.join(' ')}`)
  }
  if (seal === seen) return
  throw new MailroomError('state-conflict', 'The filing plan has changed since the preview.')
}

async function takeOver(
  { filingPlan, ids }: ImportPorts,
  actor: Actor,
  due: readonly PlanDifference[],
  { entries, unitIds }: Known,
  signal: AbortSignal,
): Promise<AuditEntry[]> {
  const known = new Map(entries.map((entry) => [entry.number, entry]))
  const idOf = new Map(entries.map(({ number, id }) => [number, id]))
  for (const { number } of due) if (!idOf.has(number)) idOf.set(number, ids.next())
  const events: AuditEntry[] = []
  for (const difference of due) {
    const before = known.get(difference.number)
    const id = idOf.get(difference.number) ?? ''
    const { number, title } = difference
    const base = before ?? { id, tenantId: actor.tenantId, number, title, version: 1 }
    const wanted = changedEntry(base, difference.changes, { idOf, unitIds })
    if (before === undefined) await filingPlan.insert(actor, wanted, signal)
    else await filingPlan.save(actor, wanted, signal)
    events.push({
      action: before === undefined ? 'filing-plan-entry.added' : 'filing-plan-entry.changed',
      object: { kind: 'filing-plan-entry', id },
      changes: changesBetween<FilingPlanEntry>(before ?? {}, wanted, AUDITED_OF_ENTRY),
    })
  }
  return events
}

interface Ids {
  readonly idOf: ReadonlyMap<string, string>
  readonly unitIds: ReadonlyMap<string, string>
}

const FIELDS: Readonly<Record<PlanColumn, keyof FilingPlanEntry>> = {
  number: 'number',
  title: 'title',
  parent: 'parentId',
  unit: 'orgUnitId',
  validFrom: 'validFrom',
  validTo: 'validTo',
  successor: 'successorId',
  retention: 'retentionClassId',
  template: 'fileNumberTemplate',
}

function changedEntry(
  entry: FilingPlanEntry,
  changes: PlanDifference['changes'],
  { idOf, unitIds }: Ids,
): FilingPlanEntry {
  const next = { ...entry }
  for (const { column, after } of changes) {
    const ids = column === 'parent' || column === 'successor' ? idOf : column === 'unit' ? unitIds : undefined
    const value = ids === undefined ? after : ids.get(after)
    if (after === '') Reflect.deleteProperty(next, FIELDS[column])
    else Reflect.set(next, FIELDS[column], value)
  }
  return next
}
