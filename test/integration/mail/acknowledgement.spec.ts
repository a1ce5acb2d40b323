import { expect } from 'chai'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { createMailSender } from '../../../src/adapters/nodemailer/mail-sender.ts'
import { createBell } from '../../../src/adapters/system/bell.ts'
import { createSecretBox } from '../../../src/adapters/system/secret-box.ts'
import { createVetMailServer } from '../../../src/adapters/undici/vet-mail-server.ts'
import { passwordOwner, type MailAccount } from '../../../src/domain/mail/mail-account.ts'
import { MAX_REPLY_ATTEMPTS, type MailReply } from '../../../src/domain/mail/acknowledgement.ts'
import { MailboxError } from '../../../src/domain/mail/mailbox-error.ts'
import { createReceiveMails } from '../../../src/usecases/intake/receive-mails.ts'
import { createAcknowledgeMail } from '../../../src/usecases/shared/acknowledge-mail.ts'
import { sendReplies } from '../../../src/workers/send-replies.ts'
import type { Mailbox } from '../../../src/ports/mailbox.ts'
import { emptyMailbox, mailAccountOf } from '../../support/mails/mail-account.ts'
import { openUnfoldingHouse, type UnfoldingHouse } from '../../support/mails/unfolding.ts'
import { openMailroom, SIGNAL, TENANT, type Mailroom } from '../../unit/usecases/support/mailroom.ts'
import { SILENT_LOG } from '../../support/silent-log.ts'

const PASSWORD = 'ein Kennwort nur für Tests'
const MAIL = {
  from: 'post@stadt.example',
  to: 'a@example.org',
  subject: 's',
  text: 't',
  messageId: '<m@x>',
}

/** A mail server on loopback that keeps what it gets. */
interface Outbox extends AsyncDisposable {
  readonly port: number
  readonly mails: string[]
  /** Ends when so many mails have come. */
  until(count: number): Promise<void>
}

function startOutbox(options: SMTPServerOptions = {}): Promise<Outbox> {
  const mails: string[] = []
  let told = (): void => undefined
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ password }, _session, callback) => {
      if (password === PASSWORD) callback(null, { user: 'post' })
      else callback(new Error('wrong'))
    },
    onData: (stream, _session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString())
        callback()
        told()
      })
    },
    ...options,
  })
  return new Promise((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address()
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : 0,
        mails,
        until: (count) =>
          new Promise((done) => {
            told = () => {
              if (mails.length >= count) done()
            }
            told()
          }),
        [Symbol.asyncDispose]: () =>
          new Promise<void>((done) => {
            server.close(() => {
              done()
            })
          }),
      })
    })
  })
}

