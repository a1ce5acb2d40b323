import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect } from 'chai'
import { createMailboxClient } from '../../../src/adapters/imapflow/mailbox-client.ts'
import { createVetMailServer } from '../../../src/adapters/undici/vet-mail-server.ts'
import type { MailAccount, MailboxFault, MailServer } from '../../../src/domain/mail/mail-account.ts'
import { MailboxError } from '../../../src/domain/mail/mailbox-error.ts'
import type { Mailbox, MailboxClient } from '../../../src/ports/mailbox.ts'
import { createReceiveMails, type ReceiveMails } from '../../../src/usecases/intake/receive-mails.ts'
import {
  hasDovecot,
  MAIL_PASSWORD,
  MAIL_USER,
  startDovecot,
  type Dovecot,
} from '../../support/mails/dovecot.ts'
import { MAIL_FOLDERS, mailAccountOf } from '../../support/mails/mail-account.ts'
import { multipart, pdfPart, textPart } from '../../support/mails/mail-parts.ts'
import { STRANGE_MAILS } from '../../support/mails/strange-mails.ts'
import { openUnfoldingHouse, type UnfoldingHouse } from '../../support/mails/unfolding.ts'
import { skipUnless } from '../../support/skip.ts'
import { openMailroom, SIGNAL, TENANT, type Mailroom } from '../../unit/usecases/support/mailroom.ts'
import { SILENT_LOG } from '../../support/silent-log.ts'

const MAX_BYTES = 5 * 1024 * 1024

