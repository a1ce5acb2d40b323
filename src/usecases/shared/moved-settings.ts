import type { Actor } from '../../domain/access/actor.ts'
import type { UnitMove } from '../../domain/access/unit-move.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import type { FilingPlan } from '../../ports/case-files.ts'
import type { MailAccounts } from '../../ports/mail-accounts.ts'
import type { RoutingRules } from '../../ports/organisation.ts'
import type { Ledger } from './ledger.ts'

/** What names a unit and must not go on naming one that is gone. */
export interface MovedSettings {
  /** Names of routing rules that propose the new unit from now on. */
  readonly rules: readonly string[]
  /** Numbers of entries of the filing plan. */
  readonly planEntries: readonly string[]
  /** Names of e-mail accounts. */
  readonly mailAccounts: readonly string[]
}

export const NO_SETTINGS: MovedSettings = { rules: [], planEntries: [], mailAccounts: [] }

export interface SettingPorts {
  readonly routingRules: RoutingRules
  readonly filingPlan: FilingPlan
  readonly mailAccounts: MailAccounts
  readonly ledger: Ledger
}

/** Turns rules, filing plan and e-mail accounts to the new unit, all or none. */
export function moveSettings(
  ports: SettingPorts,
  actor: Actor,
  move: UnitMove,
  signal: AbortSignal,
): Promise<MovedSettings> {
  return ports.ledger.change(
    actor,
    async () => {
      const rules = await moveRules(ports, actor, move, signal)
      const entries = await moveEntries(ports, actor, move, signal)
      const accounts = await moveAccounts(ports, actor, move, signal)
      const result = { rules: rules.names, planEntries: entries.names, mailAccounts: accounts.names }
      return { result, events: [...rules.events, ...entries.events, ...accounts.events], changed: [] }
    },
    signal,
  )
}

interface Turned {
  readonly names: readonly string[]
  readonly events: readonly AuditEntry[]
}

async function moveRules(
  { routingRules }: SettingPorts,
  actor: Actor,
  { fromUnitId, toUnitId }: UnitMove,
  signal: AbortSignal,
): Promise<Turned> {
  const all = await routingRules.list(actor, signal)
  const due = all.filter(({ target }) => target.orgUnitId === fromUnitId)
  for (const rule of due) {
    await routingRules.save(actor, { ...rule, target: { ...rule.target, orgUnitId: toUnitId } }, signal)
  }
  const changes = { target: { before: fromUnitId, after: toUnitId } }
  const events = due.map(({ id }): AuditEntry => {
    return { action: 'routing-rule.changed', object: { kind: 'routing-rule', id }, changes }
  })
  return { names: due.map(({ name }) => name), events }
}

async function moveEntries(
  { filingPlan }: SettingPorts,
  actor: Actor,
  { fromUnitId, toUnitId }: UnitMove,
  signal: AbortSignal,
): Promise<Turned> {
  const due = (await filingPlan.list(actor, signal)).filter(({ orgUnitId }) => orgUnitId === fromUnitId)
  for (const entry of due) await filingPlan.save(actor, { ...entry, orgUnitId: toUnitId }, signal)
  const changes = { orgUnitId: { before: fromUnitId, after: toUnitId } }
  const events = due.map(({ id }): AuditEntry => {
    return { action: 'filing-plan-entry.changed', object: { kind: 'filing-plan-entry', id }, changes }
  })
  return { names: due.map(({ number }) => number), events }
}

async function moveAccounts(
  { mailAccounts }: SettingPorts,
  actor: Actor,
  { fromUnitId, toUnitId }: UnitMove,
  signal: AbortSignal,
): Promise<Turned> {
  const due = (await mailAccounts.list(actor, signal)).filter(({ orgUnitId }) => orgUnitId === fromUnitId)
  for (const account of due) await mailAccounts.save(actor, { ...account, orgUnitId: toUnitId }, signal)
  const events = due.map(({ name }): AuditEntry => {
    const changes = { name: { after: name }, orgUnitId: { before: fromUnitId, after: toUnitId } }
    return { action: 'mail-account.changed', object: { kind: 'tenant', id: actor.tenantId }, changes }
  })
  return { names: due.map(({ name }) => name), events }
}
