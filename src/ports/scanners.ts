import type { Actor } from '../domain/access/actor.ts'
import type { LastScan, Scanner } from '../domain/batches/scanner.ts'
import type { Repository } from './repository.ts'

/** See `repository.ts` for what every call promises. A folder belongs to one scanner of the tenant. */
export interface Scanners extends Repository<Scanner> {
  /** By name. */
  list(actor: Actor, signal: AbortSignal): Promise<Scanner[]>
  /** Notes what its folder has brought in; leaves the version as it is. Nothing happens when the scanner is gone. */
  noteScan(actor: Actor, scannerId: string, lastScan: LastScan, signal: AbortSignal): Promise<void>
  /** Of any tenant, for the machine that looks into the folders. */
  all(signal: AbortSignal): Promise<Scanner[]>
}
