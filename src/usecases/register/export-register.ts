import type { Actor } from '../../domain/access/actor.ts'
import type { Tenant } from '../../domain/access/organisation.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { germanDay } from '../../domain/intake/local-time.ts'
import { registerEntryOf, type RegisterEntry } from '../../domain/register/register-entry.ts'
import { germanTime, REGISTER_COLUMNS, registerRows } from '../../domain/register/register-table.ts'
import type { ReportView } from '../../domain/report-view.ts'
import type { Clock } from '../../ports/clock.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { OrgUnits, Tenants } from '../../ports/organisation.ts'
import type { ReportPageWriter } from '../../ports/report-page-writer.ts'
import { readRegister, type RegisterQuery } from '../shared/register-reading.ts'
import { invalid, required } from '../shared/required.ts'

/** The register as a table, headings first, or as the pages of a PDF. */
export interface RegisterExport {
  readonly table: readonly (readonly string[])[]
  readonly pdf: () => Promise<Uint8Array>
}

/**
 * The register of a time or sender, oldest first, as it is kept on paper.
 *
 * @throws {MailroomError} `forbidden`; `validation-failed` when it would be longer than anybody prints
 */
export type ExportRegister = (
  actor: Actor,
  query: RegisterQuery,
  signal: AbortSignal,
) => Promise<RegisterExport>

interface Ports {
  readonly incomingItems: IncomingItems
  readonly tenants: Tenants
  readonly orgUnits: OrgUnits
  readonly reportPages: ReportPageWriter
  readonly clock: Clock
}

/** A week of a large town. */
const MAX_EXPORTED = 5_000
const PAGE_SIZE = 200

export function createExportRegister(ports: Ports): ExportRegister {
  async function allEntries(
    actor: Actor,
    query: RegisterQuery,
    tenant: Tenant,
    signal: AbortSignal,
  ): Promise<RegisterEntry[]> {
    const entries: RegisterEntry[] = []
    let cursor: string | undefined
    do {
      const request = { limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) }
      const page = await readRegister(ports, actor, { query, tenant }, request, signal)
      entries.push(...page.items.map((item) => registerEntryOf(item, actor)))
      if (entries.length > MAX_EXPORTED)
        throw invalid('to', `Das sind mehr als ${MAX_EXPORTED} Eingänge. Wählen Sie einen kürzeren Zeitraum.`)
      cursor = page.nextCursor
    } while (cursor !== undefined)
    return entries.toSorted((left, right) => (left.receiptNumber < right.receiptNumber ? -1 : 1))
  }

  return async function exportRegister(actor, query, signal) {
    requirePermission(actor, 'register:read')
    const tenant = required(await ports.tenants.find(actor.tenantId, signal))
    const entries = await allEntries(actor, query, tenant, signal)
    const units = await ports.orgUnits.list(actor, signal)
    const rows = registerRows(entries, units, tenant.timeZone)
    const madeAt = germanTime(ports.clock.now().toISOString(), tenant.timeZone)
    const view = viewOf({ query, tenant, rows, madeAt, madeBy: actor.displayName })
    return {
      table: [REGISTER_COLUMNS.map(({ label }) => label), ...rows],
      pdf: () => ports.reportPages.pagesOf(view, signal),
    }
  }
}

function viewOf(made: {
  readonly query: RegisterQuery
  readonly tenant: Tenant
  readonly rows: readonly (readonly string[])[]
  readonly madeAt: string
  readonly madeBy: string
}): ReportView {
  const { query, tenant, rows, madeAt, madeBy } = made
  return {
    title: `Posteingangsbuch ${tenant.name}`,
    note: `${spanText(query)}, ${rows.length} Eingänge. Stand ${madeAt} Uhr, ausgegeben von ${madeBy}.`,
    sections: [{ title: 'Eingänge', rows: [], table: { columns: REGISTER_COLUMNS, rows } }],
  }
}

function spanText({ from, to }: RegisterQuery): string {
  if (from !== undefined && from === to) return germanDay(from)
  if (from === undefined && to === undefined) return 'Alle Tage'
  return [from === undefined ? '' : `ab ${germanDay(from)}`, to === undefined ? '' : `bis ${germanDay(to)}`]
    .filter((part) => part !== '')
    .join(' ')
}
