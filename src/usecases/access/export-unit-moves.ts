import type { Actor } from '../../domain/access/actor.ts'
import { PROTOCOL_COLUMNS, protocolRows } from '../../domain/access/move-protocol.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { germanTime } from '../../domain/register/register-table.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { Clock } from '../../ports/clock.ts'
import type { OrgUnits, Tenants } from '../../ports/organisation.ts'
import type { ReportPageWriter } from '../../ports/report-page-writer.ts'
import { required } from '../shared/required.ts'
import { unitMovesOf } from '../shared/unit-moves.ts'

/** The protocol of a reorganisation as a table, headings first, or as the pages of a PDF. */
export interface MoveProtocol {
  /** Number of the unit, for the name of the file. */
  readonly unitNumber: string
  readonly table: readonly (readonly string[])[]
  readonly pdf: () => Promise<Uint8Array>
}

/** What a unit has given away, oldest first, a row for each thing. @throws {MailroomError} `forbidden`, `not-found` */
export type ExportUnitMoves = (actor: Actor, unitId: string, signal: AbortSignal) => Promise<MoveProtocol>

export function createExportUnitMoves(ports: {
  readonly orgUnits: OrgUnits
  readonly auditLog: AuditLog
  readonly tenants: Tenants
  readonly reportPages: ReportPageWriter
  readonly clock: Clock
}): ExportUnitMoves {
  return async function exportUnitMoves(actor, unitId, signal) {
    requirePermission(actor, 'masterdata:edit')
    const unit = required(await ports.orgUnits.find(actor, unitId, signal))
    const { name, timeZone } = required(await ports.tenants.find(actor.tenantId, signal))
    const moves = await unitMovesOf(ports, actor, unitId, signal)
    const rows = protocolRows(unit, moves, await ports.orgUnits.list(actor, signal), timeZone)
    const madeAt = germanTime(ports.clock.now().toISOString(), timeZone)
    const view = {
      title: `Protokoll der Umorganisation: ${unit.number} ${unit.name}`,
      note: `${name}. ${rows.length} Übertragungen. Stand ${madeAt} Uhr, ausgegeben von ${actor.displayName}.`,
      sections: [{ title: 'Übertragen', rows: [], table: { columns: PROTOCOL_COLUMNS, rows } }],
    }
    return {
      unitNumber: unit.number,
      table: [PROTOCOL_COLUMNS.map(({ label }) => label), ...rows],
      pdf: () => ports.reportPages.pagesOf(view, signal),
    }
  }
}
