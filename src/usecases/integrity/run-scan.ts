import { systemActor, type Actor } from '../../domain/access/actor.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import { withSwapsNamed, type Finding } from '../../domain/integrity/finding.ts'
import { inPhase, withProgress, type IntegrityScan } from '../../domain/integrity/scan.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { IntegrityStore } from '../../ports/integrity-store.ts'
import type { Log } from '../../ports/log.ts'
import type { Pace } from '../../ports/pace.ts'
import { checkDocument, type CheckDocumentPorts } from '../shared/check-document.ts'
import { unexpectedObjects } from '../shared/unexpected-objects.ts'
import { missingRecords } from '../shared/missing-records.ts'
import type { Ledger } from '../shared/ledger.ts'

export interface RunScanPorts extends CheckDocumentPorts {
  readonly integrityStore: IntegrityStore
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdGenerator
  readonly log: Log
  readonly pace: Pace
}

/**
 * Does one claimed scan to its end, or as far as the signal lets it; then it is given back and goes on later from the
 * place that was saved last.
 *
 * @throws {MailroomError} `lease-lost` when another process has taken it over
 */
export type RunScan = (scan: IntegrityScan, signal: AbortSignal) => Promise<void>

const LEASE_MS = 60_000
/** A step lasts as long as its largest document. */
const HEARTBEAT_MS = 15_000
const DOCUMENTS_A_STEP = 10
const EVENTS_A_STEP = 500
/** Nobody waits for the regular scan; who asks for one does. */
const BYTES_A_SECOND = { schedule: 20_000_000, person: 200_000_000 }
/** Of one scan; the scan itself names the others. */
const MAX_DAMAGE_EVENTS = 100
const MAX_KNOWN_DAMAGES = 10_000

export function createRunScan(ports: RunScanPorts, heartbeatMs = HEARTBEAT_MS): RunScan {
  return async function runScan(claimed, signal) {
    const actor = systemActor(claimed.tenantId, ports.ids.next())
    let saved = claimed
    const heartbeat = setInterval(() => {
      ports.integrityStore.extendScan(saved, LEASE_MS, signal).catch((error: unknown) => {
        ports.log.warn('integrity-scan-not-extended', { scanId: saved.id, cause: String(error) })
      })
    }, heartbeatMs)
    try {
      for (;;) {
        const scan = await nextStep(ports, actor, saved, signal)
        if (scan === undefined) break
        saved = await ports.integrityStore.saveScan(scan, LEASE_MS, signal)
      }
      await finish(ports, actor, saved, signal)
    } catch (error) {
      if (signal.aborted) await ports.integrityStore.releaseScan(saved, AbortSignal.timeout(LEASE_MS))
      throw error
    } finally {
      clearInterval(heartbeat)
    }
  }
}

type Step = (
  ports: RunScanPorts,
  actor: Actor,
  scan: IntegrityScan,
  signal: AbortSignal,
) => Promise<IntegrityScan | undefined>

/** `undefined` when nothing is left to do. */
const nextStep: Step = (ports, actor, scan, signal) => {
  const steps: Readonly<Record<IntegrityScan['phase'], Step>> = {
    documents: documentsStep,
    objects: objectsStep,
    events: eventsStep,
  }
  return steps[scan.phase](ports, actor, scan, signal)
}

const documentsStep: Step = async (ports, actor, scan, signal) => {
  const documents = await ports.documents.all(actor, scan.after, DOCUMENTS_A_STEP, signal)
  let progressed = scan
  for (const document of documents) {
    const { findings, contents } = await checkDocument(ports, actor, document, signal)
    progressed = withProgress(progressed, { documents: 1, objects: contents, findings })
    progressed = { ...progressed, after: document.id }
    const sizeBytes = contents.reduce((sum, found) => sum + (found?.sizeBytes ?? 0), 0)
    await ports.pace.wait(sizeBytes, BYTES_A_SECOND[scan.trigger], signal)
  }
  return documents.length < DOCUMENTS_A_STEP ? inPhase(progressed, 'objects') : progressed
}

