import type { GrantedObject } from '../../domain/access/access-grant.ts'
import type { Actor } from '../../domain/access/actor.ts'
import type { Confidential } from '../../domain/access/policy.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import type { Recorded } from './ledger.ts'
import {
  changeFileAccess,
  changeItemAccess,
  type AccessChange,
  type RecordAccessPorts,
} from './record-access.ts'
import { required } from './required.ts'

/** What single grants are on, whichever of both it is. */
export type GrantedRecord =
  | { readonly kind: 'case-file'; readonly number: string; readonly record: CaseFile }
  | { readonly kind: 'incoming-item'; readonly number: string; readonly record: IncomingItem }

type Ports = Pick<RecordAccessPorts, 'caseFiles' | 'incomingItems'>

/** @throws {MailroomError} `not-found` */
export async function findRecord(
  { caseFiles, incomingItems }: Ports,
  actor: Actor,
  { kind, id }: GrantedObject,
  signal: AbortSignal,
): Promise<GrantedRecord> {
  if (kind === 'case-file') return grantedFile(required(await caseFiles.find(actor, id, signal)))
  return grantedItem(required(await incomingItems.find(actor, id, signal)))
}

/** By receipt or file number, exactly as given. */
export async function findNumbered(
  { caseFiles, incomingItems }: Ports,
  actor: Actor,
  number: string,
  signal: AbortSignal,
): Promise<GrantedRecord | undefined> {
  const caseFile = await caseFiles.findByFileNumber(actor, number, signal)
  if (caseFile !== undefined) return grantedFile(caseFile)
  const { items } = await incomingItems.list(actor, { receiptNumber: number }, { limit: 1 }, signal)
  return items[0] === undefined ? undefined : grantedItem(items[0])
}

function grantedFile(record: CaseFile): GrantedRecord {
  return { kind: 'case-file', number: record.fileNumber, record }
}

function grantedItem(record: IncomingItem): GrantedRecord {
  return { kind: 'incoming-item', number: record.receiptNumber, record }
}

/** Inside the running transaction. */
export async function changeRecordAccess(
  ports: RecordAccessPorts,
  actor: Actor,
  found: GrantedRecord,
  confidential: Confidential,
  change: AccessChange,
  signal: AbortSignal,
): Promise<Pick<Recorded<void>, 'events' | 'changed'>> {
  return found.kind === 'case-file'
    ? changeFileAccess(ports, actor, found.record, confidential, change, signal)
    : changeItemAccess(ports, actor, found.record, confidential, change, signal)
}
