import { expect } from 'chai'
import type { ErrorCode } from '../../../../src/domain/errors.ts'
import { actorOfToken } from '../../../../src/domain/access/actor-of-user.ts'
import {
  createReceiveItem,
  type ReceiveItem,
  type ReceiveItemInput,
} from '../../../../src/usecases/intake/receive-item.ts'
import { createRecoverIntakes } from '../../../../src/usecases/intake/recover-intakes.ts'
import { createLedger } from '../../../../src/usecases/shared/ledger.ts'
import type { ReceivedUpload } from '../../../../src/usecases/shared/received-upload.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { createSaboteur, SabotageError } from '../support/failing-ports.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../support/mailroom.ts'
import { KEY_STALE_AFTER_MS } from '../../../../src/usecases/shared/keyed-request.ts'

const MIA = person('mia')
const HOUR_MS = 3_600_000

function input(fields: Partial<ReceiveItemInput> = {}): ReceiveItemInput {
  return { files: [upload('one')], channel: 'letter', ...fields }
}

async function itemCount(mailroom: Mailroom): Promise<number> {
  return (await mailroom.incomingItems.list(mailroom.machine, {}, { limit: 200 }, SIGNAL)).items.length
}

describe('ReceiveItem', function () {
  let mailroom: Mailroom
  let receiveItem: ReceiveItem

  beforeEach(async function () {
    mailroom = await openMailroom()
    receiveItem = createReceiveItem(mailroom)
  })

  it('keeps originals, records, event, notices and first jobs together', async function () {
    const files = [upload('one', { filename: '../a\r\nb.pdf' }), upload('two', { mediaType: 'image/tiff' })]
    const { item, documents, replayed } = await receiveItem(MIA, input({ files, subject: 'Post' }), SIGNAL)

    expect(item).to.include({
      receiptNumber: 'MU-2026-000001',
      state: 'capturing',
      subject: 'Post',
      channel: 'letter',
    })
    expect(replayed).to.equal(false)
    expect(documents.map(({ filename }) => filename)).to.deep.equal(['a b.pdf', 'brief.pdf'])
    for (const [index, text] of ['one', 'two'].entries()) {
      const key = documents[index]?.original.key ?? ''
      expect(Buffer.from(mailroom.blobStore.objects.get(key)?.bytes ?? []).toString()).to.equal(text)
    }
    const [event] = await mailroom.auditLog.history(MIA, 'incoming-item', item.id, SIGNAL)
    expect(JSON.stringify(event?.changes)).to.include('../a\\r\\nb.pdf')
    const changes = await mailroom.changeFeed.since(0, 10, SIGNAL)
    expect(changes.map(({ kind }) => kind)).to.deep.equal(['item', 'document', 'document'])
    const jobs = await mailroom.jobQueue.list(MIA, 'queued', { limit: 10 }, SIGNAL)
    expect(jobs.items.map(({ kind, priority }) => `${kind} ${priority}`)).to.deep.equal([
      'recognise 5',
      'recognise 5',
    ])
  })

  it('numbers without gaps over refused and failed intakes', async function () {
    await receiveItem(MIA, input(), SIGNAL)
    await expectFailure(receiveItem(MIA, input({ files: [] }), SIGNAL), 'validation-failed')
    const broken = upload('x', { staged: { ...upload('x').staged, sha256: '0'.repeat(64) } })
    await expectFailure(receiveItem(MIA, input({ files: [broken] }), SIGNAL), 'content-mismatch')
    const { item } = await receiveItem(MIA, input(), SIGNAL)
    expect(item.receiptNumber).to.equal('MU-2026-000002')
  })

  it('keeps equal files apart', async function () {
    const { documents } = await receiveItem(MIA, input({ files: [upload('same'), upload('same')] }), SIGNAL)
    expect(new Set(documents.map(({ original }) => original.key)).size).to.equal(2)
  })

  it('keeps the time of arrival apart from the time of capture', async function () {
    const { item } = await receiveItem(MIA, input({ receivedAt: '2026-02-27T16:00:00+01:00' }), SIGNAL)
    expect(item.receivedAt).to.equal('2026-02-27T15:00:00.000Z')
    expect(item.capturedAt).to.equal('2026-03-02T08:00:00.000Z')
  })

  it('lets a clerk see what he has handed in himself', async function () {
    const { item } = await receiveItem(person('clara'), input(), SIGNAL)
    expect(await mailroom.incomingItems.find(person('clara'), item.id, SIGNAL)).not.to.equal(undefined)
    expect(await mailroom.incomingItems.find(person('tom'), item.id, SIGNAL)).to.equal(undefined)
  })

  it('wakes the workers', async function () {
    const woken = mailroom.bell.wait(10_000, SIGNAL)
    await receiveItem(MIA, input(), SIGNAL)
    await woken
  })

  const refused: readonly { name: string; fields: Partial<ReceiveItemInput>; code: ErrorCode }[] = [
    { name: 'no file', fields: { files: [] }, code: 'validation-failed' },
    { name: 'an empty file', fields: { files: [upload('')] }, code: 'validation-failed' },
    {
      name: 'more than 50 files',
      fields: { files: Array.from({ length: 51 }, (): ReceivedUpload => upload('x')) },
      code: 'validation-failed',
    },
    {
      name: 'content of no known kind',
      fields: { files: [upload('MZ', { mediaType: undefined })] },
      code: 'unsupported-media-type',
    },
    {
      name: 'an arrival in the future',
      fields: { receivedAt: '2026-03-02T08:11:00Z' },
      code: 'validation-failed',
    },
    { name: 'an arrival that is no time', fields: { receivedAt: 'gestern' }, code: 'validation-failed' },
  ]
  for (const { name, fields, code } of refused) {
    it(`refuses ${name} before anything is stored`, async function () {
      await expectFailure(receiveItem(MIA, input(fields), SIGNAL), code)
      expect(mailroom.blobStore.objects.size).to.equal(0)
    })
  }

  describe('with an idempotency key', function () {
    const idempotency = { key: 'k', requestHash: 'h' }

    it('answers the same request with the same item', async function () {
      const first = await receiveItem(MIA, input({ idempotency }), SIGNAL)
      const second = await receiveItem(MIA, input({ idempotency }), SIGNAL)
      expect([second.item.id, second.replayed, second.readable]).to.deep.equal([first.item.id, true, true])
      expect(await itemCount(mailroom)).to.equal(1)
    })

    it('knows that the caller may not read the item any more', async function () {
      const { item } = await receiveItem(MIA, input({ idempotency }), SIGNAL)
      await mailroom.incomingItems.save(mailroom.machine, { ...item, readKeys: ['unit:tax'] }, SIGNAL)
      expect((await receiveItem(MIA, input({ idempotency }), SIGNAL)).readable).to.equal(false)
    })

    it('gives the receipt only where a look would have to be written down', async function () {
      const mara = person('mara')
      const { item } = await receiveItem(mara, input({ idempotency }), SIGNAL)
      const readKeys = ['mailroom:confidential']
      await mailroom.incomingItems.save(mailroom.machine, { ...item, readKeys }, SIGNAL)
      expect((await receiveItem(mara, input({ idempotency }), SIGNAL)).readable).to.equal(false)
    })

    it('knows that a token for intake never reads', async function () {
      const scanner = actorOfToken(MIA, ['intake'])
      expect((await receiveItem(scanner, input({ idempotency }), SIGNAL)).replayed).to.equal(false)
      const again = await receiveItem(scanner, input({ idempotency }), SIGNAL)
      expect([again.replayed, again.readable]).to.deep.equal([true, false])
    })

    it('answers a scanner, who may not read what he has handed in', async function () {
      const first = await receiveItem(person('scan'), input({ idempotency }), SIGNAL)
      const second = await receiveItem(person('scan'), input({ idempotency }), SIGNAL)
      expect(second.item.id).to.equal(first.item.id)
    })

    it('refuses the key for another request', async function () {
      await receiveItem(MIA, input({ idempotency }), SIGNAL)
      const other = input({ idempotency: { key: 'k', requestHash: 'other' } })
      await expectFailure(receiveItem(MIA, other, SIGNAL), 'idempotency-key-reused')
    })

    it('keeps the keys of people apart', async function () {
      await receiveItem(MIA, input({ idempotency }), SIGNAL)
      expect((await receiveItem(person('max'), input({ idempotency }), SIGNAL)).replayed).to.equal(false)
    })

    it('lets one of many equal requests at once make the item', async function () {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, () => receiveItem(MIA, input({ idempotency }), SIGNAL)),
      )
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
      expect(await itemCount(mailroom)).to.equal(1)
    })

    it('never answers a request with the item of another one that had the key before and came late', async function () {
      const held = (text: string): { readonly file: ReceivedUpload; readonly letGo: () => void } => {
        let letGo = (): void => undefined
        const gate = new Promise<void>((resolve) => (letGo = resolve))
        const { staged } = upload(text)
        const stream = async function* (): AsyncGenerator<Uint8Array, void> {
          await gate
          yield Buffer.from(text)
        }
        return { file: upload(text, { staged: { ...staged, stream } }), letGo }
      }
      const [slow, other] = [held('slow'), held('other')]
      const late = receiveItem(MIA, input({ files: [slow.file], idempotency }), SIGNAL)
      await new Promise((resolve) => setImmediate(resolve))
      mailroom.clock.advance(KEY_STALE_AFTER_MS)
      const said = { key: 'k', requestHash: 'other' }
      const taken = receiveItem(MIA, input({ files: [other.file], idempotency: said }), SIGNAL)
      await new Promise((resolve) => setImmediate(resolve))
      slow.letGo()
      await expectFailure(late, 'lease-lost')
      other.letGo()
      const { item } = await taken
      const again = await receiveItem(MIA, input({ files: [upload('other')], idempotency: said }), SIGNAL)
      expect(again).to.deep.include({ replayed: true, item })
      expect(await itemCount(mailroom)).to.equal(1)
    })

    it('frees the key after a failure', async function () {
      const broken = upload('x', { staged: { ...upload('x').staged, sha256: '0'.repeat(64) } })
      await expectFailure(
        receiveItem(MIA, input({ files: [broken], idempotency }), SIGNAL),
        'content-mismatch',
      )
      expect((await receiveItem(MIA, input({ idempotency }), SIGNAL)).replayed).to.equal(false)
    })

    it('frees the key when the caller has gone', async function () {
      const caller = new AbortController()
      const staged = {
        ...upload('x').staged,
        async *stream() {
          caller.abort()
          yield Buffer.from('x')
        },
      }
      const gone = receiveItem(MIA, input({ files: [upload('x', { staged })], idempotency }), caller.signal)
      expect(await gone.catch((error: unknown) => (error as Error).name)).to.equal('AbortError')
      expect((await receiveItem(MIA, input({ idempotency }), SIGNAL)).replayed).to.equal(false)
    })
  })
})

