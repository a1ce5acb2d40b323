import { expect } from 'chai'
import type { LetterTemplate } from '../../src/domain/letters/letter-template.ts'
import { LETTERHEAD_ID, type Letterhead } from '../../src/domain/letters/letterhead.ts'
import { codeOf, itemOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

function templateOf(tenantId: string, name: string): LetterTemplate {
  return { id: newId(), tenantId, name, subject: 'Zu {{bezug}}', body: 'Guten Tag,\n\nÄ.', version: 1 }
}

describeStorage('templates of letters', function (stores) {
  it('keep every part, come by name, and go, each in its tenant', async function () {
    const { id, machine } = newTenant()
    const other = newTenant()
    const [zusage, absage] = [templateOf(id, 'Zusage'), templateOf(id, 'Absage')]
    await stores.letterTemplates.insert(machine, zusage, signal)
    await stores.letterTemplates.insert(machine, absage, signal)
    await stores.letterTemplates.insert(other.machine, templateOf(other.id, 'Zusage'), signal)
    expect(await stores.letterTemplates.list(machine, signal)).to.deep.equal([absage, zusage])
    const again = templateOf(id, 'Zusage')
    expect(await codeOf(stores.letterTemplates.insert(machine, again, signal))).to.equal('already-exists')
    const saved = await stores.letterTemplates.save(machine, { ...absage, body: 'neu' }, signal)
    expect(saved).to.deep.equal({ ...absage, body: 'neu', version: 2 })
    expect(await stores.letterTemplates.remove(other.machine, zusage.id, signal)).to.equal(false)
    expect(await stores.letterTemplates.remove(machine, zusage.id, signal)).to.equal(true)
    expect(await stores.letterTemplates.list(machine, signal)).to.deep.equal([saved])
  })

  it('stand below a letterhead, one for each tenant', async function () {
    const { id, machine } = newTenant()
    const head: Letterhead = {
      id: LETTERHEAD_ID,
      tenantId: id,
      office: 'Stadt',
      addressLines: ['Markt 1'],
      senderLine: 'Stadt, Markt 1',
      contactLines: [],
      footerLines: ['IBAN'],
      version: 1,
    }
    await stores.letterheads.insert(machine, head, signal)
    expect(await stores.letterheads.find(machine, LETTERHEAD_ID, signal)).to.deep.equal(head)
    expect(await stores.letterheads.find(newTenant().machine, LETTERHEAD_ID, signal)).to.equal(undefined)
  })
})

describeStorage('letters that were written here', function (stores) {
  it('are no mail, and listed where their state, file or number is asked for', async function () {
    const { id, machine } = newTenant()
    const author = { userId: 'u', displayName: 'U' }
    const outgoing = { recipient: 'Kim\n1 Ort', sentOn: '2026-03-02', author, answersItemId: 'i' }
    const written = itemOf(id, {
      state: 'dispatched',
      receiptNumber: 'AUS-2026/1',
      caseFileId: 'f',
      outgoing,
    })
    const mail = itemOf(id, { state: 'filed', caseFileId: 'f' })
    for (const item of [written, mail]) await stores.incomingItems.insert(machine, item, signal)
    expect(await stores.incomingItems.find(machine, written.id, signal)).to.deep.equal(written)
    const listed = async (filter: Parameters<typeof stores.incomingItems.list>[1]) => {
      const { items } = await stores.incomingItems.list(machine, filter, { limit: 10 }, signal)
      return items.map((item) => item.id).sort()
    }
    const both = [written.id, mail.id].sort()
    expect(await listed({})).to.deep.equal([mail.id])
    expect(await listed({ channel: mail.channel })).to.deep.equal([mail.id])
    expect(await listed({ states: ['dispatched'] })).to.deep.equal([written.id])
    expect(await listed({ caseFileId: 'f' })).to.deep.equal(both)
    expect(await listed({ receiptNumber: 'AUS-2026/1' })).to.deep.equal([written.id])
    expect(await listed({ stacks: 'too' })).to.deep.equal(both)
    const page = await stores.incomingItems.byArrival(machine, {}, { limit: 10 }, signal)
    expect(page.items.map((item) => item.id)).to.deep.equal([mail.id])
    expect(page.total).to.equal(1)
    expect(await stores.incomingItems.countCaptured(machine, {}, {}, signal)).to.equal(1)
    expect(await stores.incomingItems.countByState(machine, signal)).to.deep.equal({
      filed: 1,
      dispatched: 1,
    })
    expect(await stores.incomingItems.countReceiptNumbers(machine, 'AUS-2026', 'AUS-2027', signal)).to.equal(
      0,
    )
    const next = (actor: typeof machine, year: number) =>
      stores.incomingItems.nextLetterSerial(actor, year, signal)
    expect([await next(machine, 2026), await next(machine, 2026), await next(machine, 2027)]).to.deep.equal([
      1, 2, 1,
    ])
    expect(await stores.incomingItems.nextReceiptSerial(machine, 2026, signal)).to.equal(1)
  })
})
