import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import {
  CITIZEN_PAGE_ID,
  emptyCitizenPage,
  linksOf,
  type CitizenLinks,
  type CitizenPage,
} from '../../domain/intake/citizen-page.ts'
import type { CitizenPages } from '../../ports/citizen-pages.ts'
import type { Ledger } from '../shared/ledger.ts'
import { requireVersion } from '../shared/required.ts'

interface Ports {
  readonly citizenPages: CitizenPages
}

/** What the city offers on its pages for citizens. @throws {MailroomError} `forbidden` */
export type ShowCitizenPage = (actor: Actor, signal: AbortSignal) => Promise<CitizenPage>

export function createShowCitizenPage(ports: Ports): ShowCitizenPage {
  return async function showCitizenPage(actor, signal) {
    requirePermission(actor, 'masterdata:read')
    return pageOf(ports, actor, signal)
  }
}

export interface PatchCitizenPageInput {
  /** `null` takes the link away. */
  readonly easyLanguageUrl?: string | null
  readonly signLanguageUrl?: string | null
  /** From `If-Match`. */
  readonly expectedVersion: number
}

/** @throws {MailroomError} `forbidden`, `version-mismatch` */
export type PatchCitizenPage = (
  actor: Actor,
  input: PatchCitizenPageInput,
  signal: AbortSignal,
) => Promise<CitizenPage>

export function createPatchCitizenPage(ports: Ports & { readonly ledger: Ledger }): PatchCitizenPage {
  return async function patchCitizenPage(actor, { expectedVersion, ...patch }, signal) {
    requirePermission(actor, 'masterdata:edit')
    return ports.ledger.change(
      actor,
      async () => {
        const before = await pageOf(ports, actor, signal)
        requireVersion(before, expectedVersion)
        const { id, tenantId, version } = before
        const after = await saved(ports, actor, { id, tenantId, version, ...patched(before, patch) }, signal)
        const event = {
          action: 'citizen-page.changed',
          object: { kind: 'tenant', id: actor.tenantId },
          changes: changesBetween<CitizenPage>(before, after, ['easyLanguageUrl', 'signLanguageUrl']),
        } as const
        return { result: after, events: [event], changed: [] }
      },
      signal,
    )
  }
}

function patched(before: CitizenLinks, patch: Omit<PatchCitizenPageInput, 'expectedVersion'>): CitizenLinks {
  const { easyLanguageUrl, signLanguageUrl } = { ...before, ...patch }
  return linksOf({
    ...(typeof easyLanguageUrl === 'string' ? { easyLanguageUrl } : {}),
    ...(typeof signLanguageUrl === 'string' ? { signLanguageUrl } : {}),
  })
}

async function pageOf({ citizenPages }: Ports, actor: Actor, signal: AbortSignal): Promise<CitizenPage> {
  const changed = await citizenPages.find(actor, CITIZEN_PAGE_ID, signal)
  return changed ?? emptyCitizenPage(actor.tenantId)
}

/** The first change makes the record; of two who make it at once one is refused. */
async function saved(
  { citizenPages }: Ports,
  actor: Actor,
  page: CitizenPage,
  signal: AbortSignal,
): Promise<CitizenPage> {
  if (page.version > 0) return citizenPages.save(actor, page, signal)
  const first = { ...page, version: 1 }
  await citizenPages.insert(actor, first, signal)
  return first
}
