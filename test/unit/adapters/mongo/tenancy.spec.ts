import { expect } from 'chai'
import { COLLECTIONS } from '../../../../src/adapters/mongo/collections.ts'

/** What belongs to no tenant, or names the tenant by its id. */
const SHARED: Readonly<Record<string, string>> = {
  attempts: 'counts attempts before it is known who asks',
  audit_heads: 'its id is that of the tenant',
  job_turns: 'its id is that of the tenant',
  meta: 'version of the schema',
  serials: 'its id begins with that of the tenant',
  tenants: 'the tenants themselves',
}

describe('every collection', function () {
  for (const { collection, schema } of COLLECTIONS) {
    if (collection in SHARED) continue
    it(`knows the tenant of each record: ${collection}`, function () {
      const path = schema.path('tenantId') as { readonly isRequired?: boolean } | undefined
      expect(path?.isRequired).to.equal(true)
    })
  }

  it('is shared only for a reason that still holds', function () {
    const names = COLLECTIONS.map(({ collection }) => collection)
    expect(names).to.include.members(Object.keys(SHARED))
  })
})
