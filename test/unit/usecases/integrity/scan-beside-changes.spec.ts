import { expect } from 'chai'
import { createHash } from 'node:crypto'
import { disposedItem } from '../../../../src/domain/disposal/disposed-item.ts'
import type { CaseFile } from '../../../../src/domain/filing/case-file.ts'
import type { PageImage, StoredDocument } from '../../../../src/domain/intake/document.ts'
import type { Pace } from '../../../../src/ports/pace.ts'
import { SIGNAL } from '../support/mailroom.ts'
import { LETTERS, openHouse, type House } from './scan-house.ts'

const CASE_FILE: CaseFile = {
  id: 'a',
  tenantId: 'tenant',
  fileNumber: '50.10-2026/1',
  subject: 'Akte',
  filingPlanEntryId: 'plan',
  leadUnitId: 'social',
  state: 'closed',
  createdAt: '2026-03-02T10:00:00.000Z',
  createdBy: { userId: 'clara', displayName: 'Clara' },
  documentCount: 1,
  readKeys: ['unit:social'],
  version: 1,
}

describe('a scan of everything that is stored, beside changes', function () {
  let house: House
  beforeEach(async function () {
    house = await openHouse()
  })

  /** Makes the change when the first of ten documents that were listed together is checked. */
  async function findingsBeside(change: () => Promise<void>): Promise<readonly unknown[]> {
    let looks = 0
    const pace: Pace = {
      wait: async () => {
        looks += 1
        if (looks === 1) await change()
      },
    }
    const { findings, checkedDocuments } = await house.scan(pace)
    expect(checkedDocuments).to.equal(2 * LETTERS)
    return findings
  }

  function pictureOf({ id }: StoredDocument, name: string): PageImage {
    const bytes = Buffer.from(name)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const key = `renditions/tenant/${id}/page-1-${name}.webp`
    house.blobStore.objects.set(key, { bytes, storedAt: new Date() })
    const object = { key, mediaType: 'image/webp', sizeBytes: bytes.length, sha256 }
    return { page: 1, widthPx: 1, heightPx: 1, object }
  }

  it('misses no picture of a reading that was replaced', async function () {
    const { documents, machine, blobStore } = house
    const document = house.document(1)
    const before = pictureOf(document, 'before')
    const read = await documents.save(machine, { ...document, pageImages: [before] }, SIGNAL)
    const found = await findingsBeside(async () => {
      await documents.save(machine, { ...read, pageImages: [pictureOf(read, 'after')] }, SIGNAL)
      blobStore.objects.delete(before.object.key)
    })
    expect(found).to.deep.equal([])
  })

  it('misses no original of a letter that was destroyed', async function () {
    const { caseFiles, recordRemover, incomingItems, machine, blobStore } = house
    const letter = house.letters[2]
    if (letter === undefined) throw new Error('There is no such letter.')
    const documentIds = letter.documents.map(({ id }) => id)
    const found = await findingsBeside(async () => {
      await caseFiles.insert(machine, CASE_FILE, SIGNAL)
      await recordRemover.removeCaseFile(machine, { caseFile: CASE_FILE, documentIds, items: [] }, SIGNAL)
      const disposal = { at: '2026-03-02T10:00:00.000Z', serial: 1, documentIds }
      await incomingItems.save(machine, disposedItem(letter.item, disposal), SIGNAL)
      for (const { original } of letter.documents) blobStore.objects.delete(original.key)
    })
    expect(found).to.deep.equal([])
  })
})
