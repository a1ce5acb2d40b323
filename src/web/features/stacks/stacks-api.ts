import { API, queryString } from '../../shared/api/client.ts'

export interface SheetChoice {
  readonly orgUnitId: string
  readonly documentType: string
  readonly level: string
  readonly copies: number
}

export function sheetsAddress(choice: SheetChoice): string {
  return `${API}/separator-sheets/sheets.pdf${queryString({ ...choice })}`
}
