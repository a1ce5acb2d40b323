import { expect } from 'chai'
import { createSecretBox } from '../../../src/adapters/system/secret-box.ts'
import { passwordOwner, type MailAccount } from '../../../src/domain/mail/mail-account.ts'
import { MailboxError } from '../../../src/domain/mail/mailbox-error.ts'
import type { MailboxClient } from '../../../src/ports/mailbox.ts'
import { fetchMails, type FetchMailsPorts } from '../../../src/workers/fetch-mails.ts'
import { openMailroom, SIGNAL, TENANT, type Mailroom } from '../usecases/support/mailroom.ts'
import { emptyMailbox, mailAccountOf } from '../../support/mails/mail-account.ts'
import { SILENT_LOG } from '../../support/silent-log.ts'

const REFUSING: MailboxClient = {
  open: () => Promise.reject(new MailboxError('sign-in', 'Refused on purpose.')),
}

describe('fetching mails', function () {
  const secretBox = createSecretBox('a key for tests only, long enough')
  let mailroom: Mailroom
  let account: MailAccount
  let stop: AbortController

  beforeEach(async function () {
    mailroom = await openMailroom()
    stop = new AbortController()
    const password = secretBox.close('geheim', passwordOwner({ id: 'account' }))
    account = mailAccountOf({ tenantId: TENANT.id, password })
    await mailroom.mailAccounts.insert(mailroom.machine, account, SIGNAL)
  })

  function portsWith(client: MailboxClient, receiveMails: FetchMailsPorts['receiveMails']): FetchMailsPorts {
    return { ...mailroom, mailboxClient: client, secretBox, log: SILENT_LOG, receiveMails }
  }

  /** Tells when an account is let go for the first time. */
  function watchedJournal(): Pick<FetchMailsPorts, 'mailJournal'> & { readonly released: Promise<void> } {
    const { mailJournal } = mailroom
    let tell = (): void => undefined
    const released = new Promise<void>((resolve) => {
      tell = resolve
    })
    const release: typeof mailJournal.release = async (...parameters) => {
      await mailJournal.release(...parameters)
      tell()
    }
    return { mailJournal: { ...mailJournal, release }, released }
  }

  async function states() {
    return mailroom.mailJournal.states(mailroom.machine, SIGNAL)
  }

  it('looks, notes what has come, waits and looks again until it is stopped', async function () {
    let looks = 0
    const client: MailboxClient = { open: async () => emptyMailbox() }
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
    const { mailJournal, released } = watchedJournal()
    const ports = { ...portsWith(REFUSING, async () => 0), mailJournal }
    const fetcher = fetchMails(ports, { workerId: 'one', everyMs: 1 }, stop.signal)
    await released
    expect(fetcher.summary()).to.equal('1 mail accounts, 1 failing (sign-in)')
    stop.abort()
    await fetcher.running
    const [state] = await states()
    expect(state).to.include({ fault: 'sign-in', failedLooks: 1 })
    expect(await mailroom.mailJournal.claim(account, 'two', 1_000, SIGNAL)).to.equal(false)
  })

  it('tells operators no more of an account that is taken away', async function () {
    const { mailAccounts } = mailroom
    const { mailJournal, released } = watchedJournal()
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
    const ports = {
      ...portsWith(REFUSING, async () => 0),
      mailAccounts: { ...mailAccounts, all },
      mailJournal,
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
        const wait = async (): Promise<void> => {
          const known = await mailroom.mailAccounts.find(mailroom.machine, account.id, SIGNAL)
          if (known === undefined) return
          if (names.length === 2) {
            await mailroom.mailAccounts.save(mailroom.machine, { ...known, isActive: false }, SIGNAL)
            stop.abort()
          } else {
            await mailroom.mailAccounts.save(mailroom.machine, { ...known, username: 'neu' }, SIGNAL)
          }
        }
        return emptyMailbox({ wait })
      },
    }
    const ports = portsWith(client, async () => 0)
    await fetchMails(ports, { workerId: 'one', everyMs: 1 }, stop.signal).running
    expect(names).to.deep.equal(['post', 'neu'])
  })
})
