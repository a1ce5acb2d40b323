import { expect } from 'chai'
import type { Actor } from '../../../../src/domain/access/actor.ts'
import type { SearchHit, SearchIndex } from '../../../../src/ports/search-index.ts'
import { createGiveAccess } from '../../../../src/usecases/access/give-access.ts'
import { createListEmergencies } from '../../../../src/usecases/access/list-emergencies.ts'
import { createOpenInEmergency } from '../../../../src/usecases/access/open-in-emergency.ts'
import { createSetItemLevel } from '../../../../src/usecases/access/set-item-level.ts'
import { createTakeBackAccess } from '../../../../src/usecases/access/take-back-access.ts'
import { createFindItem } from '../../../../src/usecases/intake/find-item.ts'
import { createSearchCrossUnit } from '../../../../src/usecases/retrieval/search-cross-unit.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aLetter, anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'
import { signedIn } from '../support/signed-in.ts'

const HOUR_MS = 3_600_000
const REASON = 'Kind in Gefahr, niemand erreichbar'

describe('opening in an emergency', function () {
  let mailroom: Mailroom

  beforeEach(async function () {
    mailroom = await openMailroom()
  })

  const open = async (number: string) =>
    createOpenInEmergency(mailroom)(await signedIn(mailroom, 'hugo'), { number, reason: REASON }, SIGNAL)
  const actions = async (): Promise<string[]> =>
    (await mailroom.auditLog.events(mailroom.machine, 0, 1_000, SIGNAL)).map(({ action }) => action)

  it('lets a head of another unit read one record for an hour, and writes every look down', async function () {
    const { item } = await anInboxLetter(mailroom)
    const find = async () => createFindItem(mailroom)(await signedIn(mailroom, 'hugo'), item.id, SIGNAL)
    await expectFailure(find(), 'not-found')
    await open(item.receiptNumber)
    await find()
    expect((await actions()).slice(-2)).to.deep.equal(['read.viewed', 'read.viewed'])
    mailroom.clock.advance(HOUR_MS)
    await expectFailure(find(), 'not-found')
  })

  it('is told to heads of its unit and to the data protection officer, and to nobody else', async function () {
    const { item } = await anInboxLetter(mailroom)
    const { id } = await open(item.receiptNumber)
    const list = createListEmergencies(mailroom)
    const idsFor = async (name: string): Promise<string[]> =>
      (await list(person(name), { limit: 10 }, SIGNAL)).items.map((grant) => grant.id)
    expect([await idsFor('hans'), await idsFor('dora'), await idsFor('hugo')]).to.deep.equal([[id], [id], []])
    await expectFailure(idsFor('clara'), 'forbidden')
    await expectFailure(idsFor('ada'), 'forbidden')
    const event = (await mailroom.auditLog.history(mailroom.machine, 'incoming-item', item.id, SIGNAL)).at(-1)
    expect(event).to.deep.include({ action: 'access.emergency', reason: REASON })
    expect(event?.actor.userId).to.equal('hugo')
  })

  it('ends when the head ends it, and when who opened it does', async function () {
    for (const name of ['hans', 'hugo'] as const) {
      const { item } = await anInboxLetter(mailroom)
      const { id } = await open(item.receiptNumber)
      await createTakeBackAccess(mailroom)(await signedIn(mailroom, name), id, SIGNAL)
      const hugo = await signedIn(mailroom, 'hugo')
      await expectFailure(createFindItem(mailroom)(hugo, item.id, SIGNAL), 'not-found')
    }
  })

  it('knows nothing that is not there, strict, or denied, and says the same of all', async function () {
    const strict = await anInboxLetter(mailroom)
    const input = { itemId: strict.item.id, level: 'strict', reason: 'x' } as const
    await createSetItemLevel(mailroom)(person('hans'), input, SIGNAL)
    const denied = await anInboxLetter(mailroom)
    const object = { kind: 'incoming-item', id: denied.item.id } as const
    const denial = { object, userId: 'hugo', effect: 'deny', reason: 'befangen' } as const
    await createGiveAccess(mailroom)(person('hans'), denial, SIGNAL)
    const answers = new Set<string>()
    for (const number of ['MU-2026-999999', strict.item.receiptNumber, denied.item.receiptNumber]) {
      answers.add((await expectFailure(open(number), 'not-found')).message)
    }
    expect(answers.size).to.equal(1)
    expect((await actions()).filter((action) => action === 'access.emergency-in-vain')).to.have.length(3)
  })

  it('is for heads, and not for what they may see anyway', async function () {
    const { item } = await anInboxLetter(mailroom)
    const input = { number: item.receiptNumber, reason: REASON }
    await expectFailure(createOpenInEmergency(mailroom)(person('tom'), input, SIGNAL), 'forbidden')
    await expectFailure(createOpenInEmergency(mailroom)(person('hans'), input, SIGNAL), 'state-conflict')
  })

  it('cannot be used to try numbers', async function () {
    for (let attempt = 0; attempt < 10; attempt += 1) await expectFailure(open(`MU-${attempt}`), 'not-found')
    const { item } = await anInboxLetter(mailroom)
    await expectFailure(open(item.receiptNumber), 'rate-limited')
  })
})

describe('searching in all units', function () {
  it('tells where letters lie, asks for all units but not for what few may know, and is written down', async function () {
    const mailroom = await openMailroom()
    const { item, documents } = await anInboxLetter(mailroom)
    const hidden = await aLetter(mailroom)
    const asked: (readonly string[])[] = []
    const hitOf = (documentId: string): SearchHit => {
      const words = { page: 1, text: 'geheim', marks: [] }
      return { documentId, itemId: item.id, title: 't', score: 1, matchedPages: [1], snippets: [words] }
    }
    const hits = [...documents, ...hidden.documents].map(({ id }) => hitOf(id))
    const empty = { documentType: [], orgUnit: [], sender: [], state: [], year: [] }
    const searchIndex: Partial<SearchIndex> = {
      position: async () => undefined,
      query: async ({ grantKeys }) => {
        asked.push(grantKeys)
        return { hits, total: 1, isTotalExact: true, facets: empty, relaxed: false, notices: [] }
      },
    }
    const search = createSearchCrossUnit({ ...mailroom, searchIndex: searchIndex as SearchIndex })
    const found = await search(person('cora'), { text: 'Pflege', reason: REASON }, SIGNAL)
    expect(found.hits.map((hit) => hit.item.receiptNumber)).to.deep.equal([item.receiptNumber])
    expect(asked[0]).to.have.members(['unit:root', 'unit:social', 'unit:care', 'unit:tax'])
    const hans = person('hans')
    const knowsMore: Actor = { ...hans, roles: [...hans.roles, 'cross-unit'] }
    await search(knowsMore, { text: 'Pflege', reason: REASON }, SIGNAL)
    expect(asked[1]).to.have.members(asked[0] ?? [])
    const event = (await mailroom.auditLog.events(mailroom.machine, 0, 1_000, SIGNAL)).at(-1)
    expect(event).to.deep.include({ action: 'search.cross-unit', reason: REASON })
    expect(event?.changes['text']).to.deep.equal({ after: 'Pflege' })
    await expectFailure(search(person('hans'), { text: 'Pflege', reason: REASON }, SIGNAL), 'forbidden')
  })
})
