import { MAILROOM_KEY, unitKey } from '../access/actor.ts'
import type { CaseFile } from '../filing/case-file.ts'
import type { IncomingItem } from '../intake/incoming-item.ts'
import type { DeskPlace } from './desk-entry.ts'

export function placeOfItem(
  item: Pick<IncomingItem, 'receiptNumber' | 'subject' | 'target' | 'caseFileId' | 'readKeys'>,
): DeskPlace {
  const { receiptNumber, subject, target, caseFileId, readKeys } = item
  return {
    objectNumber: receiptNumber,
    ...(subject === undefined ? {} : { objectSubject: subject }),
    keeper: target === undefined ? MAILROOM_KEY : unitKey(target.orgUnitId),
    ...(caseFileId === undefined ? {} : { caseFileId }),
    readKeys,
  }
}

export function placeOfCaseFile({ id, fileNumber, subject, leadUnitId, readKeys }: CaseFile): DeskPlace {
  return {
    objectNumber: fileNumber,
    objectSubject: subject,
    keeper: unitKey(leadUnitId),
    caseFileId: id,
    readKeys,
  }
}
