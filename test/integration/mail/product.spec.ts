import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { MailAccountList, MailAccountView } from '../../../src/contract/mail-accounts.ts'
import type { ItemView } from '../../../src/contract/incoming-items.ts'
import type { ApiClient } from '../../support/client.ts'
import {
  hasDovecot,
  MAIL_PASSWORD,
  MAIL_USER,
  startDovecot,
  type Dovecot,
} from '../../support/mails/dovecot.ts'
import { multipart, pdfPart, textPart } from '../../support/mails/mail-parts.ts'
import { startProduct, type Product } from '../../support/product.ts'
import { skipUnless } from '../../support/skip.ts'
import { signInAlone, signInAsMailroom } from '../../support/sole-person.ts'

const MAILS = 4
const POLL_MS = 200
const LIMIT_MS = 120_000

/** A way to the mail server on which the command that puts a mail away can be a trap. */
interface TrappedWay extends AsyncDisposable {
  readonly port: number
  /** Called at the next such command, which never arrives. */
  trap: (() => void) | undefined
}

describe('mails in the whole product', function () {
  this.timeout(400_000)
  const storageDir = mkdtempSync(join(tmpdir(), 'poststelle-mail-'))
  let dovecot: Dovecot
  let way: TrappedWay
  let product: Product | undefined

  before(async function () {
    skipUnless(this, hasDovecot(), 'the program dovecot (Debian: dovecot-imapd) is not installed')
    dovecot = await startDovecot()
    way = await openWay(dovecot.port)
  })
  after(async function () {
    await product?.[Symbol.asyncDispose]()
    await (way as TrappedWay | undefined)?.[Symbol.asyncDispose]()
    await (dovecot as Dovecot | undefined)?.[Symbol.asyncDispose]()
    rmSync(storageDir, { recursive: true, force: true, maxRetries: 5 })
  })

  it('become items once each, although the process is killed between durable and put away', async function () {
    const environment = { OUTGOING_ALLOWED_HOSTS: `127.0.0.1:${String(way.port)}`, DEMO_DATA: 'false' }
    product = await startProduct({ environment, storageDir })
    for (let number = 0; number < MAILS; number += 1) {
      const parts = [textPart(`Anfrage ${String(number)}`), pdfPart('antrag.pdf')]
      await dovecot.deliver(
        Buffer.from(
          `From: Anna <anna@example.org>\r\nSubject: Anfrage ${String(number)}\r\nMIME-Version: 1.0\r\n${multipart('a', parts)}`,
        ),
      )
    }
    const killed = killAtTheTrap(product)
    const admin = await signInAlone(product.url)
    await addAccount(admin, way.port)
    await killed
    expect(await dovecot.count('INBOX')).to.equal(MAILS)

    // The one before is gone without a word, and so is its lease.
    product = await startProduct({ environment, storageDir })
    await until(async () => (await dovecot.count('INBOX')) === 0)
    expect(await dovecot.count('Erledigt')).to.equal(MAILS)
    const mailroom = await signInAsMailroom(product.url)
    const { items } = await mailroom.json(MailAccountList, 'GET', '/mail-accounts')
    expect(items[0]?.state).to.include({ fault: null })
    const found = await mailroom.items('?channel=email')
    expect(found.items.map(({ subject }) => subject).toSorted()).to.deep.equal(
      Array.from({ length: MAILS }, (_, number) => `Anfrage ${String(number)}`),
    )
    expect(found.items.map(({ documents }) => documents.length)).to.deep.equal(Array<number>(MAILS).fill(2))
    await checkRead(mailroom, found.items[0]?.id ?? '')
    const readiness = (await (await fetch(`${product.url}/readyz`)).json()) as {
      parts: { workers: { detail: string } }
    }
    expect(readiness.parts.workers.detail).to.include('1 mail accounts')
  })

  /** Mail and attachment are read as every other document is. */
  async function checkRead(client: ApiClient, itemId: string): Promise<void> {
    const item: ItemView = await client.processed(itemId, LIMIT_MS)
    expect(item.processing.state).to.equal('done')
    const [mail] = item.documents
    expect(mail?.mail?.parts.map(({ filename, documentId }) => [filename, documentId])).to.deep.equal([
      ['antrag.pdf', item.documents[1]?.id],
    ])
    const text = await (await client.request('GET', `/documents/${mail?.id ?? ''}/text`)).text()
    expect(text).to.include('anna@example.org')
  }

  /** The process ends when it tells the server to put the first mail away. */
  function killAtTheTrap(running: Product): Promise<void> {
    return new Promise((resolve) => {
      way.trap = () => {
        way.trap = undefined
        void running.kill().then(resolve)
      }
    })
  }
})

async function addAccount(admin: ApiClient, port: number): Promise<void> {
  const body = {
    name: 'Post',
    server: { host: '127.0.0.1', port, security: 'none' },
    username: MAIL_USER,
    password: MAIL_PASSWORD,
    doneFolder: 'Erledigt',
    errorFolder: 'Fehler',
  }
  await admin.json(MailAccountView, 'POST', '/mail-accounts', { body, expect: 201 })
}

async function openWay(serverPort: number): Promise<TrappedWay> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((client) => {
    const upstream = connect(serverPort, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        client.destroy()
        upstream.destroy()
      })
    }
    client.on('data', (chunk: Buffer) => {
      if (way.trap !== undefined && /\bUID (?:MOVE|COPY)\b/.test(chunk.toString('latin1'))) way.trap()
      else upstream.write(chunk)
    })
    upstream.on('data', (chunk: Buffer) => client.write(chunk))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const way: TrappedWay = {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    trap: undefined,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
    },
  }
  return way
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadlineMs = Date.now() + LIMIT_MS
  while (!(await isSo())) {
    if (Date.now() > deadlineMs) throw new Error('It did not happen in time.')
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
