import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import {
  DEFAULT_FILE_NUMBER_TEMPLATE,
  fileNumberFrom,
  fileNumberStem,
  isUsableTemplate,
  TEMPLATE_FAULT,
} from '../../domain/filing/file-number.ts'
import { calendarYearAt } from '../../domain/intake/local-time.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { invalid, required } from '../shared/required.ts'

export interface TryFileNumberInput {
  readonly template: string
  /** Number of the entry. */
  readonly plan: string
  /** Number of a lead unit. */
  readonly office: string
}

/** What the first file number of this year would be; none is given out. @throws {MailroomError} `validation-failed` */
export type TryFileNumber = (
  actor: Actor,
  input: TryFileNumberInput,
  signal: AbortSignal,
) => Promise<{ readonly fileNumber: string }>

export function createTryFileNumber({
  tenants,
  clock,
}: {
  readonly tenants: Tenants
  readonly clock: Clock
}): TryFileNumber {
  return async function tryFileNumber(actor, { template, plan, office }, signal) {
    requirePermission(actor, 'masterdata:edit')
    const { timeZone } = required(await tenants.find(actor.tenantId, signal))
    const used = template === '' ? DEFAULT_FILE_NUMBER_TEMPLATE : template
    if (!isUsableTemplate(used)) throw invalid('template', TEMPLATE_FAULT)
    const stem = fileNumberStem(used, { office, plan, year: calendarYearAt(clock.now(), timeZone) })
    return { fileNumber: fileNumberFrom(stem, 1) }
  }
}