describe('fetching from a real mail server', function () {
  this.timeout(240_000)
  let dovecot: Dovecot
  let client: MailboxClient
  let mailroom: Mailroom
  let house: UnfoldingHouse
  let account: MailAccount

  before(async function () {
    skipUnless(this, hasDovecot(), 'the program dovecot (Debian: dovecot-imapd) is not installed')
    dovecot = await startDovecot()
    client = clientFor([`localhost:${String(dovecot.port)}`, `localhost:${String(dovecot.tlsPort)}`])
  })
  after(async function () {
    await (dovecot as Dovecot | undefined)?.[Symbol.asyncDispose]()
  })
  beforeEach(async function () {
    mailroom = await openMailroom()
    house = await openUnfoldingHouse()
    account = mailAccountOf({ tenantId: TENANT.id, server: server('none'), ...login() })
  })
  afterEach(async function () {
    await house[Symbol.asyncDispose]()
  })

  function server(security: MailServer['security']): MailServer {
    return { host: 'localhost', port: security === 'tls' ? dovecot.tlsPort : dovecot.port, security }
  }

  function login(password = MAIL_PASSWORD) {
    return { username: MAIL_USER, password }
  }

  function clientFor(allowedHosts: readonly string[], certificates = [dovecot.certificate]): MailboxClient {
    return createMailboxClient({ vetServer: createVetMailServer({ allowedHosts }), certificates })
  }

  function receiver(overrides: Partial<Parameters<typeof createReceiveMails>[0]> = {}): ReceiveMails {
    return createReceiveMails({
      ...mailroom,
      staging: house.staging,
      unfoldMails: house.unfoldMails,
      log: SILENT_LOG,
      maxMailBytes: MAX_BYTES,
      acknowledge: async () => undefined,
      ...overrides,
    })
  }

  function opened(): Promise<Mailbox> {
    return client.open({ server: account.server, ...login() }, MAIL_FOLDERS, SIGNAL)
  }

  async function items() {
    return (await mailroom.incomingItems.list(mailroom.machine, {}, { limit: 200 }, SIGNAL)).items
  }

  it('takes every strange mail once, byte for byte, and empties the inbox', async function () {
    const before = await dovecot.count(MAIL_FOLDERS.doneFolder)
    const mails = STRANGE_MAILS.filter(({ bytes }) => bytes.length < MAX_BYTES)
    for (const { bytes } of mails) await dovecot.deliver(bytes)
    await using mailbox = await opened()
    expect(await receiver()(account, mailbox, SIGNAL)).to.equal(mails.length)
    expect(await receiver()(account, mailbox, SIGNAL)).to.equal(0)
    expect(await items()).to.have.length(mails.length)
    expect(await dovecot.count('INBOX')).to.equal(0)
    expect((await dovecot.count(MAIL_FOLDERS.doneFolder)) - before).to.equal(mails.length)
  })

  it('keeps what the unit of the account may see, with the time at which the server took it', async function () {
    await dovecot.deliver(
      Buffer.from(
        `From: anna@example.org\r\nSubject: Antrag\r\n${multipart('a', [textPart('x'), pdfPart('a.pdf')])}`,
      ),
    )
    await using mailbox = await opened()
    await receiver()({ ...account, orgUnitId: 'social' }, mailbox, SIGNAL)
    const [item] = await items()
    expect(item).to.deep.include({
      channel: 'email',
      subject: 'Antrag',
      readKeys: ['mailroom', 'unit:social'],
    })
    expect(item?.documentIds).to.have.length(2)
  })

  it('makes one item of a mail although it was cut off before the mail was put away', async function () {
    await dovecot.deliver(Buffer.from('From: a@example.org\r\nMessage-ID: <kill@x>\r\n\r\neins'))
    await using first = await opened()
    const cut: Mailbox = {
      ...first,
      move: () => Promise.reject(new MailboxError('interrupted', 'Cut on purpose.')),
    }
    await expectFault(receiver()(account, cut, SIGNAL), 'interrupted')
    expect(await items()).to.have.length(1)
    expect(await dovecot.count('INBOX')).to.equal(1)
    await using second = await opened()
    expect(await receiver()(account, second, SIGNAL)).to.equal(0)
    expect(await items()).to.have.length(1)
    expect(await dovecot.count('INBOX')).to.equal(0)
  })

  it('takes nothing in for good when it is cut off before the mail is durable', async function () {
    await dovecot.deliver(Buffer.from('From: a@example.org\r\nMessage-ID: <early@x>\r\n\r\neins'))
    await using mailbox = await opened()
    const controller = new AbortController()
    const acknowledge = async (): Promise<void> => {
      controller.abort()
      controller.signal.throwIfAborted()
    }
    const cutOff = receiver({ acknowledge })(account, mailbox, controller.signal)
    expect(await cutOff.catch((error: unknown) => error)).to.equal(controller.signal.reason)
    expect(await items()).to.deep.equal([])
    expect(await dovecot.count('INBOX')).to.equal(1)
    await using again = await opened()
    expect(await receiver()(account, again, SIGNAL)).to.equal(1)
  })

  it('keeps two mails that share a Message-ID', async function () {
    for (const text of ['eins', 'zwei'])
      await dovecot.deliver(Buffer.from(`From: a@example.org\r\nMessage-ID: <same@x>\r\n\r\n${text}`))
    await using mailbox = await opened()
    expect(await receiver()(account, mailbox, SIGNAL)).to.equal(2)
  })

  it('puts a mail that is too large aside, and tells people', async function () {
    const before = await dovecot.count(MAIL_FOLDERS.errorFolder)
    await dovecot.deliver(
      Buffer.from(`From: Anna <a@example.org>\r\nSubject: Groß\r\n\r\n${'x'.repeat(2_000)}`),
    )
    await using mailbox = await opened()
    expect(await receiver({ maxMailBytes: 1_000 })(account, mailbox, SIGNAL)).to.equal(0)
    expect((await dovecot.count(MAIL_FOLDERS.errorFolder)) - before).to.equal(1)
    const [refused] = await mailroom.mailJournal.refusals(mailroom.machine, account.id, 10, SIGNAL)
    expect(refused).to.include({ reason: 'too-large', subject: 'Groß', sender: 'Anna' })
    expect(await items()).to.deep.equal([])
  })

  it('puts a mail aside that fails again and again, and goes on with the others at once', async function () {
    await dovecot.deliver(Buffer.from('From: a@example.org\r\nSubject: Gift\r\n\r\nx'))
    await dovecot.deliver(Buffer.from('From: a@example.org\r\nSubject: Gut\r\n\r\nx'))
    await using mailbox = await opened()
    const receive = receiver({
      acknowledge: async (_actor, _account, { item }) => {
        if (item.subject === 'Gift') throw new TypeError('a defect of ours')
      },
    })
    for (const taken of [1, 0, 0]) expect(await receive(account, mailbox, SIGNAL)).to.equal(taken)
    expect(await dovecot.count('INBOX')).to.equal(0)
    const [refused] = await mailroom.mailJournal.refusals(mailroom.machine, account.id, 10, SIGNAL)
    expect(refused).to.include({ reason: 'failed', subject: 'Gift' })
  })

  it('hears of a new mail while it waits', async function () {
    await using mailbox = await opened()
    expect(await mailbox.entries(10, SIGNAL)).to.deep.equal([])
    const waiting = mailbox.wait(60_000, SIGNAL)
    await dovecot.deliver(Buffer.from('From: a@example.org\r\n\r\nneu'))
    await waiting
    expect(await mailbox.entries(10, SIGNAL)).to.have.length(1)
    await receiver()(account, mailbox, SIGNAL)
  })

  it('notices that the server has gone, and comes back with it', async function () {
    await using mailbox = await opened()
    const waiting = mailbox.wait(60_000, SIGNAL)
    await dovecot.stop()
    await expectFault(waiting, 'interrupted')
    await expectFault(opened(), 'unreachable')
    await dovecot.start()
    await using again = await opened()
    expect(await again.entries(10, SIGNAL)).to.deep.equal([])
  })

  const securities = ['none', 'starttls', 'tls'] as const
  for (const security of securities) {
    it(`signs in by ${security}`, async function () {
      await using mailbox = await client.open({ server: server(security), ...login() }, MAIL_FOLDERS, SIGNAL)
      expect(await mailbox.entries(1, SIGNAL)).to.deep.equal([])
    })
  }

  const faults: readonly { name: string; fault: MailboxFault; open: () => Promise<Mailbox> }[] = [
    {
      name: 'a wrong password',
      fault: 'sign-in',
      open: () => client.open({ server: server('tls'), ...login('falsch') }, MAIL_FOLDERS, SIGNAL),
    },
    {
      name: 'a certificate that nobody vouches for',
      fault: 'certificate',
      open: () =>
        clientFor([`localhost:${String(dovecot.tlsPort)}`], []).open(
          { server: server('tls'), ...login() },
          MAIL_FOLDERS,
          SIGNAL,
        ),
    },
    {
      name: 'a certificate for another name',
      fault: 'certificate',
      open: () =>
        clientFor([`127.0.0.1:${String(dovecot.tlsPort)}`]).open(
          { server: { ...server('tls'), host: '127.0.0.1' }, ...login() },
          MAIL_FOLDERS,
          SIGNAL,
        ),
    },
    {
      name: 'a folder that is not there',
      fault: 'folder',
      open: () =>
        client.open({ server: server('tls'), ...login() }, { ...MAIL_FOLDERS, folder: 'Nirgendwo' }, SIGNAL),
    },
    {
      name: 'a server in the own network that nobody allows',
      fault: 'address-not-allowed',
      open: () => clientFor([]).open({ server: server('tls'), ...login() }, MAIL_FOLDERS, SIGNAL),
    },
    {
      name: 'no encryption where nobody allows it',
      fault: 'no-encryption',
      open: () => clientFor([]).open({ server: server('none'), ...login() }, MAIL_FOLDERS, SIGNAL),
    },
    {
      name: 'a name that nobody knows',
      fault: 'unreachable',
      open: () =>
        client.open({ server: { ...server('tls'), host: 'imap.invalid' }, ...login() }, MAIL_FOLDERS, SIGNAL),
    },
  ]
  for (const { name, fault, open } of faults) {
    it(`says "${fault}" for ${name}`, async function () {
      await expectFault(open(), fault)
    })
  }
})

