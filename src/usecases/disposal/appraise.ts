import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Appraisal, CaseFile, FilingPlanEntry } from '../../domain/filing/case-file.ts'
import type { DisposalProposal } from '../../domain/filing/retention-class.ts'
import type { CaseFiles, FilingPlan } from '../../ports/case-files.ts'
import type { Clock } from '../../ports/clock.ts'
import { caseFileNotice } from '../shared/case-files.ts'
import { onBehalfOf } from '../shared/deputyships.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required } from '../shared/required.ts'

export interface AppraisalInput {
  /** `null` takes the proposal back: that of the entry above or of the class counts again. */
  readonly value: DisposalProposal | null
  readonly reason: string
}

export interface AppraiseCaseFileInput extends AppraisalInput {
  readonly caseFileId: string
}

/** What is proposed for the end of a case file, with the reason. @throws {MailroomError} `not-found` */
export type AppraiseCaseFile = (
  actor: Actor,
  input: AppraiseCaseFileInput,
  signal: AbortSignal,
) => Promise<CaseFile>

export interface AppraiseEntryInput extends AppraisalInput {
  readonly entryId: string
}

/** The same for all case files under an entry of the filing plan. @throws {MailroomError} `not-found` */
export type AppraiseEntry = (
  actor: Actor,
  input: AppraiseEntryInput,
  signal: AbortSignal,
) => Promise<FilingPlanEntry>

interface Ports {
  readonly caseFiles: CaseFiles
  readonly ledger: Ledger
  readonly clock: Clock
}

/** For who works on the file. */
export function createAppraiseCaseFile(ports: Ports): AppraiseCaseFile {
  return async function appraiseCaseFile(actor, input, signal) {
    requirePermission(actor, 'files:edit')
    return appraise(ports, actor, actor, input, signal)
  }
}

/** For records managers, who answer for files of all units. */
export function createAppraiseDueFile(ports: Ports): AppraiseCaseFile {
  return async function appraiseDueFile(actor, input, signal) {
    requirePermission(actor, 'disposal:manage')
    return appraise(ports, actor, systemActor(actor.tenantId, actor.requestId), input, signal)
  }
}

function appraise(
  { caseFiles, ledger, clock }: Ports,
  actor: Actor,
  reader: Actor,
  { caseFileId, value, reason }: AppraiseCaseFileInput,
  signal: AbortSignal,
): Promise<CaseFile> {
  return ledger.change(
    actor,
    async () => {
      const { appraisal: before, ...bare } = required(await caseFiles.find(reader, caseFileId, signal))
      const given = appraisalOf(actor, clock, { value, reason })
      const after = await caseFiles.save(reader, { ...bare, ...given }, signal)
      const event = {
        action: 'case-file.appraised',
        object: { kind: 'case-file', id: caseFileId },
        ...onBehalfOf(actor, bare.readKeys),
        reason,
        changes: appraisalChange(before, after.appraisal),
      } as const
      return { result: after, events: [event], changed: [caseFileNotice(after)] }
    },
    signal,
  )
}

export function createAppraiseEntry({
  filingPlan,
  ledger,
  clock,
}: Omit<Ports, 'caseFiles'> & { readonly filingPlan: FilingPlan }): AppraiseEntry {
  return async function appraiseEntry(actor, { entryId, ...input }, signal) {
    requirePermission(actor, 'disposal:manage')
    return ledger.change(
      actor,
      async () => {
        const { appraisal: before, ...bare } = required(await filingPlan.find(actor, entryId, signal))
        const given = appraisalOf(actor, clock, input)
        const after = await filingPlan.save(actor, { ...bare, ...given }, signal)
        const event = {
          action: 'filing-plan-entry.appraised',
          object: { kind: 'filing-plan-entry', id: entryId },
          reason: input.reason,
          changes: appraisalChange(before, after.appraisal),
        } as const
        return { result: after, events: [event], changed: [] }
      },
      signal,
    )
  }
}

function appraisalOf(
  actor: Actor,
  clock: Clock,
  { value, reason }: AppraisalInput,
): { readonly appraisal?: Appraisal } {
  if (value === null) return {}
  return { appraisal: { value, reason, at: clock.now().toISOString(), by: personOf(actor) } }
}

function appraisalChange(before: Appraisal | undefined, after: Appraisal | undefined) {
  return {
    appraisal: {
      ...(before === undefined ? {} : { before: before.value }),
      ...(after === undefined ? {} : { after: after.value }),
    },
  }
}
