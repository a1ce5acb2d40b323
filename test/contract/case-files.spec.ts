import { expect } from 'chai'
import type { CaseFileFilter } from '../../src/ports/case-files.ts'
import { caseFileOf, codeOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

describeStorage('case files', function (stores) {
  it('gives each file number once in a tenant', async function () {
    const { id, machine } = newTenant()
    const other = newTenant()
    const first = caseFileOf(id, { fileNumber: '61 26-HM 95' })
    await stores.caseFiles.insert(machine, first, signal)
    const second = caseFileOf(id, { fileNumber: '61 26-HM 95' })
    expect(await codeOf(stores.caseFiles.insert(machine, second, signal))).to.equal('already-exists')
    await stores.caseFiles.insert(other.machine, caseFileOf(other.id, { fileNumber: '61 26-HM 95' }), signal)
    expect(await stores.caseFiles.findByFileNumber(machine, '61 26-HM 95', signal)).to.deep.equal(first)
    expect(await stores.caseFiles.findByFileNumber(machine, '61 26-HM', signal)).to.equal(undefined)
  })

  it('does not find the number of a file that the actor may not read', async function () {
    const { id, machine, social, roads } = newTenant()
    const caseFile = caseFileOf(id)
    await stores.caseFiles.insert(machine, caseFile, signal)
    expect(await stores.caseFiles.findByFileNumber(social, caseFile.fileNumber, signal)).to.deep.equal(
      caseFile,
    )
    expect(await stores.caseFiles.findByFileNumber(roads, caseFile.fileNumber, signal)).to.equal(undefined)
  })

  it('finds those under entries that were closed before an instant, the longest closed first', async function () {
    const { id, machine, roads } = newTenant()
    const [plan, other] = [newId(), newId()]
    const closed = (closedAt: string | undefined, filingPlanEntryId = plan) =>
      caseFileOf(id, { filingPlanEntryId, ...(closedAt === undefined ? {} : { state: 'closed', closedAt }) })
    const late = closed('2020-05-01T00:00:00.000Z')
    const early = closed('2019-05-01T00:00:00.000Z')
    const files = [late, early, closed(undefined), closed('2018-01-01T00:00:00.000Z', other)]
    for (const file of [...files, closed('2021-01-01T00:00:00.000Z')])
      await stores.caseFiles.insert(machine, file, signal)
    const asked = { filingPlanEntryIds: [plan], closedBefore: '2021-01-01T00:00:00.000Z' }
    const idsFor = async (actor: typeof machine, limit: number) =>
      (await stores.caseFiles.closedUnder(actor, asked, limit, signal)).map((file) => file.id)
    expect(await idsFor(machine, 10)).to.deep.equal([early.id, late.id])
    expect(await idsFor(machine, 1)).to.deep.equal([early.id])
    expect(await idsFor(roads, 10)).to.deep.equal([])
  })

  it('counts serials by stem and tenant, without giving one twice', async function () {
    const [one, two] = [newTenant(), newTenant()]
    const next = (stem: string): Promise<number> => stores.caseFiles.nextFileSerial(one.machine, stem, signal)
    const serials = await Promise.all(Array.from({ length: 8 }, () => next('33.41-2026/')))
    expect(serials.sort((left, right) => left - right)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8])
    expect([await next('33.41-2027/'), await next('33.41-2026/')]).to.deep.equal([1, 9])
    expect(await stores.caseFiles.nextFileSerial(two.machine, '33.41-2026/', signal)).to.equal(1)
  })

  it('keeps procedures with their case file, by serial and hidden with it', async function () {
    const { id, machine, social, roads } = newTenant()
    const caseFile = caseFileOf(id)
    await stores.caseFiles.insert(machine, caseFile, signal)
    const procedure = (serial: number) => ({
      id: newId(),
      tenantId: id,
      caseFileId: caseFile.id,
      serial,
      subject: `Vorgang ${serial}`,
      createdAt: '2026-03-02T09:00:00.000Z',
      version: 1,
    })
    const [second, first] = [procedure(2), procedure(1)]
    await stores.caseFiles.insertProcedure(social, second, signal)
    await stores.caseFiles.insertProcedure(social, first, signal)
    expect(await stores.caseFiles.procedures(social, caseFile.id, signal)).to.deep.equal([first, second])
    expect(await codeOf(stores.caseFiles.insertProcedure(social, procedure(2), signal))).to.equal(
      'already-exists',
    )
    expect(await codeOf(stores.caseFiles.insertProcedure(roads, procedure(3), signal))).to.equal('not-found')
    expect(await stores.caseFiles.procedures(roads, caseFile.id, signal)).to.deep.equal([])
  })

  describe('lists', function () {
    const { id, machine, social } = newTenant()
    const files = [
      caseFileOf(id, {
        fileNumber: '50.10-2026/000001',
        subject: 'Wohngeld Müller-Lüdenscheidt',
        createdAt: '2026-03-01T00:00:00.000Z',
      }),
      caseFileOf(id, {
        fileNumber: '50.10-2026/000002',
        subject: 'Straßenschäden (Kaiserstraße)',
        state: 'closed',
        createdAt: '2026-03-02T00:00:00.000Z',
      }),
      caseFileOf(id, {
        fileNumber: '61 26-HM 95',
        subject: 'Bauantrag 50.10',
        filingPlanEntryId: 'e2',
        createdAt: '2026-03-03T00:00:00.000Z',
      }),
      caseFileOf(id, {
        fileNumber: '66-1',
        subject: 'Wohngebiet',
        leadUnitId: 'roads',
        readKeys: ['unit:roads'],
        createdAt: '2026-03-04T00:00:00.000Z',
      }),
    ]
    before(async function () {
      for (const caseFile of files) await stores.caseFiles.insert(machine, caseFile, signal)
    })

    const filters: readonly { filter: CaseFileFilter; expected: readonly number[] }[] = [
      { filter: {}, expected: [3, 2, 1, 0] },
      { filter: { state: 'closed' }, expected: [1] },
      { filter: { leadUnitId: 'roads' }, expected: [3] },
      { filter: { filingPlanEntryId: 'e2' }, expected: [2] },
      { filter: { text: '50.10-2026/' }, expected: [1, 0] },
      { filter: { text: '61 26-hm' }, expected: [2] },
      { filter: { text: 'wohng' }, expected: [3, 0] },
      { filter: { text: 'LÜDENSCHEIDT wohngeld' }, expected: [0] },
      { filter: { text: 'lüdenscheidt' }, expected: [0] },
      { filter: { text: 'kaiserstraße' }, expected: [1] },
      { filter: { text: 'schäden' }, expected: [] },
      { filter: { text: '.*' }, expected: [3, 2, 1, 0] },
      { filter: { text: 'w.hngeld' }, expected: [] },
      { filter: { text: '{"$gt":""}' }, expected: [] },
      { filter: { text: 'wohngeld', state: 'closed' }, expected: [] },
    ]
    for (const { filter, expected } of filters) {
      it(`those that fit ${JSON.stringify(filter)}`, async function () {
        const page = await stores.caseFiles.list(machine, filter, { limit: 50 }, signal)
        expect(page.items.map((item) => item.id)).to.deep.equal(expected.map((index) => files[index]?.id))
      })
    }

    it('only what the actor may read, page by page', async function () {
      const first = await stores.caseFiles.list(social, {}, { limit: 2 }, signal)
      expect(first).to.deep.include({ total: 3, items: [files[2], files[1]] })
      const rest = await stores.caseFiles.list(
        social,
        {},
        { limit: 2, cursor: first.nextCursor ?? '' },
        signal,
      )
      expect(rest).to.deep.equal({ items: [files[0]] })
    })

    it('by the new subject after a change', async function () {
      const [first] = files
      if (first === undefined) throw new Error('There is no case file.')
      await stores.caseFiles.save(machine, { ...first, subject: 'Lastenzuschuss' }, signal)
      const idsFor = async (text: string): Promise<string[]> =>
        (await stores.caseFiles.list(machine, { text }, { limit: 5 }, signal)).items.map((item) => item.id)
      expect(await idsFor('lastenzu')).to.deep.equal([first.id])
      expect(await idsFor('lüdenscheidt')).to.deep.equal([])
    })
  })

  it('lists the filing plan as people number it, each number once', async function () {
    const { id, machine } = newTenant()
    const entry = (number: string) => ({
      id: newId(),
      tenantId: id,
      number,
      title: `Titel ${number}`,
      version: 1,
    })
    for (const number of ['50.10', '50.2', '9', '50'])
      await stores.filingPlan.insert(machine, entry(number), signal)
    const plan = await stores.filingPlan.list(machine, signal)
    expect(plan.map((each) => each.number)).to.deep.equal(['9', '50', '50.2', '50.10'])
    expect(await codeOf(stores.filingPlan.insert(machine, entry('9'), signal))).to.equal('already-exists')
    expect(await stores.filingPlan.list(newTenant().machine, signal)).to.deep.equal([])
  })
})
