import type { Person } from '../access/actor.ts'
import type { Content, Finding } from './finding.ts'

/** In this order: what records name, what the store holds besides, what the audit tells of. */
export const SCAN_PHASES = ['documents', 'objects', 'events'] as const
export type ScanPhase = (typeof SCAN_PHASES)[number]

/** One look at everything that a tenant has stored. Kept while it runs, so that another process can go on with it. */
export interface IntegrityScan {
  readonly id: string
  readonly tenantId: string
  readonly state: 'queued' | 'running' | 'done'
  readonly trigger: 'person' | 'schedule'
  readonly requestedBy: Person
  readonly createdAt: string
  readonly finishedAt?: string
  readonly phase: ScanPhase
  /** Where the phase goes on: the last document, or the last event. */
  readonly after?: string
  readonly checkedDocuments: number
  readonly checkedObjects: number
  readonly checkedBytes: number
  readonly checkedEvents: number
  /** The first `MAX_KEPT_FINDINGS`. */
  readonly findings: readonly Finding[]
  readonly findingCount: number
  readonly version: number
}

export const MAX_KEPT_FINDINGS = 1_000

export function newScan(
  fixed: Pick<IntegrityScan, 'id' | 'tenantId' | 'trigger' | 'requestedBy' | 'createdAt'>,
): IntegrityScan {
  return {
    ...fixed,
    state: 'queued',
    phase: 'documents',
    checkedDocuments: 0,
    checkedObjects: 0,
    checkedBytes: 0,
    checkedEvents: 0,
    findings: [],
    findingCount: 0,
    version: 1,
  }
}

export interface Progress {
  readonly documents?: number
  readonly objects?: readonly (Content | undefined)[]
  readonly events?: number
  readonly findings: readonly Finding[]
}

export function withProgress(scan: IntegrityScan, progress: Progress): IntegrityScan {
  const { documents = 0, objects = [], events = 0, findings } = progress
  return {
    ...scan,
    checkedDocuments: scan.checkedDocuments + documents,
    checkedObjects: scan.checkedObjects + objects.length,
    checkedBytes: scan.checkedBytes + objects.reduce((sum, found) => sum + (found?.sizeBytes ?? 0), 0),
    checkedEvents: scan.checkedEvents + events,
    findings: [...scan.findings, ...findings].slice(0, MAX_KEPT_FINDINGS),
    findingCount: scan.findingCount + findings.length,
  }
}

/** The next phase from its beginning. */
export function inPhase(scan: IntegrityScan, phase: ScanPhase): IntegrityScan {
  const next = { ...scan, phase }
  Reflect.deleteProperty(next, 'after')
  return next
}
