import { expect } from 'chai'
import type { SavedSearch } from '../../src/domain/retrieval/saved-search.ts'
import { newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

const FULL: SavedSearch = {
  id: 's1',
  name: 'Rechnungen',
  text: 'von:Bau $where "a.b"',
  filter: {
    documentType: 'rechnung',
    orgUnitId: 'social',
    sender: 'Bau GmbH',
    state: 'routed',
    from: '2026-01-01',
    to: '2026-12-31',
  },
  createdAt: '2026-03-02T16:00:00.000Z',
  knownIds: ['d1', 'd2'],
}

describeStorage('saved searches', function (stores) {
  it('are each person’s own, with every part, in their order', async function () {
    const { social, roads } = newTenant()
    const plain = { ...FULL, id: 's2', filter: {}, knownIds: [] }
    expect(await stores.savedSearches.of(social, signal)).to.deep.equal([])
    await stores.savedSearches.replace(social, [FULL, plain], signal)
    expect(await stores.savedSearches.of(social, signal)).to.deep.equal([FULL, plain])
    expect(await stores.savedSearches.of(roads, signal)).to.deep.equal([])
    await stores.savedSearches.replace(social, [plain], signal)
    expect(await stores.savedSearches.of(social, signal)).to.deep.equal([plain])
    const sameIdElsewhere = { ...social, tenantId: newTenant().id }
    expect(await stores.savedSearches.of(sameIdElsewhere, signal)).to.deep.equal([])
  })
})
