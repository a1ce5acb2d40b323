import { expect } from 'chai'
import { createSecretBox } from '../../../src/adapters/system/secret-box.ts'
import { passwordOwner, type MailAccount } from '../../../src/domain/mail/mail-account.ts'
import { MailboxError } from '../../../src/domain/mail/mailbox-error.ts'
import type { Mailbox, MailboxClient } from '../../../src/ports/mailbox.ts'
import { fetchMails, type FetchMailsPorts } from '../../../src/workers/fetch-mails.ts'
import { openMailroom, SIGNAL, TENANT, type Mailroom } from '../usecases/support/mailroom.ts'

const nothing = (): void => undefined
const log = { info: nothing, warn: nothing, error: nothing }

describe('fetching mails', function () {
  const secretBox = createSecretBox('a key for tests only, long enough')
  let mailroom: Mailroom
  let account: MailAccount
  let stop: AbortController

  beforeEach(async function () {
    mailroom = await openMailroom()
    stop = new AbortController()
    account = {
      id: 'account',
      tenantId: TENANT.id,
      name: 'Post',
      isActive: true,
      server: { host: 'imap.example.org', port: 993, security: 'tls' },
      username: 'post',
      password: secretBox.close('geheim', passwordOwner({ id: 'account' })),
      folder: 'INBOX',
      doneFolder: 'Erledigt',
      errorFolder: 'Fehler',
      version: 1,
    }
    await mailroom.mailAccounts.insert(mailroom.machine, account, SIGNAL)
  })

  function portsWith(client: MailboxClient, receiveMails: FetchMailsPorts['receiveMails']): FetchMailsPorts {
    return { ...mailroom, mailboxClient: client, secretBox, log, receiveMails }
  }

  function mailbox(wait: Mailbox['wait']): Mailbox {
    return {
      entries: async () => [],
      read: async () => undefined,
      move: async () => undefined,
      wait,
      [Symbol.asyncDispose]: async () => undefined,
    }
  }

  async function states() {
    return mailroom.mailJournal.states(mailroom.machine, SIGNAL)
  }

  it('looks, notes what has come, waits and looks again until it is stopped', async function () {
    let looks = 0
    const client: MailboxClient = { open: async () => mailbox(async () => undefined) }
    const fetcher = fetchMails(
      portsWith(client, async () => {
        looks += 1
        if (looks === 3) stop.abort()
        return looks
      }),
      { workerId: 'one', everyMs: 1 },
      stop.signal,
    )
    await fetcher.running
    expect(looks).to.equal(3)
    const [state] = await states()
    expect(state).to.include({ takenCount: 3, failedLooks: 0 })
    expect(fetcher.summary()).to.include('1 mail accounts')
    // The lease is given back.
    expect(await mailroom.mailJournal.claim(account, 'two', 1_000, SIGNAL)).to.equal(true)
  })

  it('leaves alone what another process fetches from', async function () {
    await mailroom.mailJournal.claim(account, 'other', 60_000, SIGNAL)
    let rounds = 0
    const all: FetchMailsPorts['mailAccounts']['all'] = async (signal) => {
      rounds += 1
      if (rounds === 3) stop.abort()
      return mailroom.mailAccounts.all(signal)
    }
    const client: MailboxClient = { open: () => expect.fail('opened') }
    const ports = portsWith(client, async () => 0)
    const fetcher = fetchMails(
      { ...ports, mailAccounts: { ...ports.mailAccounts, all } },
      { workerId: 'one', everyMs: 1 },
      stop.signal,
    )
    await fetcher.running
    expect(await states()).to.have.length(1)
    expect((await states())[0]).to.include({ failedLooks: 0, takenCount: 0 })
  })

  it('notes a fault, tells operators of it, and pauses before it comes back', async function () {
    const client: MailboxClient = {
      async open() {
        throw new MailboxError('sign-in', 'Refused on purpose.')
      },
    }
    const { mailJournal } = mailroom
    let released = nothing
    const noted = new Promise<void>((resolve) => {
      released = resolve
    })
    const release: typeof mailJournal.release = async (...parameters) => {
      await mailJournal.release(...parameters)
      released()
    }
    mailroom = { ...mailroom, mailJournal: { ...mailJournal, release } }
    const fetcher = fetchMails(
      portsWith(client, async () => 0),
      { workerId: 'one', everyMs: 1 },
      stop.signal,
    )
    await noted
    expect(fetcher.summary()).to.equal('1 mail accounts, 1 failing (sign-in)')
    stop.abort()
    await fetcher.running
    const [state] = await states()
    expect(state).to.include({ fault: 'sign-in', failedLooks: 1 })
    expect(await mailroom.mailJournal.claim(account, 'two', 1_000, SIGNAL)).to.equal(false)
  })

  it('tells operators no more of an account that is taken away', async function () {
    const { mailAccounts, mailJournal } = mailroom
    let failed = nothing
    const released = new Promise<void>((resolve) => {
      failed = resolve
    })
    const release: typeof mailJournal.release = async (...parameters) => {
      await mailJournal.release(...parameters)
      failed()
    }
    let rounds = 0
    const all: typeof mailAccounts.all = async (signal) => {
      rounds += 1
      if (rounds === 2) {
        await released
        await mailAccounts.remove(mailroom.machine, account.id, signal)
      }
      if (rounds === 3) stop.abort()
      return mailAccounts.all(signal)
    }
    const client: MailboxClient = {
      async open() {
        throw new MailboxError('sign-in', 'Refused on purpose.')
      },
    }
    const ports = {
      ...portsWith(client, async () => 0),
      mailAccounts: { ...mailAccounts, all },
      mailJournal: { ...mailJournal, release },
    }
    const fetcher = fetchMails(ports, { workerId: 'one', everyMs: 1 }, stop.signal)
    await fetcher.running
    expect(fetcher.summary()).to.equal('0 mail accounts')
  })

  it('goes by the new record after a change, and ends for one that is switched off', async function () {
    const names: string[] = []
    const client: MailboxClient = {
      async open(login) {
        names.push(login.username)
        return mailbox(async () => {
          const known = await mailroom.mailAccounts.find(mailroom.machine, account.id, SIGNAL)
          if (known === undefined) return
          if (names.length === 2) {
            await mailroom.mailAccounts.save(mailroom.machine, { ...known, isActive: false }, SIGNAL)
            stop.abort()
          } else {
            await mailroom.mailAccounts.save(mailroom.machine, { ...known, username: 'neu' }, SIGNAL)
          }
        })
      },
    }
    const ports = portsWith(client, async () => 0)
    await fetchMails(ports, { workerId: 'one', everyMs: 1 }, stop.signal).running
    expect(names).to.deep.equal(['post', 'neu'])
  })
})
