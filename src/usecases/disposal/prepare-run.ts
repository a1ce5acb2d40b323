import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import { MAX_FILES_OF_RUN, type DisposalFile, type DisposalRun } from '../../domain/disposal/disposal-run.ts'
import { uuidOfHash } from '../../domain/disposal/xdomea-id.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { Digest } from '../../ports/digest.ts'
import type { DisposalRuns } from '../../ports/disposal-runs.ts'
import { caseFileNotice } from '../shared/case-files.ts'
import { withHeldBack, type DuePorts } from '../shared/due-files.ts'
import type { ChangedRecord, Ledger } from '../shared/ledger.ts'
import { readRetentionPlan, type RetentionPlan } from '../shared/retention-plan.ts'
import { invalid } from '../shared/required.ts'

export interface PrepareRunInput {
  readonly caseFileIds: readonly string[]
  /** Name of the archive. */
  readonly archive: string
  /** Hands over without an offer, as has been agreed with the archive. */
  readonly isDirect: boolean
}

/**
 * Takes case files together that are to be offered. Each of them is over its time and held back by nothing, or nothing is done.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `validation-failed`
 */
export type PrepareRun = (actor: Actor, input: PrepareRunInput, signal: AbortSignal) => Promise<DisposalRun>

export type PrepareRunPorts = DuePorts & {
  readonly disposalRuns: DisposalRuns
  readonly ledger: Ledger
  readonly digest: Digest
  readonly ids: IdGenerator
}

export function createPrepareRun(ports: PrepareRunPorts): PrepareRun {
  return async function prepareRun(actor, { caseFileIds, archive, isDirect }, signal) {
    requirePermission(actor, 'disposal:manage')
    const ids = [...new Set(caseFileIds)]
    if (ids.length === 0 || ids.length > MAX_FILES_OF_RUN)
      throw invalid('caseFileIds', `Wählen Sie zwischen 1 und ${MAX_FILES_OF_RUN} Akten.`)
    const machine = systemActor(actor.tenantId, actor.requestId)
    return ports.ledger.change(
      actor,
      async () => {
        const plan = await readRetentionPlan(ports, machine, signal)
        const runId = ports.ids.next()
        const files: DisposalFile[] = []
        const changed: ChangedRecord[] = []
        for (const id of ids) {
          const taken = await takeIn(ports, machine, { id, runId, plan }, signal)
          files.push(taken.file)
          changed.push(taken.notice)
        }
        const run: DisposalRun = {
          id: runId,
          tenantId: actor.tenantId,
          serial: await ports.disposalRuns.nextSerial(actor, signal),
          processId: uuidOfHash(ports.digest.sha256(`disposal run ${runId}`)),
          archive,
          isDirect,
          state: 'prepared',
          createdAt: ports.clock.now().toISOString(),
          createdBy: personOf(actor),
          files,
          messages: [],
          objectsToErase: [],
          version: 1,
        }
        await ports.disposalRuns.insert(actor, run, signal)
        const prepared = {
          serial: run.serial,
          processId: run.processId,
          archive,
          isDirect,
          files: files.length,
        }
        const event: AuditEntry = {
          action: 'disposal.prepared',
          object: { kind: 'disposal-run', id: run.id },
          changes: { run: { after: prepared } },
        }
        return { result: run, events: [event, ...files.map((file) => chosenEvent(file, run))], changed }
      },
      signal,
    )
  }
}

async function takeIn(
  ports: PrepareRunPorts,
  machine: Actor,
  { id, runId, plan }: { readonly id: string; readonly runId: string; readonly plan: RetentionPlan },
  signal: AbortSignal,
): Promise<{ readonly file: DisposalFile; readonly notice: ChangedRecord }> {
  const caseFile = await ports.caseFiles.find(machine, id, signal)
  if (caseFile === undefined) throw invalid('caseFileIds', 'Eine dieser Akten gibt es nicht.')
  const retention = plan.retentionOf(caseFile)
  const { heldBack } = await withHeldBack(ports, machine, { caseFile, retention }, signal)
  const { lastDay } = retention.clock
  const { closedAt } = caseFile
  if (heldBack.length > 0 || lastDay === undefined || closedAt === undefined || retention.entry === undefined)
    throw invalid('caseFileIds', `Die Akte ${caseFile.fileNumber} kann nicht ausgesondert werden.`)
  // Saved, so that whoever places a hold or takes it into another run at this moment runs into it.
  const saved = await ports.caseFiles.save(machine, { ...caseFile, disposalRunId: runId }, signal)
  return {
    notice: caseFileNotice(saved),
    file: {
      caseFileId: id,
      messageId: uuidOfHash(ports.digest.sha256(`case-file ${id}`)),
      fileNumber: caseFile.fileNumber,
      entryNumber: retention.entry.number,
      closedOn: calendarDayAt(new Date(closedAt), plan.timeZone),
      lastDay,
      proposal: retention.appraisal?.value ?? 'B',
    },
  }
}

function chosenEvent({ caseFileId }: DisposalFile, { serial }: DisposalRun): AuditEntry {
  return {
    action: 'case-file.disposal-prepared',
    object: { kind: 'case-file', id: caseFileId },
    changes: { disposalRun: { after: String(serial) } },
  }
}
