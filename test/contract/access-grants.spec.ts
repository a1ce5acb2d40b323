import { expect } from 'chai'
import type { AccessGrant } from '../../src/domain/access/access-grant.ts'
import { newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

const WHO = { userId: 'u1', displayName: 'A. Person' }

function grantOf(tenantId: string, changed: Partial<AccessGrant> = {}): AccessGrant {
  return {
    id: newId(),
    tenantId,
    object: { kind: 'case-file', id: 'f1' },
    objectNumber: '10-2026/1',
    orgUnitId: 'unit1',
    effect: 'allow',
    origin: 'single',
    person: WHO,
    reason: 'Mitzeichnung',
    givenBy: { userId: 'u2', displayName: 'B. Head' },
    givenAt: '2026-03-02T08:00:00.000Z',
    version: 1,
    ...changed,
  }
}

describeStorage('access grants', function (stores) {
  it('keeps all that there ever were on an object', async function () {
    const { id, machine } = newTenant()
    const first = grantOf(id, { endsAt: '2026-03-03T00:00:00.000Z' })
    const takenBack = grantOf(id, { takenBack: { by: WHO, at: '2026-03-02T09:00:00.000Z' } })
    const elsewhere = [
      grantOf(id, { object: { kind: 'case-file', id: 'f2' } }),
      grantOf(id, { object: { kind: 'incoming-item', id: 'f1' } }),
    ]
    for (const grant of [first, takenBack, ...elsewhere])
      await stores.accessGrants.insert(machine, grant, signal)
    const ofFile = await stores.accessGrants.ofObject(machine, { kind: 'case-file', id: 'f1' }, signal)
    expect(ofFile).to.deep.equal([first, takenBack])
    const foreign = newTenant().machine
    expect(
      await stores.accessGrants.ofObject(foreign, { kind: 'case-file', id: 'f1' }, signal),
    ).to.deep.equal([])
  })

  it('tells which hold for a person at an instant', async function () {
    const { id, machine } = newTenant()
    const endless = grantOf(id)
    const ended = grantOf(id, { endsAt: '2026-03-02T12:00:00.000Z' })
    const others = [
      grantOf(id, { givenAt: '2026-03-02T12:00:00.001Z' }),
      grantOf(id, { person: { userId: 'u3', displayName: 'C.' } }),
      grantOf(id, { takenBack: { by: WHO, at: '2026-03-02T09:00:00.000Z' } }),
    ]
    for (const grant of [endless, ended, ...others]) await stores.accessGrants.insert(machine, grant, signal)
    const idsAt = async (at: string): Promise<string[]> =>
      (await stores.accessGrants.inForce(machine, 'u1', at, signal)).map((grant) => grant.id)
    expect(await idsAt('2026-03-02T11:59:59.999Z')).to.deep.equal([endless.id, ended.id])
    expect(await idsAt('2026-03-02T12:00:00.000Z')).to.deep.equal([endless.id])
    expect(await idsAt('2026-03-02T07:59:59.999Z')).to.deep.equal([])
    const foreign = newTenant().machine
    expect(
      await stores.accessGrants.inForce(foreign, 'u1', '2026-03-02T11:00:00.000Z', signal),
    ).to.deep.equal([])
  })

  it('lists emergencies page by page, of all units or of some', async function () {
    const { id, machine } = newTenant()
    const emergency = (givenAt: string, orgUnitId: string): AccessGrant =>
      grantOf(id, { origin: 'emergency', givenAt, orgUnitId })
    const older = emergency('2026-03-02T08:00:00.000Z', 'unit1')
    const newer = emergency('2026-03-02T09:00:00.000Z', 'unit2')
    for (const grant of [older, newer, grantOf(id)]) await stores.accessGrants.insert(machine, grant, signal)
    const list = (units: readonly string[] | undefined, cursor?: string) =>
      stores.accessGrants.emergencies(
        machine,
        units,
        { limit: 1, ...(cursor === undefined ? {} : { cursor }) },
        signal,
      )
    const first = await list(undefined)
    expect(first.items).to.deep.equal([newer])
    expect((await list(undefined, first.nextCursor)).items).to.deep.equal([older])
    expect((await list(['unit1'])).items).to.deep.equal([older])
    expect((await list([])).items).to.deep.equal([])
  })
})
