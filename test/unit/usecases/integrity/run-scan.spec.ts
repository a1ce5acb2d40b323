import { expect } from 'chai'
import { createHash } from 'node:crypto'
import type { Finding } from '../../../../src/domain/integrity/finding.ts'
import { recordedRendition, VIEW_COPY_ACTION } from '../../../../src/domain/integrity/recorded-values.ts'
import { integrityFailure } from '../../../../src/domain/intake/verified-content.ts'
import type { Pace } from '../../../../src/ports/pace.ts'
import { createRequestScan } from '../../../../src/usecases/integrity/request-scan.ts'
import { person, SIGNAL } from '../support/mailroom.ts'
import {
  bytesOf,
  editDocument,
  editItem,
  flipped,
  LETTERS,
  openHouse,
  put,
  type House,
} from './scan-house.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/** As a disk does it that has lost a sector. */
async function* unreadable(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of content) {
    yield chunk.subarray(0, 4)
    throw integrityFailure({ systemCode: 'EIO' })
  }
}

const short = ({ kind, documentId, fields }: Finding): unknown[] => [kind, documentId, ...(fields ?? [])]

describe('a scan of everything that is stored', function () {
  it('finds nothing wrong in a sound house, and says how much it has read', async function () {
    const house = await openHouse()
    const scan = await house.scan()
    expect(scan).to.deep.include({ state: 'done', findings: [], findingCount: 0, trigger: 'person' })
    expect(scan).to.deep.include({ checkedDocuments: 2 * LETTERS, checkedObjects: 2 * LETTERS })
    expect(house.alarms).to.deep.equal([])
  })

  const damages: readonly {
    readonly name: string
    readonly do: (house: House) => void
    readonly found: (house: House) => unknown[][]
  }[] = [
    {
      name: 'one flipped bit',
      do: (house) => {
        put(house, house.document(2), flipped(bytesOf(house, house.document(2))))
      },
      found: (house) => [['altered', house.document(2).id]],
    },
    {
      name: 'a cut end',
      do: (house) => {
        put(house, house.document(3, 1), bytesOf(house, house.document(3, 1)).subarray(0, -1))
      },
      found: (house) => [['truncated', house.document(3, 1).id]],
    },
    {
      name: 'an object that is gone',
      do: (house) => void house.blobStore.objects.delete(house.document(5).original.key),
      found: (house) => [['missing', house.document(5).id]],
    },
    {
      name: 'two objects that were swapped',
      do: (house) => {
        const [first, second] = [bytesOf(house, house.document(6)), bytesOf(house, house.document(10, 1))]
        put(house, house.document(6), second)
        put(house, house.document(10, 1), first)
      },
      found: (house) => [
        ['swapped', house.document(6).id],
        ['swapped', house.document(10, 1).id],
      ],
    },
    {
      name: 'an object that nobody knows of',
      do: (house) => {
        const storedAt = new Date(house.clock.now().getTime() - DAY_MS)
        house.blobStore.objects.set('originals/tenant/nobody', { bytes: new Uint8Array(4), storedAt })
      },
      found: () => [['unexpected', 'nobody']],
    },
  ]
  for (const damage of damages) {
    it(`names exactly the document: ${damage.name}`, async function () {
      const house = await openHouse()
      damage.do(house)
      const scan = await house.scan()
      expect(scan.findings.map(short)).to.deep.equal(damage.found(house))
      expect(house.alarms.map(([event]) => event)).to.deep.equal(['integrity-damage'])
      const known = await house.integrityStore.damages(house.machine, 10, SIGNAL)
      expect(known.map(short)).to.deep.equal(damage.found(house))
    })
  }

  it('leaves alone what an intake under way has stored', async function () {
    const house = await openHouse()
    const storedAt = new Date(house.clock.now().getTime() - 60_000)
    house.blobStore.objects.set('originals/tenant/fresh', { bytes: new Uint8Array(4), storedAt })
    expect((await house.scan()).findings).to.deep.equal([])
  })

  const edits: readonly {
    readonly name: string
    readonly edit: (house: House) => Promise<void>
    readonly letter: number
    readonly fields: readonly string[]
  }[] = [
    {
      name: 'the hash, together with the bytes',
      edit: (house) =>
        editDocument(house, (document) => {
          const bytes = flipped(bytesOf(house, document))
          put(house, document, bytes)
          return { original: { ...document.original, sha256: house.digest.sha256(bytes) } }
        }),
      letter: 4,
      fields: ['original.sha256'],
    },
    {
      name: 'the owner of a document',
      edit: (house) => editDocument(house, () => ({ readKeys: ['unit:tax'] })),
      letter: 4,
      fields: ['readKeys'],
    },
    {
      name: 'the date of a document',
      edit: (house) => editDocument(house, () => ({ capturedAt: '2020-01-01T00:00:00.000Z' })),
      letter: 4,
      fields: ['capturedAt'],
    },
    {
      name: 'the date of arrival',
      edit: (house) => editItem(house, 7, { receivedAt: '2020-01-01T00:00:00.000Z' }),
      letter: 7,
      fields: ['item.receivedAt'],
    },
    {
      name: 'the desk, after it was routed',
      edit: (house) => editItem(house, 0, { target: { orgUnitId: 'tax' } }),
      letter: 0,
      fields: ['item.target'],
    },
    {
      name: 'who handed it in',
      edit: (house) => editItem(house, 8, { createdBy: { userId: 'x', displayName: 'X' } }),
      letter: 8,
      fields: ['item.createdBy'],
    },
  ]
  for (const { name, edit, letter, fields } of edits) {
    it(`names the record that was edited without an event: ${name}`, async function () {
      const house = await openHouse()
      await edit(house)
      const { findings } = await house.scan()
      const first = findings.filter(({ documentId }) => documentId === house.document(letter).id)
      expect(first.map(short)).to.deep.equal([['record-altered', house.document(letter).id, ...fields]])
      expect(findings.every(({ itemId }) => itemId === house.letters[letter]?.item.id)).to.equal(true)
    })
  }

  it('names a document that no event tells of, and one that is gone', async function () {
    const house = await openHouse()
    const [letter] = house.letters
    if (letter === undefined) throw new Error('There is no letter.')
    const key = 'originals/tenant/slipped-in'
    const forged = {
      ...house.document(0),
      id: 'slipped-in',
      original: { ...house.document(0).original, key },
    }
    put(house, forged, bytesOf(house, house.document(0)))
    await house.documents.insert(house.machine, forged, SIGNAL)
    const event = {
      action: 'item.received',
      object: { kind: 'incoming-item', id: 'gone' },
      changes: { files: { after: [{ documentId: 'gone-too', sha256: '', sizeBytes: 1 }] } },
    } as const
    await house.auditLog.append(house.machine, event, SIGNAL)
    expect((await house.scan()).findings.map(short)).to.deep.equal([
      ['record-unknown', 'slipped-in'],
      ['record-missing', 'gone-too'],
      ['record-missing', undefined],
    ])
  })

  it('names a searchable copy that was exchanged together with its row', async function () {
    const house = await openHouse()
    const { id, itemId } = house.document(4)
    const bytes = Buffer.from('the searchable copy')
    const key = 'renditions/tenant/copy.pdf'
    const copyOf = (content: Buffer) => {
      const sha256 = createHash('sha256').update(content).digest('hex')
      house.blobStore.objects.set(key, { bytes: content, storedAt: new Date() })
      return { key, mediaType: 'application/pdf', sizeBytes: content.length, sha256 }
    }
    const viewCopy = copyOf(bytes)
    await editDocument(house, () => ({ viewCopy }))
    const object = { kind: 'incoming-item', id: itemId } as const
    const changes = { viewCopy: { after: recordedRendition(id, viewCopy) } }
    await house.auditLog.append(house.machine, { action: VIEW_COPY_ACTION, object, changes }, SIGNAL)
    expect((await house.scan()).findings).to.deep.equal([])

    const forged = copyOf(Buffer.from('another text'))
    await editDocument(house, () => ({ viewCopy: forged }))
    expect((await house.scan()).findings.map(short)).to.deep.equal([['record-altered', id, 'viewCopy']])
  })

  it('tells a damage once in the audit, and forgets it when it was mended', async function () {
    const house = await openHouse()
    const document = house.document(2)
    const bytes = bytesOf(house, document)
    put(house, document, flipped(bytes))
    await house.scan()
    await house.scan()
    const events = await house.auditLog.history(house.machine, 'document', document.id, SIGNAL)
    expect(events.map(({ action }) => action)).to.deep.equal(['integrity.damage-found'])
    expect(await house.integrityStore.damageCount(SIGNAL)).to.equal(1)
    put(house, document, bytes)
    expect((await house.scan()).findings).to.deep.equal([])
    expect(await house.integrityStore.damageCount(SIGNAL)).to.equal(0)
  })

  it('goes on where it was when its process ended, and reads nothing twice but one step', async function () {
    const house = await openHouse()
    put(house, house.document(0), flipped(bytesOf(house, house.document(0))))
    put(house, house.document(11), flipped(bytesOf(house, house.document(11))))
    const end = new AbortController()
    let documents = 0
    const pace: Pace = {
      wait: async (_bytes, _rate, signal) => {
        documents += 1
        if (documents === 13) end.abort()
        signal.throwIfAborted()
      },
    }
    await house.scan(pace, end.signal).catch(() => undefined)
    const half = await house.integrityStore.openScan(house.machine, SIGNAL)
    expect(half).to.deep.include({ state: 'running', checkedDocuments: 10, findingCount: 1 })
    const scan = await house.scan()
    expect(scan).to.deep.include({ id: half?.id, state: 'done', checkedDocuments: 2 * LETTERS })
    expect(scan.findings.map(short)).to.deep.equal([
      ['altered', house.document(0).id],
      ['altered', house.document(11).id],
    ])
  })

  it('keeps in mind a damage that a reader meets while it runs, behind its back', async function () {
    const house = await openHouse()
    const document = house.document(0)
    const { key: objectKey } = document.original
    let documents = 0
    const pace: Pace = {
      wait: async () => {
        documents += 1
        if (documents !== LETTERS) return
        house.clock.advance(1_000)
        put(house, document, flipped(bytesOf(house, document)))
        const firstSeenAt = house.clock.now().toISOString()
        const damage = { kind: 'altered', objectKey, documentId: document.id, firstSeenAt } as const
        await house.integrityStore.recordDamage(house.machine, damage, SIGNAL)
      },
    }
    expect((await house.scan(pace)).findings).to.deep.equal([])
    const known = await house.integrityStore.damages(house.machine, 10, SIGNAL)
    expect(known.map((damage) => damage.objectKey)).to.deep.equal([objectKey])
  })

  it("is nobody else's as long as it is at work, however long one step takes", async function () {
    const house = await openHouse()
    const extended = async (): Promise<void> => {
      const before = house.extensions()
      while (house.extensions() === before) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const claims: unknown[] = []
    const pace: Pace = {
      wait: async () => {
        if (claims.length > 2) return
        house.clock.advance(45_000)
        await extended()
        claims.push(await house.integrityStore.claimScan(60_000, SIGNAL))
      },
    }
    expect((await house.scan(pace)).state).to.equal('done')
    expect(claims).to.deep.equal([undefined, undefined, undefined])
  })

  it('names what the disk cannot read any more, and goes on', async function () {
    const house = await openHouse()
    const { id, original } = house.document(9)
    const readable = house.blobStore.openUnchecked
    house.blobStore.openUnchecked = async (key, signal) =>
      key === original.key ? unreadable(await readable(key, signal)) : readable(key, signal)
    const scan = await house.scan()
    expect(scan.findings.map(short)).to.deep.equal([['truncated', id]])
    expect(scan).to.deep.include({ state: 'done', checkedDocuments: 2 * LETTERS })
  })

  it('is one at a time', async function () {
    const house = await openHouse()
    const first = await createRequestScan(house)(person('otto'), SIGNAL)
    expect((await createRequestScan(house)(person('ada'), SIGNAL)).id).to.equal(first.id)
  })
})