describe('the acknowledgement of mails', function () {
  this.timeout(60_000)
  let mailroom: Mailroom
  let house: UnfoldingHouse
  const secretBox = createSecretBox('a key for tests only, long enough')

  beforeEach(async function () {
    mailroom = await openMailroom()
    house = await openUnfoldingHouse()
  })
  afterEach(async function () {
    await house[Symbol.asyncDispose]()
  })

  async function accountAt(port: number): Promise<MailAccount> {
    const server = { host: '127.0.0.1', port, security: 'none' } as const
    const account = mailAccountOf({
      tenantId: TENANT.id,
      server,
      password: secretBox.close(PASSWORD, passwordOwner({ id: 'account' })),
      acknowledgement: { server, from: 'post@stadt.example' },
    })
    await mailroom.mailAccounts.insert(mailroom.machine, account, SIGNAL)
    return account
  }

  function senderTo(port: number) {
    return createMailSender({
      vetServer: createVetMailServer({ allowedHosts: [`127.0.0.1:${String(port)}`] }),
    })
  }

  async function received(account: MailAccount, mails: readonly string[]): Promise<void> {
    const receive = createReceiveMails({
      ...mailroom,
      staging: house.staging,
      unfoldMails: house.unfoldMails,
      log: SILENT_LOG,
      maxMailBytes: 1_000_000,
      acknowledge: createAcknowledgeMail(mailroom),
    })
    await receive(account, mailboxOf(mails), SIGNAL)
  }

  it('sends one answer with the receipt number, which says that a program wrote it', async function () {
    await using outbox = await startOutbox()
    const account = await accountAt(outbox.port)
    const mail =
      'From: Anna <anna@example.org>\r\nReply-To: other@example.org\r\nMessage-ID: <eins@example.org>\r\nSubject: Geheim\r\n\r\nx'
    await received(account, [mail, mail, 'From: anna@example.org\r\nAuto-Submitted: auto-replied\r\n\r\nweg'])
    const stop = new AbortController()
    const ports = {
      ...mailroom,
      mailSender: senderTo(outbox.port),
      secretBox,
      bell: createBell(),
      log: SILENT_LOG,
    }
    const running = sendReplies(ports, stop.signal)
    await outbox.until(1)
    stop.abort()
    await running
    expect(outbox.mails).to.have.length(1)
    const [answer = ''] = outbox.mails
    for (const line of [
      'From: post@stadt.example',
      'To: anna@example.org',
      'Auto-Submitted: auto-replied',
      'In-Reply-To: <eins@example.org>',
    ])
      expect(answer).to.include(line)
    expect(answer).to.include('MU-2026-000001')
    expect(answer).not.to.include('Geheim')
    expect(await mailroom.mailReplies.claim(0, SIGNAL)).to.equal(undefined)
  })

  it('answers one address five times in a day at most', async function () {
    const account = await accountAt(1)
    await received(
      account,
      Array.from({ length: 9 }, (_, index) => `From: anna@example.org\r\nSubject: ${String(index)}\r\n\r\nx`),
    )
    const since = new Date(0).toISOString()
    expect(await mailroom.mailReplies.countTo(mailroom.machine, 'anna@example.org', since, SIGNAL)).to.equal(
      5,
    )
  })

  it('answers nothing for an account that wants no answers', async function () {
    const { acknowledgement: _none, ...account } = await accountAt(1)
    await received(account, ['From: anna@example.org\r\n\r\nx'])
    expect(await mailroom.mailReplies.claim(0, SIGNAL)).to.equal(undefined)
  })

  const answers = [
    { name: 'a server that will never take it', reply: { code: 550, outcome: 'refused' } },
    { name: 'a server that is busy', reply: { code: 451, outcome: 'unreachable' } },
  ] as const
  for (const { name, reply } of answers) {
    it(`tells "${reply.outcome}" of ${name}`, async function () {
      await using outbox = await startOutbox({
        onRcptTo: (_address, _session, callback) => {
          callback(Object.assign(new Error('no'), { responseCode: reply.code }))
        },
      })
      expect(await outcomeOf(outbox.port)).to.equal(reply.outcome)
    })
  }

  it('tells of a wrong password and of a server that is not there', async function () {
    await using outbox = await startOutbox()
    expect(await outcomeOf(outbox.port, 'falsch')).to.equal('sign-in')
    const { port } = outbox
    await outbox[Symbol.asyncDispose]()
    expect(await outcomeOf(port)).to.equal('unreachable')
  })

  const patiences = [
    { name: 'whose time is over', patience: { wholeMs: 1, farewellMs: 60_000 }, isStopped: false },
    {
      name: 'under way when the process ends',
      patience: { wholeMs: 60_000, farewellMs: 1 },
      isStopped: true,
    },
  ]
  for (const { name, patience, isStopped } of patiences) {
    it(`gives up a mail ${name}`, async function () {
      const stop = new AbortController()
      await using outbox = await startOutbox({
        onData: () => {
          if (isStopped) stop.abort()
        },
      })
      const vetServer = createVetMailServer({ allowedHosts: [`127.0.0.1:${String(outbox.port)}`] })
      const server = { host: '127.0.0.1', port: outbox.port, security: 'none' } as const
      const login = { server, username: 'post', password: PASSWORD }
      const sent = createMailSender({ vetServer, patience }).send(login, MAIL, stop.signal)
      expect(await sent.catch((error: unknown) => error)).to.include({ fault: 'unreachable' })
    })
  }

  it('sends no answer again that was under way when the process was to end', async function () {
    const account = await accountAt(1)
    await received(account, ['From: anna@example.org\r\n\r\nx'])
    const stop = new AbortController()
    const mailSender = {
      send: async () => {
        stop.abort()
        return 'sent' as const
      },
    }
    await sendReplies(
      { ...mailroom, mailSender, secretBox, bell: createBell(), log: SILENT_LOG },
      stop.signal,
    )
    mailroom.clock.advance(60 * 60_000)
    expect(await mailroom.mailReplies.claim(0, SIGNAL)).to.equal(undefined)
  })

  it('keeps an answer that could not be sent, until its attempts are used up', async function () {
    const account = await accountAt(1)
    await received(account, ['From: anna@example.org\r\n\r\nx'])
    const attempts: MailReply[] = []
    const stop = new AbortController()
    const mailReplies = {
      ...mailroom.mailReplies,
      retryLater: async (reply: MailReply) => {
        attempts.push(reply)
        await mailroom.mailReplies.retryLater(reply, 0, SIGNAL)
      },
      settle: async (reply: MailReply, state: 'sent' | 'given-up') => {
        await mailroom.mailReplies.settle(reply, state, SIGNAL)
        expect(state).to.equal('given-up')
        stop.abort()
      },
    }
    const mailSender = {
      send: () => Promise.reject(new MailboxError('unreachable', 'Not there on purpose.')),
    }
    await sendReplies(
      { ...mailroom, mailReplies, mailSender, secretBox, bell: createBell(), log: SILENT_LOG },
      stop.signal,
    )
    expect(attempts.map(({ attempt }) => attempt)).to.deep.equal(
      Array.from({ length: MAX_REPLY_ATTEMPTS - 1 }, (_, index) => index + 1),
    )
  })

  async function outcomeOf(port: number, password = PASSWORD): Promise<string> {
    const server = { host: '127.0.0.1', port, security: 'none' } as const
    return senderTo(port)
      .send({ server, username: 'post', password }, MAIL, SIGNAL)
      .catch((error: unknown) => (error instanceof MailboxError ? error.fault : String(error)))
  }
})

function mailboxOf(mails: readonly string[]): Mailbox {
  async function* once(text: string): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text)
  }
  return emptyMailbox({
    entries: async () => mails.map((mail, index) => ({ uid: String(index), sizeBytes: mail.length })),
    read: async (uid) => once(mails[Number(uid)] ?? ''),
  })
}
