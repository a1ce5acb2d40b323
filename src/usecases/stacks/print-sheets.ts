import type { Actor } from '../../domain/access/actor.ts'
import { LEVEL_NAMES, type Level } from '../../domain/access/confidentiality.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { printableSheet } from '../../domain/stacks/printable-sheet.ts'
import type { DocumentTypes, OrgUnits } from '../../ports/organisation.ts'
import type { QrCodeWriter } from '../../ports/qr-code-writer.ts'
import type { SheetPageWriter } from '../../ports/sheet-page-writer.ts'
import { invalid } from '../shared/required.ts'

export interface SheetsInput {
  readonly orgUnitId?: string | undefined
  /** Key of the document type. */
  readonly documentType?: string | undefined
  readonly level?: Level | undefined
  readonly copies: number
}

/**
 * Separator sheets, or cover sheets that say something of the letter behind them, as a PDF to be printed.
 *
 * @throws {MailroomError} `forbidden`; `validation-failed` for a unit or document type that there is not
 */
export type PrintSheets = (actor: Actor, input: SheetsInput, signal: AbortSignal) => Promise<Uint8Array>

interface Ports {
  readonly orgUnits: OrgUnits
  readonly documentTypes: DocumentTypes
  readonly qrCodeWriter: QrCodeWriter
  readonly sheetPages: SheetPageWriter
}

export function createPrintSheets(ports: Ports): PrintSheets {
  return async function printSheets(actor, { orgUnitId, documentType, level, copies }, signal) {
    requirePermission(actor, 'masterdata:read')
    const unit = await chosen(ports.orgUnits, actor, orgUnitId, signal)
    if (unit === 'missing') throw invalid('orgUnitId', 'Diese Einheit gibt es nicht.')
    const type = await chosen(ports.documentTypes, actor, documentType, signal)
    if (type === 'missing' || type?.retired === true)
      throw invalid('documentType', 'Diese Dokumentart gibt es nicht oder nicht mehr.')
    const cover = { unit: unit?.number, documentType: type?.id, level }
    const names = {
      unit: unit && `${unit.number} ${unit.name}`,
      documentType: type?.name,
      level: level && LEVEL_NAMES[level],
    }
    const sheet = printableSheet(cover, names)
    const code = await ports.qrCodeWriter.modules(sheet.code)
    return ports.sheetPages.sheetsOf(sheet, code, copies)
  }
}

interface Found<T> {
  list(actor: Actor, signal: AbortSignal): Promise<T[]>
}

async function chosen<T extends { readonly id: string }>(
  records: Found<T>,
  actor: Actor,
  id: string | undefined,
  signal: AbortSignal,
): Promise<T | 'missing' | undefined> {
  if (id === undefined) return undefined
  const all = await records.list(actor, signal)
  return all.find((record) => record.id === id) ?? 'missing'
}
