import { expect } from 'chai'
import { actorOfToken } from '../../../../src/domain/access/actor-of-user.ts'
import type { SearchIndex, SearchRequest } from '../../../../src/ports/search-index.ts'
import {
  createListSavedSearches,
  createRemoveSavedSearch,
  createSaveSearch,
  createSeeSavedSearch,
} from '../../../../src/usecases/retrieval/saved-searches.ts'
import { createRouteItem } from '../../../../src/usecases/routing/route-item.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const CLARA = person('clara')
const TOM = person('tom')
const MIA = person('mia')
const INPUT = { name: 'Bau', text: 'bau', filter: { orgUnitId: 'social' } } as const

let mailroom: Mailroom
let asked: Pick<SearchRequest, 'text' | 'filter' | 'limit'> | undefined
/** What the index finds, whoever asks: rights are looked at again behind it. */
let found: string[]
let ports: Mailroom & { readonly searchIndex: SearchIndex }

beforeEach(async function () {
  mailroom = await openMailroom()
  found = []
  const idsOfAll: SearchIndex['idsOfAll'] = async (_actor, request) => {
    asked = request
    return found
  }
  const searchIndex = { idsOfAll, position: async () => undefined } as Partial<SearchIndex> as SearchIndex
  ports = { ...mailroom, searchIndex }
})

const news = async (actor = CLARA): Promise<number[]> =>
  (await createListSavedSearches(ports)(actor, SIGNAL)).map(({ newHits }) => newHits)

const save = (actor = CLARA) => createSaveSearch(ports)(actor, INPUT, SIGNAL)

describe('a saved search', function () {
  it('counts what it found neither when it was saved nor when the person last looked', async function () {
    const first = await anInboxLetter(mailroom)
    found = [...first.item.documentIds]
    const { search } = await save()
    expect(await news()).to.deep.equal([0])
    expect(asked?.text).to.equal('bau')
    expect(asked?.filter).to.deep.equal({ orgUnitId: 'social', capturedAfter: '2025-12-02T08:00:00.000Z' })
    const second = await anInboxLetter(mailroom)
    found.push(...second.item.documentIds)
    expect(await news()).to.deep.equal([1])
    await createSeeSavedSearch(ports)(CLARA, search.id, SIGNAL)
    expect(await news()).to.deep.equal([0])
  })

  it('counts nothing that the person may not see, and what he may from now on', async function () {
    const letter = await anInboxLetter(mailroom)
    await save(TOM)
    found = [...letter.item.documentIds]
    expect(await news(TOM)).to.deep.equal([0])
    await createRouteItem(mailroom)(MIA, { itemId: letter.item.id, target: { orgUnitId: 'tax' } }, SIGNAL)
    expect(await news(TOM)).to.deep.equal([1])
    await createRouteItem(mailroom)(MIA, { itemId: letter.item.id, target: { orgUnitId: 'social' } }, SIGNAL)
    expect(await news(TOM)).to.deep.equal([0])
  })

  it('says nothing of what is new where it finds far too much', async function () {
    const letter = await anInboxLetter(mailroom)
    await save()
    found = [...letter.item.documentIds, ...Array.from({ length: 99 }, (_, number) => `gone${number}`)]
    const list = createListSavedSearches(ports)
    expect((await list(CLARA, SIGNAL))[0]).to.deep.include({ newHits: 1, isTooBroad: false })
    found.push('gone')
    expect((await list(CLARA, SIGNAL))[0]).to.deep.include({ newHits: 0, isTooBroad: true })
    expect(asked?.limit).to.equal(101)
  })

  it('is its person’s own, until he removes it', async function () {
    const { search } = await save()
    expect(await news(TOM)).to.deep.equal([])
    await expectFailure(createSeeSavedSearch(ports)(TOM, search.id, SIGNAL), 'not-found')
    await expectFailure(createRemoveSavedSearch(ports)(TOM, search.id, SIGNAL), 'not-found')
    await expectFailure(
      createSaveSearch(ports)(actorOfToken(CLARA, ['write', 'read']), INPUT, SIGNAL),
      'forbidden',
    )
    await createRemoveSavedSearch(ports)(CLARA, search.id, SIGNAL)
    expect(await news()).to.deep.equal([])
  })

  it('is one of ten at most', async function () {
    for (let number = 0; number < 10; number += 1) await save()
    await expectFailure(save(), 'state-conflict')
    expect(await news()).to.have.lengthOf(10)
  })
})
