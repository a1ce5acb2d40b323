import { expect } from 'chai'
import { createSecretBox } from '../../../../src/adapters/system/secret-box.ts'
import { passwordOwner } from '../../../../src/domain/mail/mail-account.ts'
import { MailboxError } from '../../../../src/domain/mail/mailbox-error.ts'
import type { MailboxClient, MailLogin } from '../../../../src/ports/mailbox.ts'
import {
  createAddMailAccount,
  createCheckMailAccount,
  createListMailAccounts,
  createListRefusedMails,
  createPatchMailAccount,
  createRemoveMailAccount,
  type MailAccountInput,
} from '../../../../src/usecases/intake/mail-accounts.ts'
import { createCloseSecrets } from '../../../../src/usecases/access/close-secrets.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'
import { emptyMailbox, MAIL_FOLDERS } from '../../../support/mails/mail-account.ts'
import { SILENT_LOG } from '../../../support/silent-log.ts'

const ADMIN = person('ada')
const INPUT: MailAccountInput = {
  name: 'Post',
  isActive: true,
  server: { host: 'imap.example.org', port: 993, security: 'tls' },
  username: 'post@example.org',
  password: 'streng geheim',
  ...MAIL_FOLDERS,
}

describe('mail accounts', function () {
  const secretBox = createSecretBox('a key for tests only, long enough')
  let mailroom: Mailroom
  let ports: Mailroom & { readonly secretBox: typeof secretBox }

  beforeEach(async function () {
    mailroom = await openMailroom()
    ports = { ...mailroom, secretBox }
  })

  const added = () => createAddMailAccount(ports)(ADMIN, INPUT, SIGNAL)

  it('keep their password closed, and out of the audit log', async function () {
    const account = await added()
    expect(account.password).not.to.include('geheim')
    expect(secretBox.open(account.password, passwordOwner(account))).to.equal('streng geheim')
    expect(secretBox.open(account.password, passwordOwner({ id: 'other' }))).to.equal(undefined)
    const events = await mailroom.auditLog.history(ADMIN, 'tenant', ADMIN.tenantId, SIGNAL)
    expect(events.map(({ action }) => action)).to.include('mail-account.added')
    expect(JSON.stringify(events)).not.to.include('geheim').and.not.to.include(account.password)
  })

  it('send a stored password to no other server, port, user or answering server', async function () {
    const account = await added()
    const patch = createPatchMailAccount(ports)
    const base = { accountId: account.id, expectedVersion: 1 }
    const server = { ...INPUT.server, host: 'evil.example.org' }
    for (const change of [
      { server },
      { server: { ...INPUT.server, port: 994 } },
      { server: { ...INPUT.server, security: 'starttls' as const } },
      { username: 'other' },
      { acknowledgement: { server, from: 'a@example.org' } },
    ]) {
      await expectFailure(patch(ADMIN, { ...base, ...change }, SIGNAL), 'validation-failed')
    }
    const moved = await patch(ADMIN, { ...base, server, password: 'neu' }, SIGNAL)
    expect(secretBox.open(moved.password, passwordOwner(account))).to.equal('neu')
    const named = await patch(ADMIN, { accountId: account.id, expectedVersion: 2, name: 'Anders' }, SIGNAL)
    expect(named.password).to.equal(moved.password)
  })

  it('take a unit and answers away again', async function () {
    const account = await added()
    const patch = createPatchMailAccount(ports)
    const acknowledgement = { server: INPUT.server, from: 'a@example.org' }
    const given = { orgUnitId: 'social', acknowledgement, password: 'p' }
    await patch(ADMIN, { accountId: account.id, expectedVersion: 1, ...given }, SIGNAL)
    const gone = { orgUnitId: null, acknowledgement: null }
    const after = await patch(ADMIN, { accountId: account.id, expectedVersion: 2, ...gone }, SIGNAL)
    expect(after).not.to.have.any.keys('orgUnitId', 'acknowledgement')
  })

  it('need three folders, a unit that is there, and the version that was seen', async function () {
    const add = createAddMailAccount(ports)
    await expectFailure(add(ADMIN, { ...INPUT, doneFolder: 'INBOX' }, SIGNAL), 'validation-failed')
    await expectFailure(add(ADMIN, { ...INPUT, orgUnitId: 'nowhere' }, SIGNAL), 'validation-failed')
    const { id } = await added()
    const stale = { accountId: id, expectedVersion: 7, name: 'x' }
    await expectFailure(createPatchMailAccount(ports)(ADMIN, stale, SIGNAL), 'version-mismatch')
  })

  it('say what came of an attempt to reach them', async function () {
    const { id } = await added()
    const asked: MailLogin[] = []
    const client = (fault?: 'sign-in'): MailboxClient => ({
      async open(login) {
        asked.push(login)
        if (fault !== undefined) throw new MailboxError(fault, 'Refused on purpose.')
        return emptyMailbox()
      },
    })
    const check = (mailboxClient: MailboxClient, box = secretBox) =>
      createCheckMailAccount({ ...ports, secretBox: box, mailboxClient })(ADMIN, id, SIGNAL)
    expect(await check(client())).to.equal('ok')
    expect(asked[0]?.password).to.equal('streng geheim')
    expect(await check(client('sign-in'))).to.equal('sign-in')
    expect(await check(client(), createSecretBox('another key, long enough as well'))).to.equal(
      'secret-missing',
    )
    expect(asked).to.have.length(2)
  })

  it('are listed with their state, and removed with it', async function () {
    const account = await added()
    const list = createListMailAccounts(ports)
    expect((await list(ADMIN, SIGNAL)).map(({ state }) => state)).to.deep.equal([undefined])
    const at = '2026-03-01T10:00:00.000Z'
    await mailroom.mailJournal.note(account, { at, takenCount: 0, fault: 'sign-in' }, SIGNAL)
    expect((await list(ADMIN, SIGNAL))[0]?.state).to.include({ fault: 'sign-in', failedLooks: 1 })
    expect(await createListRefusedMails(ports)(ADMIN, account.id, SIGNAL)).to.deep.equal([])
    await createRemoveMailAccount(ports)(ADMIN, account.id, SIGNAL)
    expect(await list(ADMIN, SIGNAL)).to.deep.equal([])
    await expectFailure(createRemoveMailAccount(ports)(ADMIN, account.id, SIGNAL), 'not-found')
    await expectFailure(createListRefusedMails(ports)(ADMIN, account.id, SIGNAL), 'not-found')
  })

  it('have their passwords closed anew when the key has changed', async function () {
    const account = await added()
    const present = createSecretBox('the next key, long enough as well', 'a key for tests only, long enough')
    await createCloseSecrets({ ...mailroom, secretBox: present, log: SILENT_LOG })(SIGNAL)
    const after = await mailroom.mailAccounts.find(mailroom.machine, account.id, SIGNAL)
    expect(present.isCurrent(after?.password ?? '')).to.equal(true)
    expect(present.open(after?.password ?? '', passwordOwner(account))).to.equal('streng geheim')
  })
})
