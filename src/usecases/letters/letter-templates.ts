import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween, firstValues } from '../../domain/audit/changes.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import type { LetterTemplate } from '../../domain/letters/letter-template.ts'
import { requireKnownPlaceholders } from '../../domain/letters/placeholders.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { LetterTemplates } from '../../ports/letters.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required, requireVersion } from '../shared/required.ts'

interface Ports {
  readonly letterTemplates: LetterTemplates
  readonly ledger: Ledger
  readonly ids: IdGenerator
}

const FIELDS = ['id', 'name', 'subject', 'body'] as const

export type TemplateInput = Pick<LetterTemplate, 'name' | 'subject' | 'body'>

/** Those of the tenant, by name. @throws {MailroomError} `forbidden` */
export type ListLetterTemplates = (actor: Actor, signal: AbortSignal) => Promise<readonly LetterTemplate[]>

export function createListLetterTemplates({
  letterTemplates,
}: Pick<Ports, 'letterTemplates'>): ListLetterTemplates {
  return async function listLetterTemplates(actor, signal) {
    requirePermission(actor, 'masterdata:read')
    return letterTemplates.list(actor, signal)
  }
}

/** @throws {MailroomError} `forbidden`, `validation-failed` for unknown placeholders, `already-exists` */
export type AddLetterTemplate = (
  actor: Actor,
  input: TemplateInput,
  signal: AbortSignal,
) => Promise<LetterTemplate>

export function createAddLetterTemplate({ letterTemplates, ledger, ids }: Ports): AddLetterTemplate {
  return async function addLetterTemplate(actor, { name, subject, body }, signal) {
    requirePermission(actor, 'masterdata:edit')
    requireKnownPlaceholders({ subject, body })
    const added: LetterTemplate = {
      id: ids.next(),
      tenantId: actor.tenantId,
      name,
      subject,
      body,
      version: 1,
    }
    return ledger.change(
      actor,
      async () => {
        await letterTemplates.insert(actor, added, signal)
        const changes = firstValues<LetterTemplate>(added, FIELDS)
        return { result: added, events: [eventOf(actor, 'letter-template.added', changes)], changed: [] }
      },
      signal,
    )
  }
}

export interface PatchTemplateInput extends Partial<TemplateInput> {
  readonly templateId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
}

/** @throws {MailroomError} `forbidden`, `not-found`, `version-mismatch`, `validation-failed`, `already-exists` */
export type PatchLetterTemplate = (
  actor: Actor,
  input: PatchTemplateInput,
  signal: AbortSignal,
) => Promise<LetterTemplate>

export function createPatchLetterTemplate({
  letterTemplates,
  ledger,
}: Omit<Ports, 'ids'>): PatchLetterTemplate {
  return async function patchLetterTemplate(actor, { templateId, expectedVersion, ...patch }, signal) {
    requirePermission(actor, 'masterdata:edit')
    return ledger.change(
      actor,
      async () => {
        const before = required(await letterTemplates.find(actor, templateId, signal))
        requireVersion(before, expectedVersion)
        const { subject, body } = { ...before, ...patch }
        requireKnownPlaceholders({ subject, body })
        const after = await letterTemplates.save(actor, { ...before, ...patch }, signal)
        const changes = {
          id: { after: after.id },
          ...changesBetween<LetterTemplate>(before, after, FIELDS),
        }
        return { result: after, events: [eventOf(actor, 'letter-template.changed', changes)], changed: [] }
      },
      signal,
    )
  }
}

/** Letters that were written from it stay. @throws {MailroomError} `forbidden`, `not-found` */
export type RemoveLetterTemplate = (actor: Actor, templateId: string, signal: AbortSignal) => Promise<void>

export function createRemoveLetterTemplate({
  letterTemplates,
  ledger,
}: Omit<Ports, 'ids'>): RemoveLetterTemplate {
  return async function removeLetterTemplate(actor, templateId, signal) {
    requirePermission(actor, 'masterdata:edit')
    await ledger.change(
      actor,
      async () => {
        const { id, name } = required(await letterTemplates.find(actor, templateId, signal))
        required((await letterTemplates.remove(actor, id, signal)) ? id : undefined)
        const changes = { id: { before: id }, name: { before: name } }
        return {
          result: undefined,
          events: [eventOf(actor, 'letter-template.removed', changes)],
          changed: [],
        }
      },
      signal,
    )
  }
}

function eventOf({ tenantId }: Actor, action: string, changes: AuditEntry['changes'] = {}): AuditEntry {
  return { action, object: { kind: 'tenant', id: tenantId }, changes }
}
