import type {
  AccessGrantView,
  AccessLogEntry,
  CrossUnitSearchResult,
  EmergencyView,
  ReadersView,
  ReadReason,
} from '../../contract/access.ts'
import type { AccessGrant } from '../../domain/access/access-grant.ts'
import type { OrgUnit } from '../../domain/access/organisation.ts'
import type { ReadReason as Reason } from '../../domain/access/readers.ts'
import { indexText } from '../../domain/intake/index-data.ts'
import type { ReadersView as Readers } from '../../usecases/access/show-readers.ts'
import type { LoggedAccess } from '../../usecases/audit/query-access-log.ts'
import type { CrossUnitFound } from '../../usecases/retrieval/search-cross-unit.ts'
import type { Presented } from '../route.ts'
import { presentEvent } from './incoming-items.ts'

export function presentReaders({
  level,
  readers,
  grants,
  units,
  maySettle,
  candidates,
}: Readers): Presented<ReadersView> {
  return {
    level,
    readers: readers.map(({ userId, displayName, reasons, shutOutBy }) => ({
      userId,
      displayName,
      reasons: reasons.map((reason) => presentReason(reason, units)),
      shutOutBecause: shutOutBy?.reason ?? null,
    })),
    grants: grants.map(presentGrant),
    maySettle,
    candidates: candidates.map(({ id, displayName }) => ({ id, displayName })),
  }
}

const NO_REASON = { unit: null, forName: null, because: null, until: null }

function presentReason(reason: Reason, units: readonly OrgUnit[]): Presented<ReadReason> {
  const { kind } = reason
  if (kind === 'mailroom') return { ...NO_REASON, kind }
  if (kind === 'deputy') return { ...NO_REASON, kind, forName: reason.forName, until: reason.lastDay }
  if (kind === 'grant' || kind === 'emergency') {
    return { ...NO_REASON, kind, because: reason.grant.reason, until: reason.grant.endsAt ?? null }
  }
  const { orgUnitId } = reason
  const unit = units.find(({ id }) => id === orgUnitId)
  return { ...NO_REASON, kind, unit: unit === undefined ? null : `${unit.number} ${unit.name}` }
}

export function presentGrant(grant: AccessGrant): Presented<AccessGrantView> {
  const { id, object, effect, origin, person, reason, givenBy, givenAt, endsAt, takenBack } = grant
  return {
    id,
    objectKind: object.kind,
    objectId: object.id,
    effect,
    origin,
    person,
    reason,
    givenBy,
    givenAt,
    endsAt: endsAt ?? null,
    takenBackAt: takenBack?.at ?? null,
  }
}

export function presentEmergency(grant: AccessGrant): Presented<EmergencyView> {
  const { id, object, objectNumber, person, reason, givenAt, endsAt = givenAt, takenBack } = grant
  const takenBackAt = takenBack?.at ?? null
  return {
    id,
    objectKind: object.kind,
    objectId: object.id,
    objectNumber,
    person,
    reason,
    givenAt,
    endsAt,
    takenBackAt,
  }
}

export function presentCrossUnit({ hits, total }: CrossUnitFound): Presented<CrossUnitSearchResult> {
  return {
    hits: hits.map(({ item, document }) => ({
      receiptNumber: item.receiptNumber,
      receivedAt: item.receivedAt,
      orgUnitId: item.target?.orgUnitId ?? null,
      documentType: indexText(document.index, 'documentType') ?? null,
    })),
    total,
  }
}

export function presentAccess(entry: LoggedAccess): Presented<AccessLogEntry> {
  const { object, objectName } = entry
  return { ...presentEvent(entry), objectKind: object.kind, objectId: object.id, objectName }
}
