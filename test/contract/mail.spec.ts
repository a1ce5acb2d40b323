import { expect } from 'chai'
import type { MailReply } from '../../src/domain/mail/acknowledgement.ts'
import type { MailAccount } from '../../src/domain/mail/mail-account.ts'
import { mailAccountOf } from '../support/mails/mail-account.ts'
import { codeOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

const AT = '2026-11-30T10:00:00.000Z'
const LATER = '2026-11-30T11:00:00.000Z'
const HOUR_MS = 3_600_000

function accountOf(tenantId: string, name = 'Post'): MailAccount {
  const server = { host: 'smtp.example.org', port: 465, security: 'tls' } as const
  const acknowledgement = { server, from: 'post@example.org' }
  return mailAccountOf({ tenantId, id: newId(), name, orgUnitId: 'u1', acknowledgement })
}

describeStorage('mail accounts', function (stores) {
  it('are records of their tenant with a name of their own, and listed for the machine', async function () {
    const [own, other] = [newTenant(), newTenant()]
    const [post, amt, foreign] = [accountOf(own.id), accountOf(own.id, 'Amt'), accountOf(other.id)]
    for (const account of [post, amt]) await stores.mailAccounts.insert(own.machine, account, signal)
    await stores.mailAccounts.insert(other.machine, foreign, signal)
    expect(await codeOf(stores.mailAccounts.insert(own.machine, accountOf(own.id), signal))).to.equal(
      'already-exists',
    )
    expect(await stores.mailAccounts.list(own.machine, signal)).to.deep.equal([amt, post])
    expect(await stores.mailAccounts.find(own.machine, foreign.id, signal)).to.equal(undefined)
    const all = await stores.mailAccounts.all(signal)
    for (const account of [post, amt, foreign]) expect(all).to.deep.include(account)
    await stores.mailAccounts.replacePassword(post, 'closed anew', signal)
    await stores.mailAccounts.replacePassword(post, 'too late', signal)
    expect(await stores.mailAccounts.find(own.machine, post.id, signal)).to.deep.equal({
      ...post,
      password: 'closed anew',
    })
    expect(await stores.mailAccounts.remove(own.machine, foreign.id, signal)).to.equal(false)
    expect(await stores.mailAccounts.remove(own.machine, post.id, signal)).to.equal(true)
    expect(await stores.mailAccounts.find(own.machine, post.id, signal)).to.equal(undefined)
  })
})

describeStorage('mail journal', function (stores) {
  it('lets one worker fetch, and nobody in the pause after it', async function () {
    const { id } = newTenant()
    const account = accountOf(id)
    const claim = (workerId: string, leaseMs = HOUR_MS) =>
      stores.mailJournal.claim(account, workerId, leaseMs, signal)
    expect(await claim('one')).to.equal(true)
    expect(await claim('two')).to.equal(false)
    expect(await claim('one')).to.equal(true)
    await stores.mailJournal.release(account, 'two', 0, signal)
    expect(await claim('two')).to.equal(false)
    await stores.mailJournal.release(account, 'one', HOUR_MS, signal)
    expect(await claim('two')).to.equal(false)
    const second = accountOf(id, 'zwei')
    expect(await stores.mailJournal.claim(second, 'one', 0, signal)).to.equal(true)
    expect(await stores.mailJournal.claim(second, 'two', HOUR_MS, signal)).to.equal(true)
  })

  it('counts mails and failed looks, and forgets a fault when all is well', async function () {
    const { id, machine } = newTenant()
    const account = accountOf(id)
    const note = (look: Omit<Parameters<typeof stores.mailJournal.note>[1], 'at'>, at = AT) =>
      stores.mailJournal.note(account, { at, ...look }, signal)
    await note({ takenCount: 2 })
    await note({ takenCount: 0, fault: 'sign-in' }, LATER)
    expect(await note({ takenCount: 0, fault: 'unreachable' }, LATER)).to.deep.equal({
      accountId: account.id,
      lastLookAt: LATER,
      lastMailAt: AT,
      takenCount: 2,
      fault: 'unreachable',
      failedLooks: 2,
    })
    const well = {
      accountId: account.id,
      lastLookAt: LATER,
      lastMailAt: LATER,
      takenCount: 3,
      failedLooks: 0,
    }
    expect(await note({ takenCount: 1 }, LATER)).to.deep.equal(well)
    expect(await stores.mailJournal.states(machine, signal)).to.deep.equal([well])
    expect(await stores.mailJournal.states(newTenant().machine, signal)).to.deep.equal([])
  })

  it('knows the bytes of a mail once in a tenant', async function () {
    const [own, other] = [newTenant(), newTenant()]
    const mail = { sha256: newId().padEnd(64, '0'), accountId: 'a', itemId: 'i', at: AT }
    await stores.mailJournal.insertFetched(own.machine, mail, signal)
    expect(await codeOf(stores.mailJournal.insertFetched(own.machine, mail, signal))).to.equal(
      'already-exists',
    )
    expect(await stores.mailJournal.findFetched(own.machine, mail.sha256, signal)).to.deep.equal(mail)
    expect(await stores.mailJournal.findFetched(other.machine, mail.sha256, signal)).to.equal(undefined)
    await stores.mailJournal.insertFetched(other.machine, mail, signal)
  })

  it('tells refused mails once, the newest first', async function () {
    const { id, machine } = newTenant()
    const account = accountOf(id)
    await stores.mailAccounts.insert(machine, account, signal)
    const first = { id: newId(), accountId: account.id, at: AT, reason: 'too-large', sizeBytes: 9 } as const
    const second = { ...first, id: newId(), at: LATER, subject: 'Anfrage', sender: 'Anna' }
    for (const mail of [first, second, first]) await stores.mailJournal.insertRefusal(machine, mail, signal)
    const refusals = (actor = machine, limit = 10) =>
      stores.mailJournal.refusals(actor, account.id, limit, signal)
    expect(await refusals()).to.deep.equal([second, first])
    expect(await refusals(machine, 1)).to.deep.equal([second])
    expect(await refusals(newTenant().machine)).to.deep.equal([])
    await stores.mailAccounts.remove(machine, account.id, signal)
    expect(await refusals()).to.deep.equal([])
  })
})

describeStorage('mail replies', function (stores) {
  it('are handed out one by one until they are settled, and counted by address', async function () {
    const { id, machine } = newTenant()
    const reply: MailReply = {
      id: newId(),
      tenantId: id,
      accountId: 'a',
      to: `${newId().toLowerCase()}@example.org`,
      receiptNumber: 'MZ-2026-000001',
      receivedAt: AT,
      inReplyTo: '<a@b>',
      createdAt: LATER,
      state: 'queued',
      attempt: 0,
    }
    await stores.mailReplies.insert(machine, reply, signal)
    expect(await codeOf(stores.mailReplies.insert(machine, reply, signal))).to.equal('already-exists')
    expect(await stores.mailReplies.countTo(machine, reply.to, AT, signal)).to.equal(1)
    expect(await stores.mailReplies.countTo(machine, reply.to, '2026-12-01T00:00:00.000Z', signal)).to.equal(
      0,
    )
    expect(await stores.mailReplies.countTo(newTenant().machine, reply.to, AT, signal)).to.equal(0)
    expect(await stores.mailReplies.claim(HOUR_MS, signal)).to.deep.equal({ ...reply, attempt: 1 })
    expect(await stores.mailReplies.claim(HOUR_MS, signal)).to.equal(undefined)
    await stores.mailReplies.retryLater(reply, 0, signal)
    expect((await stores.mailReplies.claim(0, signal))?.attempt).to.equal(2)
    await stores.mailReplies.settle(reply, 'sent', signal)
    expect(await stores.mailReplies.claim(HOUR_MS, signal)).to.equal(undefined)
    expect(await stores.mailReplies.countTo(machine, reply.to, AT, signal)).to.equal(1)
  })
})
