import { expect } from 'chai'
import { MAILROOM_KEY, unitKey } from '../../src/domain/access/actor.ts'
import type { ScanCheck } from '../../src/domain/quality/scan-check.ts'
import { defaultRules } from '../../src/domain/quality/scanning-rules.ts'
import { codeOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

const BY = { userId: 'u', displayName: 'Ö. Müller' }
const AT = '2026-03-02T16:00:00.000Z'

function checkOf(tenantId: string, changed: Partial<ScanCheck> = {}): ScanCheck {
  return {
    id: newId(),
    tenantId,
    itemId: newId(),
    receiptNumber: 'MU-2026-000001',
    batchId: 'batch',
    stackItemId: 'stack',
    stackNumber: 'ST-2026-000001/1',
    documentId: 'document',
    pages: [{ page: 2, turn: 90, role: 'blank' }],
    protectionClass: 'normal',
    cause: 'sample',
    operators: [BY],
    operatorName: 'Ö. Müller',
    state: 'open',
    round: 1,
    results: [],
    createdAt: AT,
    readKeys: [MAILROOM_KEY],
    version: 1,
    ...changed,
  }
}

describeStorage('checks of scans', function (stores) {
  it('keep every part, show themselves by grant, and take changes by version', async function () {
    const { id, machine, mailroom, social } = newTenant()
    const faults = [{ kind: 'cropped', pages: [2] }] as const
    const result = { at: AT, by: BY, round: 1, verdict: 'faulty', faults, remark: 'r', sha256: 'ab' } as const
    const check = checkOf(id, { results: [result], state: 'failed' })
    await stores.scanChecks.insert(machine, check, signal)
    expect(await stores.scanChecks.find(mailroom, check.id, signal)).to.deep.equal(check)
    expect(await stores.scanChecks.find(social, check.id, signal)).to.equal(undefined)
    expect(await stores.scanChecks.find(newTenant().machine, check.id, signal)).to.equal(undefined)
    expect(await stores.scanChecks.save(mailroom, check, signal)).to.include({ version: 2 })
    expect(await codeOf(stores.scanChecks.save(mailroom, check, signal))).to.equal('version-mismatch')
  })

  it('of letters that came by themselves have no scan, and keep who has asked', async function () {
    const { id, machine } = newTenant()
    const { batchId: _batch, stackItemId: _item, stackNumber: _number, ...own } = checkOf(id)
    const requests = [{ at: AT, by: BY, reason: 'Rückseite fehlt', round: 1 }]
    const check: ScanCheck = { ...own, pages: [], cause: 'requested', operatorName: '', requests }
    await stores.scanChecks.insert(machine, check, signal)
    expect(await stores.scanChecks.find(machine, check.id, signal)).to.deep.equal(check)
    expect(await stores.scanChecks.ofBatch(machine, 'batch', signal)).to.deep.equal([])
  })

  it('are one for each letter', async function () {
    const { id, machine } = newTenant()
    const first = checkOf(id)
    await stores.scanChecks.insert(machine, first, signal)
    const again = stores.scanChecks.insert(machine, checkOf(id, { itemId: first.itemId }), signal)
    expect(await codeOf(again)).to.equal('already-exists')
    expect(await stores.scanChecks.ofItem(machine, first.itemId, signal)).to.deep.equal(first)
    expect(await stores.scanChecks.ofItem(machine, 'other', signal)).to.equal(undefined)
  })

  it('come by state and class, those that wait for longest first, and are counted', async function () {
    const { id, machine, mailroom } = newTenant()
    const later = checkOf(id, { createdAt: '2026-03-03T08:00:00.000Z', batchId: 'other' })
    const sooner = checkOf(id, { state: 'second', protectionClass: 'very-high' })
    const hidden = checkOf(id, { readKeys: [unitKey('social')] })
    const passed = checkOf(id, { state: 'passed' })
    for (const check of [later, sooner, hidden, passed])
      await stores.scanChecks.insert(machine, check, signal)
    const idsOf = async (filter: Parameters<typeof stores.scanChecks.list>[1], limit = 10) =>
      (await stores.scanChecks.list(mailroom, filter, limit, signal)).map((check) => check.id)
    expect(await idsOf({ states: ['open', 'second'] })).to.deep.equal([sooner.id, later.id])
    expect(await idsOf({ states: ['open', 'second'] }, 1)).to.deep.equal([sooner.id])
    expect(await idsOf({ states: ['open', 'second'], protectionClass: 'normal' })).to.deep.equal([later.id])
    expect(await stores.scanChecks.count(mailroom, { states: ['open'] }, signal)).to.equal(1)
    expect(await stores.scanChecks.count(machine, { states: ['open'] }, signal)).to.equal(2)
    const ofBatch = await stores.scanChecks.ofBatch(machine, 'other', signal)
    expect(ofBatch.map((check) => check.id)).to.deep.equal([later.id])
  })
})

describeStorage('rules of scanning', function (stores) {
  it('are the defaults until they are changed, in each tenant', async function () {
    const { id, machine } = newTenant()
    expect(await stores.scanningRules.current(machine, signal)).to.deep.equal(defaultRules(id))
    const paperWeeks = { normal: 1, high: 2, 'very-high': 3 }
    const changed = { ...defaultRules(id), paperWeeks, procedureVersion: '1.2', environment: 'e', version: 1 }
    await stores.scanningRules.insert(machine, changed, signal)
    expect(await stores.scanningRules.current(machine, signal)).to.deep.equal(changed)
    expect(await codeOf(stores.scanningRules.insert(machine, changed, signal))).to.equal('already-exists')
    const other = newTenant()
    expect(await stores.scanningRules.current(other.machine, signal)).to.deep.equal(defaultRules(other.id))
  })
})
