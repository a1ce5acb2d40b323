import { expect } from 'chai'
import { createIdGenerator } from '../../../../src/adapters/system/ids.ts'
import { createGiveAccess } from '../../../../src/usecases/access/give-access.ts'
import { createSetFileLevel } from '../../../../src/usecases/access/set-file-level.ts'
import { createFileItem } from '../../../../src/usecases/filing/file-item.ts'
import { createRouteItem } from '../../../../src/usecases/routing/route-item.ts'
import { answerTo, aSocialFile, askedFor, lastAnswer } from '../support/follow-ups.ts'
import { openMailroom, person, SIGNAL, type Mailroom, type PersonName } from '../support/mailroom.ts'
import { signedIn } from '../support/signed-in.ts'

const CLARA = person('clara')
let mailroom: Mailroom

async function reads(name: PersonName, itemId: string): Promise<boolean> {
  return (await mailroom.incomingItems.find(await signedIn(mailroom, name), itemId, SIGNAL)) !== undefined
}

describe('who sees an answer to a request', function () {
  beforeEach(async function () {
    const opened = await openMailroom()
    mailroom = { ...opened, ids: createIdGenerator(opened.clock) }
  })

  it('is never who was shut out of its file, and still who was let in, wherever it is sent', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const give = createGiveAccess(mailroom)
    const grant = { object: file, reason: 'befangen' }
    await give(person('hans'), { ...grant, userId: 'cem', effect: 'deny' }, SIGNAL)
    await give(person('hans'), { ...grant, userId: 'tom', effect: 'allow' }, SIGNAL)
    const sent = await askedFor(mailroom, CLARA, file)
    await answerTo(mailroom, sent.code)
    const { id, readKeys } = await lastAnswer(mailroom, sent)
    const readers = async (): Promise<boolean[]> => [
      await reads('clara', id),
      await reads('tom', id),
      await reads('cem', id),
    ]
    expect(await readers(), 'in the mailroom').to.deep.equal([true, true, false])
    const input = { itemId: id, target: { orgUnitId: 'social' } }
    await createRouteItem(mailroom)(person('mia'), input, SIGNAL)
    expect(await readers(), 'in the inbox').to.deep.equal([true, true, false])
    expect(readKeys).to.include('unit:social')
    const item = await lastAnswer(mailroom, sent)
    const confirmed = { ...item, confirmedAt: '2026-03-02T08:00:00.000Z' }
    await mailroom.incomingItems.save(mailroom.machine, confirmed, SIGNAL)
    await createFileItem(mailroom)(CLARA, { itemId: id, caseFileId: file.id }, SIGNAL)
    expect(await readers(), 'in the file').to.deep.equal([true, true, false])
    const filed = await lastAnswer(mailroom, sent)
    expect(new Set(filed.readKeys).size).to.equal(filed.readKeys.length)
  })

  it('are as few as may know of its file at the moment in which it is taken in', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const sent = await askedFor(mailroom, CLARA, file)
    const blobStore = {
      ...mailroom.blobStore,
      async put(...call: Parameters<typeof mailroom.blobStore.put>) {
        const input = { caseFileId: file.id, expectedVersion: 1, level: 'confidential', reason: 'r' } as const
        await createSetFileLevel(mailroom)(CLARA, input, SIGNAL)
        return mailroom.blobStore.put(...call)
      },
    }
    await answerTo({ ...mailroom, blobStore }, sent.code)
    const { id, level } = await lastAnswer(mailroom, sent)
    expect(level).to.equal('confidential')
    expect([await reads('carla', id), await reads('clara', id), await reads('mia', id)]).to.deep.equal([
      true,
      false,
      false,
    ])
  })
})
