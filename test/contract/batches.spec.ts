import { expect } from 'chai'
import type { Batch } from '../../src/domain/batches/batch.ts'
import type { Scanner } from '../../src/domain/batches/scanner.ts'
import type { ItemFilter } from '../../src/ports/incoming-items.ts'
import { batchOf, codeOf, itemOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

const BY = { userId: 'u', displayName: 'Ö. Müller' }

function scannerOf(tenantId: string, changed: Partial<Scanner> = {}): Scanner {
  return {
    id: newId(),
    tenantId,
    name: 'Scanner',
    folder: newId().toLowerCase(),
    protectionClass: 'normal',
    channel: 'letter',
    dividesAlone: false,
    byContent: true,
    disabled: false,
    version: 1,
    ...changed,
  }
}

describeStorage('batches', function (stores) {
  it('keeps every part, and shows a batch by grant only', async function () {
    const { id, machine, mailroom, social } = newTenant()
    const ledger = { scans: 1, images: 3, blanks: 1, separators: 0, removed: 0, letters: 1, stored: 2 }
    const differences = [{ kind: 'protocol', text: 'fehlt' }] as const
    const batch: Batch = batchOf(id, {
      site: 'Rathaus',
      scanner: 'Scanner 1',
      profile: '300 ppi',
      protectionClass: 'high',
      channel: 'night_box',
      announcedPieces: 2,
      announcedPages: 0,
      arrival: { nightBox: 'before-midnight', earlyCollection: true },
      paper: { boxId: 'box', number: 17 },
      protocol: { at: '2026-03-02T08:00:00.000Z', by: BY, lines: [{ filename: 'a.pdf', pages: 3 }] },
      closing: { at: '2026-03-02T08:00:00.000Z', by: BY, reason: 'x', ledger: { ...ledger, differences } },
      folderKey: 'scanner/2026-03-02',
    })
    await stores.batches.insert(machine, batch, signal)
    expect(await stores.batches.find(mailroom, batch.id, signal)).to.deep.equal(batch)
    expect(await stores.batches.find(social, batch.id, signal)).to.equal(undefined)
    expect(await stores.batches.find(newTenant().machine, batch.id, signal)).to.equal(undefined)
    expect(await stores.batches.ofFolder(machine, 'scanner/2026-03-02', signal)).to.deep.equal(batch)
    expect(await stores.batches.ofFolder(machine, 'scanner/2026-03-03', signal)).to.equal(undefined)
    expect(await stores.batches.ofFolder(newTenant().machine, 'scanner/2026-03-02', signal)).to.equal(
      undefined,
    )
    const saved = await stores.batches.save(machine, { ...batch, state: 'closed' }, signal)
    expect(saved).to.deep.equal({ ...batch, state: 'closed', version: 2 })
  })

  it('takes a folder key once in a tenant', async function () {
    const [one, two] = [newTenant(), newTenant()]
    const code = (batch: Batch): Promise<string> => codeOf(stores.batches.insert(one.machine, batch, signal))
    await stores.batches.insert(one.machine, batchOf(one.id, { number: 'ST-1', folderKey: 'f' }), signal)
    expect(await code(batchOf(one.id, { folderKey: 'f' }))).to.equal('already-exists')
    await stores.batches.insert(one.machine, batchOf(one.id), signal)
    await stores.batches.insert(one.machine, batchOf(one.id), signal)
    await stores.batches.insert(two.machine, batchOf(two.id, { number: 'ST-1', folderKey: 'f' }), signal)
  })

  it('is found by its number, by who may read it', async function () {
    const { id, machine, mailroom, social } = newTenant()
    const batch = batchOf(id)
    await stores.batches.insert(machine, batch, signal)
    expect(await stores.batches.byNumber(mailroom, batch.number, signal)).to.deep.equal(batch)
    expect(await stores.batches.byNumber(social, batch.number, signal)).to.equal(undefined)
    expect(await stores.batches.byNumber(mailroom, 'ST-1', signal)).to.equal(undefined)
  })

  it('counts by tenant and year', async function () {
    const [one, two] = [newTenant(), newTenant()]
    expect([
      await stores.batches.nextSerial(one.machine, 2026, signal),
      await stores.batches.nextSerial(one.machine, 2026, signal),
      await stores.batches.nextSerial(one.machine, 2027, signal),
      await stores.batches.nextSerial(two.machine, 2026, signal),
    ]).to.deep.equal([1, 2, 1, 1])
  })

  it('lists by state, newest first', async function () {
    const { id, machine, social } = newTenant()
    for (const hour of [8, 9, 10]) {
      const createdAt = `2026-03-02T${String(hour).padStart(2, '0')}:00:00.000Z`
      const state = hour === 9 ? 'balanced' : 'open'
      await stores.batches.insert(machine, batchOf(id, { number: `ST-${hour}`, createdAt, state }), signal)
    }
    const numbers = async (filter: { state?: 'open' }, limit = 10): Promise<string[]> =>
      (await stores.batches.list(machine, filter, { limit }, signal)).items.map(({ number }) => number)
    expect(await numbers({})).to.deep.equal(['ST-10', 'ST-9', 'ST-8'])
    expect(await numbers({ state: 'open' })).to.deep.equal(['ST-10', 'ST-8'])
    expect(await numbers({}, 1)).to.deep.equal(['ST-10'])
    expect((await stores.batches.list(social, {}, { limit: 10 }, signal)).items).to.deep.equal([])
  })

  it('tells which were closed unbalanced since an instant, however long ago they were opened', async function () {
    const { id, machine, social } = newTenant()
    const ledger = { scans: 1, images: 3, blanks: 0, separators: 0, removed: 0, letters: 1, stored: 2 }
    const closedAt = (hour: string) => ({ at: `2026-03-03T${hour}:00:00.000Z`, by: BY })
    for (const [hour, state] of [
      ['08', 'closed'],
      ['09', 'closed'],
      ['10', 'balanced'],
      ['11', 'closed'],
    ] as const) {
      const createdAt = `2026-01-${hour === '11' ? '01' : '20'}T08:00:00.000Z`
      const closing = { ...closedAt(hour), reason: 'x', ledger: { ...ledger, differences: [] } }
      await stores.batches.insert(
        machine,
        batchOf(id, { number: `ST-${hour}`, createdAt, state, closing }),
        signal,
      )
    }
    await stores.batches.insert(machine, batchOf(id), signal)
    const numbers = async (after: string, limit = 10): Promise<string[]> =>
      (await stores.batches.closedUnbalanced(machine, after, limit, signal)).map(({ number }) => number)
    expect(await numbers('')).to.deep.equal(['ST-11', 'ST-09', 'ST-08'])
    expect(await numbers(closedAt('08').at)).to.deep.equal(['ST-11', 'ST-09'])
    expect(await numbers('', 1)).to.deep.equal(['ST-11'])
    expect(await stores.batches.closedUnbalanced(social, '', 10, signal)).to.deep.equal([])
  })
})

describeStorage('scanners', function (stores) {
  it('keeps every part, by name, for everybody of the tenant, and for the machine those of all', async function () {
    const [one, two] = [newTenant(), newTenant()]
    const second = scannerOf(one.id, { name: 'Scanner 10', site: 'Rathaus', profile: '300 ppi' })
    const first = scannerOf(one.id, { name: 'Scanner 9' })
    const other = scannerOf(two.id)
    for (const scanner of [second, first]) await stores.scanners.insert(one.machine, scanner, signal)
    await stores.scanners.insert(two.machine, other, signal)
    expect(await stores.scanners.list(one.social, signal)).to.deep.equal([first, second])
    const ids = (await stores.scanners.all(signal)).map(({ id }) => id)
    expect(ids).to.include.members([first.id, second.id, other.id])
    expect((await stores.scanners.all(signal)).find(({ id }) => id === second.id)).to.deep.equal(second)
  })

  it('notes what came last without a new version, for the scanner of the tenant alone', async function () {
    const [one, two] = [newTenant(), newTenant()]
    const scanner = scannerOf(one.id)
    await stores.scanners.insert(one.machine, scanner, signal)
    const lastScan = { at: '2026-03-02T08:00:00.000Z', batchId: 'b', batchNumber: 'ST-1' }
    await stores.scanners.noteScan(two.machine, scanner.id, lastScan, signal)
    await stores.scanners.noteScan(one.machine, newId(), lastScan, signal)
    expect(await stores.scanners.list(one.machine, signal)).to.deep.equal([scanner])
    await stores.scanners.noteScan(one.machine, scanner.id, lastScan, signal)
    expect(await stores.scanners.list(one.machine, signal)).to.deep.equal([{ ...scanner, lastScan }])
  })

  it('gives a folder to one scanner of a tenant, whatever others have', async function () {
    const [one, two] = [newTenant(), newTenant()]
    const scanner = scannerOf(one.id)
    await stores.scanners.insert(one.machine, scanner, signal)
    const { folder } = scanner
    const same = scannerOf(one.id, { folder })
    expect(await codeOf(stores.scanners.insert(one.machine, same, signal))).to.equal('already-exists')
    await stores.scanners.insert(two.machine, scannerOf(two.id, { folder }), signal)
    expect((await stores.scanners.list(two.machine, signal)).map((one) => one.folder)).to.deep.equal([folder])
  })
})

describeStorage('scans of several letters', function (stores) {
  const stack = { sha256: 'ab'.repeat(32), parts: [] }

  it('are in no list, count and range of mail, and found where they are asked for', async function () {
    const { id, machine, mailroom } = newTenant()
    const mail = itemOf(id, { receiptNumber: 'ST-2026-000001', batchId: 'b', state: 'qc' })
    const scans = [1, 2].map((serial) =>
      itemOf(id, {
        receiptNumber: `ST-2026-000001/${serial}`,
        capturedAt: `2026-03-02T09:00:0${serial}.000Z`,
        batchId: 'b',
        state: serial === 1 ? 'split' : 'qc',
        stack,
      }),
    )
    for (const item of [mail, ...scans]) await stores.incomingItems.insert(machine, item, signal)
    const { incomingItems } = stores
    const page = { limit: 10 }
    const idsOf = (items: readonly { readonly id: string }[]): string[] => items.map((one) => one.id)
    const scanIds = idsOf(scans)
    for (const actor of [machine, mailroom]) {
      const { channel, receivedAt } = mail
      const filters: readonly ItemFilter[] = [
        {},
        { batchId: 'b' },
        { channel },
        { states: ['qc', 'split'] },
        { states: ['qc', 'routed'], channel },
      ]
      for (const filter of filters) {
        for (const received of [{}, { from: receivedAt }]) {
          const lists = [
            await incomingItems.list(actor, filter, page, signal),
            await incomingItems.byArrival(actor, { ...filter, received }, page, signal),
          ]
          for (const { items, total } of lists) {
            expect(idsOf(items)).to.deep.equal([mail.id])
            expect(total).to.equal(1)
          }
        }
      }
      expect(await incomingItems.list(actor, { states: ['routed'] }, page, signal)).to.deep.equal({
        items: [],
        total: 0,
      })
      expect(await incomingItems.countByState(actor, signal)).to.deep.equal({ qc: 1 })
      const range = ['ST-2026-000001', 'ST-2026-000100'] as const
      expect(await incomingItems.countReceiptNumbers(actor, ...range, signal)).to.equal(1)
      expect(idsOf(await incomingItems.betweenNumbers(actor, ...range, signal))).to.deep.equal([mail.id])
      expect(idsOf(await incomingItems.scansOf(actor, 'b', signal))).to.deep.equal(scanIds)
      const only = (await incomingItems.list(actor, { stacks: 'only' }, page, signal)).items
      expect(idsOf(only)).to.have.members(scanIds)
      expect((await incomingItems.list(actor, { stacks: 'too' }, page, signal)).items).to.have.length(3)
    }
  })

  it('keep their plan and where letters come from', async function () {
    const { id, machine } = newTenant()
    const plan = {
      pages: [{ page: 1, role: 'page', turn: 90, certainty: 0.5, sha256: 'cd'.repeat(32) }],
      boundaries: [{ before: 1, probability: 1, cause: 'start', reasons: [] }],
      stops: [{ page: 1, kind: 'half-sheet', text: '?', settled: true }],
      covers: [{ before: 1, sheet: 2, cover: { unit: '33', level: 'strict' } }],
    } as const
    const parts = [{ segment: 0, itemId: 'i', receiptNumber: 'MZ-1', pages: [1] }]
    const whole = itemOf(id, {
      stack: { ...stack, plan, parts, confirmed: { at: '2026-03-02T09:00:00.000Z', by: BY } },
    })
    const origin = {
      stackItemId: whole.id,
      stackDocumentId: 'd',
      stackNumber: 'ST-1/1',
      pages: [{ page: 1, turn: 90 }],
      cover: {},
    } as const
    const letter = itemOf(id, { origin })
    for (const item of [whole, letter]) {
      await stores.incomingItems.insert(machine, item, signal)
      expect(await stores.incomingItems.find(machine, item.id, signal)).to.deep.equal(item)
    }
  })
})
