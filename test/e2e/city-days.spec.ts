import { expect } from 'chai'
import { localTimeAt } from '../../src/domain/intake/local-time.ts'
import type { ItemView } from '../../src/contract/incoming-items.ts'
import { DESK } from './support/browser.ts'
import { openHouse, type House } from './support/house.ts'
import { openCorrection, openFirstItem, READ_LIMIT_MS, somethingIsRead } from './support/page-states.ts'
import { openSignedIn } from './support/staff.ts'

describe('days and times of the city', function () {
  this.timeout(60_000)
  let house: House

  before(async function () {
    this.timeout(READ_LIMIT_MS + 30_000)
    house = await openHouse(this)
    await somethingIsRead(house)
  })

  it('count on a computer that is set to another place', async function () {
    const { page, context } = await openSignedIn(house, 'poststelle', DESK, 'Pacific/Auckland')
    await page.goto('/posteingang')
    await openCorrection(page)
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    const item = (await (await context.request.get(`/api/v1/incoming-items/${id}`)).json()) as ItemView
    const [day = '', time = ''] = localTimeAt(new Date(item.receivedAt), 'Europe/Berlin').split('T')
    expect(await page.getByLabel('Eingegangen am').inputValue()).to.match(new RegExp(`^${day}T${time}`))
    const written = `${day.split('-').toReversed().join('.')}, ${time.slice(0, 5)}`
    await page.getByText(written).first().waitFor()
    await context.close()
  })

  it('leave a group among the targets until its last one', async function () {
    const admin = await openSignedIn(house, 'admin')
    const { items } = (await (await admin.context.request.get('/api/v1/org-units')).json()) as {
      items: readonly { id: string; parentId: string | null }[]
    }
    const root = items.find(({ parentId }) => parentId === null)
    for (const [number, days] of [
      ['G1', { validTo: '2099-12-31' }],
      ['G2', { validFrom: '2099-01-01' }],
    ] as const) {
      const data = { parentId: root?.id, number, name: 'Hochwasserstab', kind: 'group', ...days }
      expect((await admin.context.request.post('/api/v1/org-units', { data })).status()).to.equal(201)
    }
    await admin.context.close()
    const { page, context } = await openSignedIn(house, 'poststelle')
    await page.goto('/posteingang')
    await openFirstItem(page)
    await page.getByRole('combobox', { name: /Amt oder Akte/ }).fill('Hochwasserstab')
    await page.getByRole('option', { name: 'G1 Hochwasserstab' }).waitFor()
    expect(await page.getByRole('option', { name: 'G2 Hochwasserstab' }).count()).to.equal(0)
    await context.close()
  })
})