const objectsStep: Step = async (ports, actor, scan, signal) => {
  const findings: Finding[] = []
  for await (const { key, documentId } of unexpectedObjects(ports, actor, signal)) {
    findings.push({ kind: 'unexpected', objectKey: key, documentId })
  }
  return inPhase(withProgress(scan, { findings }), 'events')
}

const eventsStep: Step = async (ports, actor, scan, signal) => {
  const events = await ports.auditLog.events(actor, Number(scan.after ?? 0), EVENTS_A_STEP, signal)
  const last = events.at(-1)
  if (last === undefined) return undefined
  const findings = await missingRecords(ports, actor, events, signal)
  return { ...withProgress(scan, { events: events.length, findings }), after: String(last.seq) }
}

/** Result, audit events and the list of damaged objects, all or nothing. */
async function finish(
  ports: RunScanPorts,
  actor: Actor,
  scan: IntegrityScan,
  signal: AbortSignal,
): Promise<void> {
  const at = ports.clock.now().toISOString()
  const findings = withSwapsNamed(scan.findings)
  const done: IntegrityScan = { ...inPhase(scan, 'events'), state: 'done', finishedAt: at, findings }
  await ports.ledger.change(
    actor,
    async () => {
      await ports.integrityStore.saveScan(done, LEASE_MS, signal)
      const fresh = await keepDamages(ports, actor, done, signal)
      const events = [...fresh.slice(0, MAX_DAMAGE_EVENTS).map(damageEvent), finishedEvent(done)]
      return { result: undefined, events, changed: [] }
    },
    signal,
  )
  tell(ports.log, done)
}

function tell(log: Log, scan: IntegrityScan): void {
  const { id, tenantId, findingCount, findings, checkedObjects, checkedBytes } = scan
  const facts = { scanId: id, tenantId, findingCount, checkedObjects, checkedBytes }
  if (findingCount === 0) {
    log.info('integrity-scan-finished', facts)
    return
  }
  const named = findings.slice(0, MAX_DAMAGE_EVENTS)
  log.error('integrity-damage', {
    ...facts,
    findings: named.map(({ kind, documentId, objectKey }) => ({ kind, documentId, objectKey })),
  })
}

/**
 * Damages that were not known before. What was known when the scan began and is not found any more has been mended; what a
 * reader has met since then may have come to objects that were looked at before.
 */
async function keepDamages(
  { integrityStore }: RunScanPorts,
  actor: Actor,
  { findings, findingCount, createdAt, finishedAt = '' }: IntegrityScan,
  signal: AbortSignal,
): Promise<Finding[]> {
  const fresh = findings.filter(({ objectKey }) => objectKey === undefined)
  const found = new Set<string>()
  for (const finding of findings) {
    const { objectKey } = finding
    if (objectKey === undefined) continue
    found.add(objectKey)
    const damage = { ...finding, objectKey, firstSeenAt: finishedAt }
    if (await integrityStore.recordDamage(actor, damage, signal)) fresh.push(finding)
  }
  // More was found than is kept, so that nothing can be said of what is not in the list.
  if (findingCount > findings.length) return fresh
  for (const { objectKey, firstSeenAt } of await integrityStore.damages(actor, MAX_KNOWN_DAMAGES, signal)) {
    if (!found.has(objectKey) && firstSeenAt <= createdAt)
      await integrityStore.clearDamage(actor, objectKey, signal)
  }
  return fresh
}

function damageEvent({ documentId, itemId, kind, objectKey, fields }: Finding): AuditEntry {
  return {
    action: 'integrity.damage-found',
    object: { kind: 'document', id: documentId ?? itemId ?? '' },
    changes: { finding: { after: { kind, objectKey, fields } } },
  }
}

function finishedEvent(scan: IntegrityScan): AuditEntry {
  const { id, trigger, findingCount, checkedObjects, checkedBytes } = scan
  return {
    action: 'integrity.scan-finished',
    object: { kind: 'integrity-scan', id },
    changes: { result: { after: { trigger, findingCount, checkedObjects, checkedBytes } } },
  }
}