describe('ReceiveItem, when the Nth call of a port fails', function () {
  const idempotency = { key: 'k', requestHash: 'h' }

  function sabotaged(mailroom: Mailroom, failingCall: number, isAfterwards: boolean) {
    const saboteur = createSaboteur(failingCall, isAfterwards)
    const wrapped = {
      tenants: saboteur.wrap(mailroom.tenants),
      incomingItems: saboteur.wrap(mailroom.incomingItems),
      documents: saboteur.wrap(mailroom.documents),
      intakeStore: saboteur.wrap(mailroom.intakeStore),
      jobQueue: saboteur.wrap(mailroom.jobQueue),
      blobStore: saboteur.wrap(mailroom.blobStore),
      ledger: createLedger({
        transactor: saboteur.wrap(mailroom.transactor),
        auditLog: saboteur.wrap(mailroom.auditLog),
        changeFeed: saboteur.wrap(mailroom.changeFeed),
        bell: mailroom.bell,
      }),
    }
    return { saboteur, receiveItem: createReceiveItem({ ...mailroom, ...wrapped }) }
  }

  /** True when the item is there with everything, false when nothing of it is; anything else is half an item. */
  async function isCommitted(mailroom: Mailroom): Promise<boolean> {
    const count = await itemCount(mailroom)
    const jobs = await mailroom.jobQueue.list(mailroom.machine, undefined, { limit: 10 }, SIGNAL)
    const documents = await mailroom.documents.all(mailroom.machine, undefined, 10, SIGNAL)
    const changes = await mailroom.changeFeed.since(0, 10, SIGNAL)
    const { eventCount } = await mailroom.auditLog.verify(mailroom.machine, SIGNAL)
    const found = {
      count,
      jobs: jobs.items.length,
      documents: documents.length,
      changes: changes.length,
      eventCount,
    }
    const nothing = { count: 0, jobs: 0, documents: 0, changes: 0, eventCount: 0 }
    expect(found).to.be.deep.oneOf([nothing, { count: 1, jobs: 2, documents: 2, changes: 3, eventCount: 1 }])
    for (const { original } of documents) expect(mailroom.blobStore.objects.has(original.key)).to.equal(true)
    return count === 1
  }

  for (const isAfterwards of [false, true]) {
    it(`commits everything or nothing (${isAfterwards ? 'effect, but no answer' : 'no effect'})`, async function () {
      const request = input({ files: [upload('one'), upload('two')], idempotency })
      let failures = 0
      for (let call = 1; ; call += 1) {
        const mailroom = await openMailroom()
        const { saboteur, receiveItem } = sabotaged(mailroom, call, isAfterwards)
        const outcome = await receiveItem(MIA, request, SIGNAL).catch((error: unknown) => error)
        const wasCommitted = await isCommitted(mailroom)
        if (saboteur.callCount < call) {
          expect(wasCommitted, `undisturbed run`).to.equal(true)
          break
        }
        failures += 1
        expect(outcome, `call ${call}`).to.be.instanceOf(SabotageError)
        if (!isAfterwards) expect(wasCommitted, `call ${call}`).to.equal(false)

        // The caller tries again with the same key: there must be one item, whatever became of the first try.
        mailroom.clock.advance(HOUR_MS)
        await createReceiveItem(mailroom)(MIA, request, SIGNAL)
        expect(await isCommitted(mailroom), `call ${call}, second try`).to.equal(true)

        // And recovery leaves exactly the originals that records name.
        mailroom.clock.advance(2 * HOUR_MS)
        await createRecoverIntakes(mailroom)(SIGNAL)
        expect(mailroom.blobStore.objects.size, `objects after call ${call}`).to.equal(2)
        expect(await mailroom.intakeStore.takeStaleIntents(new Date('2100-01-01'), 10, SIGNAL)).to.deep.equal(
          [],
        )
      }
      expect(failures).to.be.greaterThan(15)
    })
  }
})
