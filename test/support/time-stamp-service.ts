import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What ts(1) puts into an answer: as little as there can be, and as much, with the older name of the certificate (RFC 2634). */
const SAYS = {
  ec: `
signer_digest = sha256
ess_cert_id_alg = sha256
ordering = no
tsa_name = no
`,
  rsa: `
signer_digest = sha512
ess_cert_id_alg = sha1
ess_cert_id_chain = yes
accuracy = secs:1, millisecs:500, microsecs:100
clock_precision_digits = 3
ordering = yes
tsa_name = yes
`,
}

/** Sections of openssl.cnf(5) that ts(1) and req(1) read. */
const configOf = (kind: KeyKind): string => `
[ req ]
distinguished_name = dn
[ dn ]
[ tsa ]
default_tsa = tsa1
[ tsa1 ]
serial = serial
default_policy = 1.2.3.4.1
digests = sha256
${SAYS[kind]}
[ ca ]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[ signer ]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
`

export type KeyKind = 'rsa' | 'ec'

/** A trust service in small, which signs with keys of its own by another program. */
export interface TimeStampService extends AsyncDisposable {
  readonly url: string
  readonly host: string
  /** PEM. */
  readonly authority: string
  readonly signer: string
  /** Requests so far. */
  readonly asked: readonly IncomingMessage[]
  /** What it does with an answer before it goes out; undefined is an answer 503. */
  spoil(change: ((answer: Buffer) => Buffer | undefined) | undefined): void
  /** What `openssl ts -verify` says of a token, as anybody would ask it who has the file. */
  verify(token: Buffer, sha256: string): Promise<string>
}

export async function hasOpenSsl(): Promise<boolean> {
  return run('openssl', ['version']).then(
    () => true,
    () => false,
  )
}

export async function openTimeStampService(kind: KeyKind = 'ec'): Promise<TimeStampService> {
  const folder = await mkdtemp(join(tmpdir(), 'poststelle-tsa-'))
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder })
  await writeFile(join(folder, 'conf'), configOf(kind))
  const newKey = kind === 'rsa' ? ['rsa:2048'] : ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
  const made = ['-newkey', ...newKey, '-nodes', '-days', '2', '-config', 'conf']
  await openssl(
    'req',
    '-x509',
    ...made,
    '-subj',
    '/CN=Test CA',
    '-extensions',
    'ca',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
  )
  const issued = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-extensions', 'signer']
  await openssl(
    'req',
    '-x509',
    ...made,
    ...issued,
    '-subj',
    '/O=Trust/CN=Stamp 1',
    '-keyout',
    'key',
    '-out',
    'signer.pem',
  )

  const asked: IncomingMessage[] = []
  let change: ((answer: Buffer) => Buffer | undefined) | undefined
  let number = 0
  async function answerTo(query: Buffer): Promise<Buffer> {
    const name = String((number += 1))
    await writeFile(join(folder, `${name}.tsq`), query)
    const files = ['-queryfile', `${name}.tsq`, '-out', `${name}.tsr`]
    await openssl(
      'ts',
      '-reply',
      '-config',
      'conf',
      '-signer',
      'signer.pem',
      '-inkey',
      'key',
      '-chain',
      'ca.pem',
      ...files,
    )
    return readFile(join(folder, `${name}.tsr`))
  }
  const server = createServer((request, response) => {
    asked.push(request)
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const answer = await answerTo(Buffer.concat(chunks))
      const sent = change === undefined ? answer : change(answer)
      response.writeHead(sent === undefined ? 503 : 200, { 'Content-Type': 'application/timestamp-reply' })
      response.end(sent)
    })().catch((error: unknown) => response.destroy(error as Error))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}/tsa`,
    host,
    authority: await readFile(join(folder, 'ca.pem'), 'utf8'),
    signer: await readFile(join(folder, 'signer.pem'), 'utf8'),
    asked,
    spoil(next) {
      change = next
    },
    async verify(token, sha256) {
      await writeFile(join(folder, 'token'), token)
      const args = ['-in', 'token', '-token_in', '-digest', sha256, '-CAfile', 'ca.pem']
      return (await openssl('ts', '-verify', ...args)).stdout
    },
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await rm(folder, { recursive: true })
    },
  }
}
