import { expect } from 'chai'
import type { Level } from '../../../../src/domain/access/confidentiality.ts'
import type { CaseFile } from '../../../../src/domain/filing/case-file.ts'
import { createSetItemLevel } from '../../../../src/usecases/access/set-item-level.ts'
import { createFileItem } from '../../../../src/usecases/filing/file-item.ts'
import { createOpenCaseFile } from '../../../../src/usecases/filing/open-case-file.ts'
import type { ItemWithDocuments } from '../../../../src/usecases/shared/item-with-documents.ts'
import { anInboxLetter } from './letters.ts'
import { person, SIGNAL, type Mailroom, type PersonName } from './mailroom.ts'
import { signedIn } from './signed-in.ts'

/** People whose reading is asked about. */
export const ALL = ['mia', 'mara', 'clara', 'carla', 'hans', 'tom', 'hugo'] as const

/** Who of the people finds the item at the next request, and the same with its document. */
export async function readersOf(mailroom: Mailroom, { item, documents }: ItemWithDocuments): Promise<string> {
  const names: string[] = []
  for (const name of ALL) {
    const actor = await signedIn(mailroom, name)
    const found = await mailroom.incomingItems.find(actor, item.id, SIGNAL)
    const document = await mailroom.documents.find(actor, documents[0]?.id ?? '', SIGNAL)
    expect(document === undefined, name).to.equal(found === undefined)
    if (found !== undefined) names.push(name)
  }
  return names.join(' ')
}

export async function fileReadersOf(mailroom: Mailroom, { id }: CaseFile): Promise<string> {
  const names: string[] = []
  for (const name of ALL) {
    const actor = await signedIn(mailroom, name)
    if ((await mailroom.caseFiles.find(actor, id, SIGNAL)) !== undefined) names.push(name)
  }
  return names.join(' ')
}

/** Or lowers its level. */
export async function raise(
  mailroom: Mailroom,
  name: PersonName,
  { item }: ItemWithDocuments,
  level: Level,
): Promise<ItemWithDocuments> {
  const input = { itemId: item.id, level, reason: 'Personalsache' }
  return createSetItemLevel(mailroom)(person(name), input, SIGNAL)
}

/** A file of the social office with one letter in it. */
export async function aFile(
  mailroom: Mailroom,
): Promise<{ readonly caseFile: CaseFile; readonly letter: ItemWithDocuments }> {
  const input = { subject: 'Pflege', filingPlanEntryId: 'plan', leadUnitId: 'social' }
  const opened = await createOpenCaseFile(mailroom)(person('clara'), input, SIGNAL)
  const { item } = await anInboxLetter(mailroom, { item: { confirmedAt: '2026-03-02T08:00:00.000Z' } })
  const filing = { itemId: item.id, caseFileId: opened.id }
  const letter = await createFileItem(mailroom)(person('clara'), filing, SIGNAL)
  const caseFile = await mailroom.caseFiles.find(mailroom.machine, opened.id, SIGNAL)
  return { caseFile: caseFile ?? opened, letter }
}