describe('a mail server that falls silent', function () {
  it('holds nobody up who ends while his folder is being opened', async function () {
    const stop = new AbortController()
    const silent = createServer((socket) => {
      socket.write('* OK IMAP4rev1\r\n')
      socket.on('data', (bytes) => {
        for (const line of bytes.toString().split('\r\n').filter(Boolean)) {
          const [tag = '', command] = line.split(' ')
          if (command === 'LIST') stop.abort(new Error('the process ends'))
          else if (command === 'CAPABILITY') socket.write('* CAPABILITY IMAP4rev1 NAMESPACE\r\n')
          else if (command === 'NAMESPACE') socket.write('* NAMESPACE (("" "/")) NIL NIL\r\n')
          if (command !== 'LIST') socket.write(`${tag} OK\r\n`)
        }
      })
    }).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    try {
      const { port } = silent.address() as AddressInfo
      const vetServer = createVetMailServer({ allowedHosts: [`127.0.0.1:${String(port)}`] })
      const server = { host: '127.0.0.1', port, security: 'none' } as const
      const login = { server, username: MAIL_USER, password: MAIL_PASSWORD }
      const opening = createMailboxClient({ vetServer }).open(login, MAIL_FOLDERS, stop.signal)
      expect(await opening.then(String, String)).to.equal('Error: the process ends')
    } finally {
      silent.close()
    }
  })
})

async function expectFault(attempt: Promise<unknown>, fault: MailboxFault): Promise<void> {
  const error: unknown = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error, String(error)).to.be.instanceOf(MailboxError)
  expect((error as MailboxError).fault).to.equal(fault)
}
