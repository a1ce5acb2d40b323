import { expect } from 'chai'
import { caseFileOf, codeOf, itemOf, newId, newTenant, routeSlipOf, signal } from './records.ts'
import { describeStorage } from './storage.ts'

const ANNA = { userId: 'anna', displayName: 'A. Anna' }

describeStorage('route slips', function (stores) {
  async function aHouse() {
    const tenant = newTenant()
    const file = caseFileOf(tenant.id)
    const item = itemOf(tenant.id)
    await stores.caseFiles.insert(tenant.machine, file, signal)
    await stores.incomingItems.insert(tenant.machine, item, signal)
    const onFile = { kind: 'case-file', id: file.id } as const
    const onItem = { kind: 'incoming-item', id: item.id } as const
    return { ...tenant, item, onFile, onItem }
  }

  it('keep every part, in their tenant', async function () {
    const { id, machine, onFile } = await aHouse()
    const at = '2026-03-03T08:00:00.000Z'
    const slip = routeSlipOf(id, {
      object: onFile,
      steps: [
        {
          id: newId(),
          target: { kind: 'person', ...ANNA },
          task: 'cosign',
          instruction: 'Zwei\nZeilen',
          upTo: 'confidential',
          state: 'done',
          openedAt: at,
          closed: { at, by: ANNA, onBehalfOf: ANNA, words: 'ja' },
        },
        {
          id: newId(),
          target: { kind: 'unit', orgUnitId: 'u', name: '30 Rechtsamt' },
          task: 'inform',
          upTo: 'normal',
          state: 'future',
        },
      ],
    })
    await stores.routeSlips.insert(machine, slip, signal)
    expect(await stores.routeSlips.find(machine, slip.id, signal)).to.deep.equal(slip)
    const saved = await stores.routeSlips.save(machine, slip, signal)
    expect(saved).to.deep.equal({ ...slip, version: 2 })
    expect(await codeOf(stores.routeSlips.save(machine, slip, signal))).to.equal('version-mismatch')
    expect(await stores.routeSlips.find(newTenant().machine, slip.id, signal)).to.equal(undefined)
  })

  it('are on what is there only, and leave it as it was', async function () {
    const { id, machine, item, onItem } = await aHouse()
    const nowhere = routeSlipOf(id, { object: { kind: 'incoming-item', id: newId() } })
    expect(await codeOf(stores.routeSlips.insert(machine, nowhere, signal))).to.equal('not-found')
    const other = newTenant()
    const foreign = routeSlipOf(other.id, { object: onItem })
    expect(await codeOf(stores.routeSlips.insert(other.machine, foreign, signal))).to.equal('not-found')
    await stores.routeSlips.insert(machine, routeSlipOf(id, { object: onItem }), signal)
    expect(await stores.incomingItems.find(machine, item.id, signal)).to.deep.equal(item)
  })

  it('are found by their object, by whose turn it is, the newest first, and all by id', async function () {
    const { id, machine, onFile, onItem } = await aHouse()
    for (const day of ['03', '01', '02'])
      await stores.routeSlips.insert(
        machine,
        routeSlipOf(id, { object: onFile, createdAt: `2026-03-${day}T16:00:00.000Z` }),
        signal,
      )
    const running = routeSlipOf(id, { object: onItem })
    await stores.routeSlips.insert(machine, running, signal)
    const days = (slips: readonly { readonly createdAt: string }[]): string[] =>
      slips.map(({ createdAt }) => createdAt.slice(8, 10))
    const atTurn = (turns: string[], limit = 9, actor = machine) =>
      stores.routeSlips.atTurn(actor, turns, limit, signal)
    expect(days(await stores.routeSlips.ofObject(machine, onFile, signal))).to.deep.equal(['03', '02', '01'])
    expect(await atTurn(['unit:law', 'person:x'])).to.have.lengthOf(4)
    expect(days(await atTurn(['unit:law'], 1))).to.deep.equal(['03'])
    expect(await atTurn(['unit:tax', 'person:law'])).to.deep.equal([])
    expect(await atTurn([])).to.deep.equal([])
    expect(await atTurn(['unit:law'], 9, newTenant().machine)).to.deep.equal([])
    const steps = running.steps.map((step) => ({ ...step, state: 'done' as const }))
    await stores.routeSlips.save(machine, { ...running, steps }, signal)
    expect(await atTurn(['unit:law'])).to.have.lengthOf(3)
    const first = await stores.routeSlips.all(machine, undefined, 2, signal)
    const rest = await stores.routeSlips.all(machine, first[1]?.id, 9, signal)
    const ids = [...first, ...rest].map((slip) => slip.id)
    expect(ids).to.have.lengthOf(4)
    expect(ids).to.deep.equal(ids.toSorted())
  })
})
