import { expect } from 'chai'
import type { DisposalRun } from '../../src/domain/disposal/disposal-run.ts'
import { codeOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

const BY = { userId: 'u', displayName: 'Ö. Müller' }
const AT = '2026-03-02T16:00:00.000Z'

function runOf(tenantId: string, serial: number): DisposalRun {
  const word = { by: 'letter', reference: '1/26', at: AT, recordedBy: BY }
  return {
    id: newId(),
    tenantId,
    serial,
    processId: '00000000-0000-8000-8000-000000000000',
    archive: 'Stadtarchiv',
    isDirect: false,
    state: 'decided',
    createdAt: AT,
    createdBy: BY,
    files: [
      {
        caseFileId: newId(),
        messageId: '00000000-0000-8000-8000-000000000001',
        fileNumber: '50.10-2026/000001',
        entryNumber: '50.10',
        closedOn: '2015-03-02',
        lastDay: '2025-12-31',
        proposal: 'B',
        decision: { ...word, value: 'V' },
        contents: 'ab'.repeat(32),
        keptBecause: ['hold', 'changed'],
      },
    ],
    messages: [
      { type: '0501', direction: 'out', at: AT, by: BY, sha256: 'cd'.repeat(32) },
      { type: '0502', direction: 'in', at: AT, by: BY, sha256: 'ef'.repeat(32), sentAt: AT },
    ],
    requested: { at: AT, by: BY },
    objectsToErase: ['originals/a/b'],
    version: 1,
  }
}

describeStorage('disposal runs', function (stores) {
  it('keep every part, in their tenant, and take changes by version', async function () {
    const { id, machine } = newTenant()
    const run = runOf(id, await stores.disposalRuns.nextSerial(machine, signal))
    await stores.disposalRuns.insert(machine, run, signal)
    expect(await stores.disposalRuns.find(machine, run.id, signal)).to.deep.equal(run)
    expect(await stores.disposalRuns.find(newTenant().machine, run.id, signal)).to.equal(undefined)
    const saved = await stores.disposalRuns.save(machine, { ...run, state: 'ended' }, signal)
    expect(saved).to.include({ state: 'ended', version: 2 })
    expect(await codeOf(stores.disposalRuns.save(machine, run, signal))).to.equal('version-mismatch')
  })

  it('count from 1 in each tenant and come newest first', async function () {
    const { id, machine } = newTenant()
    for (let count = 0; count < 3; count += 1) {
      const serial = await stores.disposalRuns.nextSerial(machine, signal)
      await stores.disposalRuns.insert(machine, runOf(id, serial), signal)
    }
    const serials = async (limit: number) =>
      (await stores.disposalRuns.list(machine, limit, signal)).map(({ serial }) => serial)
    expect(await serials(10)).to.deep.equal([3, 2, 1])
    expect(await serials(2)).to.deep.equal([3, 2])
  })

  it('are unfinished while a destruction is asked for, or bytes are left', async function () {
    const { id, machine } = newTenant()
    const states = [
      { state: 'requested', objectsToErase: [] },
      { state: 'ended', objectsToErase: ['originals/a/b'] },
      { state: 'ended', objectsToErase: [] },
      { state: 'decided', objectsToErase: [] },
    ] as const
    for (const [place, given] of states.entries())
      await stores.disposalRuns.insert(machine, { ...runOf(id, place + 1), ...given }, signal)
    const serials = (await stores.disposalRuns.unfinished(machine, signal)).map(({ serial }) => serial)
    expect(serials).to.deep.equal([2, 1])
    expect(await stores.disposalRuns.unfinished(newTenant().machine, signal)).to.deep.equal([])
  })
})
