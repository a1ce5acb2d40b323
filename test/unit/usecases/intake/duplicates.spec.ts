import { expect } from 'chai'
import { disposedItem } from '../../../../src/domain/disposal/disposed-item.ts'
import { fingerprintOf } from '../../../../src/domain/duplicates/fingerprint.ts'
import { createDecideDuplicate } from '../../../../src/usecases/intake/decide-duplicate.ts'
import { createItemHistory } from '../../../../src/usecases/intake/item-history.ts'
import { createFindDuplicates } from '../../../../src/usecases/retrieval/find-duplicates.ts'
import type { ItemWithDocuments } from '../../../../src/usecases/shared/item-with-documents.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aLetter, anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const MIA = person('mia')
const SAME = { document: { fingerprint: fingerprintOf('same', []) } }

describe('duplicates of items', function () {
  let mailroom: Mailroom

  beforeEach(async function () {
    mailroom = await openMailroom()
  })

  async function foundBy(name: string, { documents: [document] }: ItemWithDocuments): Promise<string[]> {
    const find = createFindDuplicates(mailroom)
    const found = await find(person(name), String(document?.id), SIGNAL)
    return found.map(({ item, relation }) => `${item.id} ${relation ?? 'undecided'}`)
  }

  it('are found across items, and only among what the person may read', async function () {
    const inMailroom = await aLetter(mailroom, SAME)
    const atDesk = await anInboxLetter(mailroom, SAME)
    await aLetter(mailroom, { document: { fingerprint: fingerprintOf('other', []) } })
    expect(await foundBy('mia', atDesk)).to.deep.equal([`${inMailroom.item.id} undecided`])
    expect(await foundBy('clara', atDesk)).to.deep.equal([])
    await expectFailure(foundBy('tom', atDesk), 'not-found')
  })

  it('are no documents of the same item', async function () {
    expect(await foundBy('mia', await aLetter(mailroom, { ...SAME, files: 2 }))).to.deep.equal([])
  })

  it('keep both receipts when one is to lead, and each names the other', async function () {
    const [first, second] = [await aLetter(mailroom, SAME), await aLetter(mailroom, SAME)]
    const decide = createDecideDuplicate(mailroom)
    const input = { itemId: second.item.id, otherItemId: first.item.id, relation: 'follows' } as const
    const after = await decide(MIA, input, SIGNAL)
    expect(after.item.state).to.equal(second.item.state)
    expect(await foundBy('mia', second)).to.deep.equal([`${first.item.id} follows`])
    expect(await foundBy('mia', first)).to.deep.equal([`${second.item.id} leads`])
    for (const { item } of [first, second]) {
      const history = await createItemHistory(mailroom)(MIA, item.id, SIGNAL)
      expect(history.at(-1)?.action).to.equal('item.duplicate-decided')
    }
  })

  it('stay told apart, until somebody says otherwise', async function () {
    const [first, second] = [await aLetter(mailroom, SAME), await aLetter(mailroom, SAME)]
    const decide = createDecideDuplicate(mailroom)
    const pair = { itemId: first.item.id, otherItemId: second.item.id }
    await decide(MIA, { ...pair, relation: 'different' }, SIGNAL)
    expect([...(await foundBy('mia', first)), ...(await foundBy('mia', second))]).to.deep.equal([])
    await decide(MIA, { ...pair, relation: 'leads' }, SIGNAL)
    expect(await foundBy('mia', first)).to.deep.equal([`${second.item.id} leads`])
  })

  it('need two items, both of which the person may read', async function () {
    const [inMailroom, atDesk] = [await aLetter(mailroom, SAME), await anInboxLetter(mailroom, SAME)]
    const decide = createDecideDuplicate(mailroom)
    const itself = { itemId: atDesk.item.id, otherItemId: atDesk.item.id, relation: 'leads' } as const
    await expectFailure(decide(MIA, itself, SIGNAL), 'validation-failed')
    const hidden = { ...itself, otherItemId: inMailroom.item.id }
    await expectFailure(decide(person('clara'), hidden, SIGNAL), 'not-found')
  })

  it('leave what is left of a destroyed letter as it is', async function () {
    const [first, second] = [await aLetter(mailroom, SAME), await aLetter(mailroom, SAME)]
    const disposal = { at: '2026-03-02T10:00:00.000Z', serial: 1, documentIds: second.item.documentIds }
    const left = await mailroom.incomingItems.save(
      mailroom.machine,
      disposedItem(second.item, disposal),
      SIGNAL,
    )
    const input = { itemId: first.item.id, otherItemId: second.item.id, relation: 'leads' } as const
    await expectFailure(createDecideDuplicate(mailroom)(MIA, input, SIGNAL), 'state-conflict')
    expect(await mailroom.incomingItems.find(mailroom.machine, left.id, SIGNAL)).to.deep.equal(left)
  })
})
