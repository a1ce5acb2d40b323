import type { z } from 'zod'
import { IndexInput } from '../contract/documents.ts'
import type { ConfirmRequest, PatchItemRequest } from '../contract/incoming-items.ts'
import { MailroomError } from '../domain/errors.ts'
import type { TargetInput } from '../usecases/shared/target-input.ts'

type Plain = Omit<IndexInput, 'orgUnit' | 'caseFile'>
type Confirmation = z.output<typeof ConfirmRequest>
type Patch = z.output<typeof PatchItemRequest>

const FIELDS = IndexInput.keyof().options

/** Index data wherever they stand in the body, and the target that they name. @throws {MailroomError} `validation-failed` */
export function confirmationOf(body: Confirmation): {
  readonly documentId: string | undefined
  readonly index: Plain
  readonly acceptProposals: boolean
  readonly target: TargetInput | undefined
} {
  const { documentId, acceptProposals, target, index } = body
  const { orgUnit, caseFile, ...plain } = merged(body, index)
  return { documentId, index: plain, acceptProposals, target: targetOf(target, orgUnit, caseFile) }
}

/** As `confirmationOf`; where an item goes is not changed in passing. @throws {MailroomError} `validation-failed` */
export function patchOf(body: Patch): {
  readonly documentId: string | undefined
  readonly index: Plain
  readonly subject: string | null | undefined
  readonly sender: string | null | undefined
  readonly note: string | null | undefined
} {
  const { documentId, note, subject, sender, index = {}, ...beside } = body
  const isOfItem = documentId === undefined
  if (isOfItem) merged({ subject, sender }, index)
  const { orgUnit, caseFile, ...plain } = merged(beside, index)
  if (orgUnit !== undefined) throw fault('orgUnit', 'Where an item goes is set by the action "route".')
  if (caseFile !== undefined) throw fault('caseFile', 'Where an item goes is set by the action "route".')
  return { documentId, index: plain, subject, sender, note }
}

function merged(beside: IndexInput, inside: IndexInput): IndexInput {
  const given = FIELDS.filter((field) => beside[field] !== undefined)
  const twice = given.find((field) => inside[field] !== undefined && !isSame(inside[field], beside[field]))
  if (twice !== undefined) throw fault(twice, 'This field is given twice, with different values.')
  return { ...inside, ...Object.fromEntries(given.map((field) => [field, beside[field]])) }
}

function targetOf(
  target: TargetInput | undefined,
  orgUnit: string | null | undefined,
  caseFile: string | null | undefined,
): TargetInput | undefined {
  const orgUnitId = orgUnit ?? undefined
  const caseFileId = caseFile ?? undefined
  if (orgUnitId === undefined && caseFileId === undefined) return target
  if (target === undefined) return { orgUnitId, caseFileId }
  const isOther = (wanted: string | undefined, named: string | undefined): boolean =>
    wanted !== undefined && wanted !== named
  if (isOther(orgUnitId, target.orgUnitId) || isOther(caseFileId, target.caseFileId)) {
    throw fault('target', 'The index data name another target.')
  }
  return target
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

function fault(path: string, message: string): MailroomError {
  return new MailroomError('validation-failed', message, { faults: [{ path, message }] })
}
