import { expect } from 'chai'
import type { Inconsistency } from '../../../../src/domain/integrity/inconsistency.ts'
import { createCheckConsistency } from '../../../../src/usecases/integrity/check-consistency.ts'
import { createReceiveItem } from '../../../../src/usecases/intake/receive-item.ts'
import { repairInconsistency } from '../../../../src/usecases/operation/repair-inconsistency.ts'
import { caseFileOf, followUpOf, noteOf, routeSlipOf } from '../../../contract/records.ts'
import { aLetter, aPage } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../support/mailroom.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

async function openHouse() {
  const mailroom = await openMailroom()
  const input = { files: [upload('one'), upload('two')], channel: 'letter' } as const
  const { item, documents } = await createReceiveItem(mailroom)(person('mia'), input, SIGNAL)
  const [first, second] = documents
  if (first === undefined || second === undefined) throw new Error('The documents are missing.')
  const check = (): Promise<readonly Inconsistency[]> =>
    createCheckConsistency(mailroom)(person('otto'), SIGNAL)
  return { ...mailroom, item, first, second, check }
}

type House = Awaited<ReturnType<typeof openHouse>>

/** The job is gone from the queue, as after a hand in the database. */
async function drainQueue({ jobQueue }: Mailroom): Promise<void> {
  for (;;) {
    const job = await jobQueue.claim('w', 60_000, SIGNAL)
    if (job === undefined) return
    await jobQueue.complete(job, SIGNAL)
  }
}

describe('a look for what is half there', function () {
  it('finds nothing in a sound house, whatever the machine is at', async function () {
    const house = await openHouse()
    expect(await house.check()).to.deep.equal([])
    await house.jobQueue.claim('w', 60_000, SIGNAL)
    expect(await house.check()).to.deep.equal([])
  })

  const cases: readonly {
    readonly name: string
    readonly damage: (house: House) => Promise<void>
    readonly kinds: readonly string[]
    readonly left: readonly string[]
  }[] = [
    {
      name: 'a document for which no job is open',
      damage: drainQueue,
      kinds: ['stuck', 'stuck'],
      left: [],
    },
    {
      name: 'an original that is gone, which nothing but a backup brings back',
      damage: async (house) => void house.blobStore.objects.delete(house.first.original.key),
      kinds: ['original-missing'],
      left: ['original-missing'],
    },
    {
      name: 'a view copy that is gone',
      damage: async (house) => {
        const viewCopy = { ...house.first.original, key: `renditions/tenant/${house.first.id}/view-x.pdf` }
        await house.documents.save(house.machine, { ...house.first, viewCopy }, SIGNAL)
      },
      kinds: ['rendition-missing'],
      left: [],
    },
    {
      name: 'data of an e-invoice that are gone',
      damage: async (house) => {
        const object = {
          ...house.first.original,
          key: `renditions/tenant/${house.first.id}/e-invoice-x.json`,
        }
        await house.documents.save(house.machine, { ...house.first, eInvoice: { object } }, SIGNAL)
      },
      kinds: ['rendition-missing'],
      left: [],
    },
    {
      name: 'a PDF made of an office file that is gone',
      damage: async (house) => {
        const converted = {
          ...house.first.original,
          key: `renditions/tenant/${house.first.id}/converted-x.pdf`,
        }
        await house.documents.save(house.machine, { ...house.first, converted }, SIGNAL)
      },
      kinds: ['rendition-missing'],
      left: [],
    },
    {
      name: 'an object that nobody names',
      damage: async (house) => {
        const storedAt = new Date(house.clock.now().getTime() - DAY_MS)
        house.blobStore.objects.set('renditions/tenant/x/page-1.webp', { bytes: new Uint8Array(1), storedAt })
      },
      kinds: ['orphan-object'],
      left: [],
    },
    {
      name: 'an item that names a document which is not there',
      damage: async (house) => {
        const documentIds = [house.first.id, house.second.id, 'gone']
        await house.incomingItems.save(house.machine, { ...house.item, documentIds }, SIGNAL)
      },
      kinds: ['document-missing'],
      left: ['document-missing'],
    },
    {
      name: 'a request for documents to which something came in that is not there',
      damage: async (house) => {
        const answer = {
          receiptNumber: 'n',
          receivedAt: '2026-03-02T08:00:00.000Z',
          fileCount: 1,
          inTime: true,
        }
        const object = { kind: 'incoming-item', id: house.item.id } as const
        const answers = [
          { ...answer, itemId: house.item.id },
          { ...answer, itemId: 'gone' },
        ]
        await house.followUps.insert(
          house.machine,
          followUpOf(house.machine.tenantId, { object, answers }),
          SIGNAL,
        )
      },
      kinds: ['follow-up-loose'],
      left: ['follow-up-loose'],
    },
    {
      name: 'a note on what is not there',
      damage: async ({ machine, notes, caseFiles }) => {
        const file = caseFileOf(machine.tenantId)
        await caseFiles.insert(machine, file, SIGNAL)
        const object = { kind: 'case-file', id: file.id } as const
        await notes.insert(machine, noteOf(machine.tenantId, { object }), SIGNAL)
        caseFiles.find = async () => Promise.resolve(undefined)
      },
      kinds: ['note-loose'],
      left: ['note-loose'],
    },
    {
      name: 'a route slip on what is not there',
      damage: async ({ machine, routeSlips, caseFiles }) => {
        const file = caseFileOf(machine.tenantId)
        await caseFiles.insert(machine, file, SIGNAL)
        const object = { kind: 'case-file', id: file.id } as const
        await routeSlips.insert(machine, routeSlipOf(machine.tenantId, { object }), SIGNAL)
        caseFiles.find = async () => Promise.resolve(undefined)
      },
      kinds: ['route-slip-loose'],
      left: ['route-slip-loose'],
    },
    {
      name: 'a document that its item does not name',
      damage: async (house) => {
        await house.incomingItems.save(
          house.machine,
          { ...house.item, documentIds: [house.first.id] },
          SIGNAL,
        )
      },
      kinds: ['item-missing'],
      left: ['item-missing'],
    },
  ]
  for (const { name, damage, kinds, left } of cases) {
    it(`names it, and mends what can be mended: ${name}`, async function () {
      const house = await openHouse()
      await damage(house)
      const found = await house.check()
      expect(found.map(({ kind }) => kind)).to.deep.equal(kinds)
      for (const one of found) await repairInconsistency(house, house.machine, one, SIGNAL)
      const after = (await house.check()).map(({ kind }) => kind)
      expect(after).to.deep.equal(left)
    })
  }

  it('names a document that was read with half its pages', async function () {
    const house = await openMailroom()
    const { documents } = await aLetter(house, { document: { pageCount: 2 } })
    const [document] = documents
    if (document === undefined) throw new Error('The document is missing.')
    await house.documents.savePage(house.machine, document.id, aPage('eins'), SIGNAL)
    const done = { state: 'done', stage: 'done', pagesDone: 2 } as const
    const now = await house.documents.find(house.machine, document.id, SIGNAL)
    await house.documents.save(house.machine, { ...(now ?? document), processing: done }, SIGNAL)
    const found = await createCheckConsistency(house)(person('otto'), SIGNAL)
    expect(found).to.deep.include({
      kind: 'pages-incomplete',
      documentId: document.id,
      itemId: document.itemId,
    })
  })
})
