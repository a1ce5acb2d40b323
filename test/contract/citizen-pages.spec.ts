import { expect } from 'chai'
import { CITIZEN_PAGE_ID, emptyCitizenPage } from '../../src/domain/intake/citizen-page.ts'
import { codeOf, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

describeStorage('what cities offer on their pages for citizens', function (stores) {
  it('is one record for each tenant, and loses a link that is taken away', async function () {
    const { id, machine } = newTenant()
    const signLanguageUrl = 'https://stadt.example/dgs'
    const page = {
      ...emptyCitizenPage(id),
      easyLanguageUrl: 'https://stadt.example/leicht',
      signLanguageUrl,
      version: 1,
    }
    await stores.citizenPages.insert(machine, page, signal)
    expect(await stores.citizenPages.find(machine, CITIZEN_PAGE_ID, signal)).to.deep.equal(page)
    expect(await stores.citizenPages.find(newTenant().machine, CITIZEN_PAGE_ID, signal)).to.equal(undefined)
    expect(await codeOf(stores.citizenPages.insert(machine, page, signal))).to.equal('already-exists')
    const fewer = { ...emptyCitizenPage(id), signLanguageUrl, version: 1 }
    await stores.citizenPages.save(machine, fewer, signal)
    const kept = await stores.citizenPages.find(machine, CITIZEN_PAGE_ID, signal)
    expect(kept).to.deep.equal({ ...fewer, version: 2 })
    expect(await codeOf(stores.citizenPages.save(machine, fewer, signal))).to.equal('version-mismatch')
  })
})
