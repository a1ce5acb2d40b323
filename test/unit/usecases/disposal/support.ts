import { createHash } from 'node:crypto'
import type { DisposalFile, DisposalRun } from '../../../../src/domain/disposal/disposal-run.ts'
import type { CaseFile } from '../../../../src/domain/filing/case-file.ts'
import type { StoredObject } from '../../../../src/domain/intake/document.ts'
import { createRequestDestruction } from '../../../../src/usecases/disposal/destroy-run.ts'
import { createPrepareRun } from '../../../../src/usecases/disposal/prepare-run.ts'
import { createFileItem } from '../../../../src/usecases/filing/file-item.ts'
import { createOpenCaseFile } from '../../../../src/usecases/filing/open-case-file.ts'
import { createPatchCaseFile } from '../../../../src/usecases/filing/patch-case-file.ts'
import { createPatchFilingPlanEntry } from '../../../../src/usecases/filing/patch-filing-plan-entry.ts'
import { createAddRetentionClass } from '../../../../src/usecases/filing/retention-classes.ts'
import { contentsOf } from '../../../../src/usecases/shared/archived-case-file.ts'
import { anInboxLetter } from '../support/letters.ts'
import { person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

export const CLARA = person('clara')
export const RITA = person('rita')
export const ROLF = person('rolf')

const NEW_FILE = {
  subject: 'Hilfe zur Pflege <Müller & Söhne>',
  filingPlanEntryId: 'plan',
  leadUnitId: 'social',
}

/** Files of the plan's only entry may go the day after they were closed. */
export async function keepNothing(mailroom: Mailroom): Promise<void> {
  const kept = { id: '0-b', name: 'Keine', years: 0, start: 'closing-day', proposal: 'B' } as const
  await createAddRetentionClass(mailroom)(person('ada'), kept, SIGNAL)
  const patch = { entryId: 'plan', expectedVersion: 1, retentionClassId: '0-b' }
  await createPatchFilingPlanEntry(mailroom)(person('ada'), patch, SIGNAL)
}

async function store(mailroom: Mailroom, key: string, text: string): Promise<StoredObject> {
  const bytes = Buffer.from(text)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const object = { key, mediaType: 'application/pdf', sizeBytes: bytes.length, sha256 }
  const content = async function* (): AsyncGenerator<Uint8Array> {
    yield bytes
  }
  await mailroom.blobStore.put(key, content(), object, SIGNAL)
  return object
}

/** A closed file with one letter and its searchable copy in it, whose time is over once a day has gone. */
export async function closedFile(mailroom: Mailroom, name: string): Promise<CaseFile> {
  const { id } = await createOpenCaseFile(mailroom)(CLARA, NEW_FILE, SIGNAL)
  const viewCopy = await store(mailroom, `renditions/tenant/${name}/view`, `copy of ${name}`)
  const { item } = await anInboxLetter(mailroom, {
    item: { confirmedAt: '2026-03-02T08:00:00.000Z', subject: `Betreff ${name}`, sender: 'Erika Beispiel' },
    document: { viewCopy, filename: `${name}.pdf` },
  })
  await createFileItem(mailroom)(CLARA, { itemId: item.id, caseFileId: id }, SIGNAL)
  const { version } = (await mailroom.caseFiles.find(CLARA, id, SIGNAL)) ?? { version: 0 }
  const closing = { caseFileId: id, expectedVersion: version, state: 'closed' } as const
  return createPatchCaseFile(mailroom)(CLARA, closing, SIGNAL)
}

/** A run over the files, decided V by a letter, of which one person wants the destruction. */
export async function requestedRun(mailroom: Mailroom, caseFileIds: readonly string[]): Promise<DisposalRun> {
  const input = { caseFileIds, archive: 'Stadtarchiv', isDirect: false }
  const prepared = await createPrepareRun(mailroom)(RITA, input, SIGNAL)
  const recordedBy = { userId: 'rita', displayName: 'rita' }
  const word = { by: 'letter', reference: '1/26', at: prepared.createdAt, recordedBy }
  const files: DisposalFile[] = []
  for (const file of prepared.files) {
    const documents = await mailroom.documents.ofCaseFile(mailroom.machine, file.caseFileId, SIGNAL)
    const contents = contentsOf(mailroom.digest, documents)
    files.push({ ...file, decision: { ...word, value: 'V' }, contents })
  }
  await mailroom.disposalRuns.save(RITA, { ...prepared, files, state: 'decided' }, SIGNAL)
  return createRequestDestruction(mailroom)(RITA, prepared.id, SIGNAL)
}
