import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

const PROGRAM = '/usr/sbin/dovecot'
const START_LIMIT_MS = 30_000
const POLL_MS = 50
/** A user that Debian has everywhere. */
const MAIL_OWNER = 'mail'
export const MAIL_USER = 'post'
export const MAIL_PASSWORD = 'ein Kennwort nur für Tests'

export function hasDovecot(): boolean {
  return existsSync(PROGRAM)
}

/** A real IMAP server on loopback with one mailbox, and everything that it writes in a folder of its own. */
export interface Dovecot extends AsyncDisposable {
  readonly port: number
  /** With TLS from the first byte, by a certificate of its own. */
  readonly tlsPort: number
  readonly certificate: string
  /** Puts a mail into the inbox as a mail server does. */
  deliver(mail: Uint8Array): Promise<void>
  /** Number of mails in a folder. */
  count(folder: string): Promise<number>
  stop(): Promise<void>
  start(): Promise<void>
}

export async function startDovecot(): Promise<Dovecot> {
  const base = await mkdtemp(join(tmpdir(), 'poststelle-dovecot-'))
  await chmod(base, 0o755)
  const [port, tlsPort] = [await freePort(), await freePort()]
  const maildir = join(base, 'mail')
  const folders = ['', 'cur', 'new', 'tmp'].map((part) => join(maildir, part))
  for (const folder of folders) await mkdir(folder)
  const [uid, gid] = mailOwner()
  for (const folder of folders) await chown(folder, uid, gid)
  const certificate = makeCertificate(base)
  const configuration = join(base, 'dovecot.conf')
  await writeFile(join(base, 'users'), `${MAIL_USER}:{PLAIN}${MAIL_PASSWORD}::::::\n`)
  await writeFile(configuration, configurationOf({ base, port, tlsPort, maildir }))
  let server = await launch(configuration, port)
  let delivered = 0
  return {
    port,
    tlsPort,
    certificate,
    async deliver(mail) {
      delivered += 1
      const name = `${String(Date.now())}.M${String(delivered)}.test`
      const path = join(maildir, 'tmp', name)
      await writeFile(path, mail)
      await chown(path, uid, gid)
      await rename(path, join(maildir, 'new', name))
    },
    async count(folder) {
      const root = folder === 'INBOX' ? maildir : join(maildir, `.${folder}`)
      if (!existsSync(root)) return 0
      return (await readdir(join(root, 'cur'))).length + (await readdir(join(root, 'new'))).length
    },
    stop: () => end(server),
    async start() {
      server = await launch(configuration, port)
    },
    async [Symbol.asyncDispose]() {
      await end(server)
      await rm(base, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function makeCertificate(base: string): string {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const files = ['-keyout', join(base, 'key.pem'), '-out', join(base, 'cert.pem')]
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, ...files],
    {
      stdio: 'ignore',
    },
  )
  return readFileSync(join(base, 'cert.pem'), 'utf8')
}

/** Dovecot serves no mail of root. */
function mailOwner(): readonly [uid: number, gid: number] {
  const { uid, gid } = userInfo()
  if (uid !== 0) return [uid, gid]
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, MAIL_OWNER]).toString())
  return [idOf('-u'), idOf('-g')]
}

interface Places {
  readonly base: string
  readonly port: number
  readonly tlsPort: number
  readonly maildir: string
}

function configurationOf({ base, port, tlsPort, maildir }: Places): string {
  const { username, uid } = userInfo()
  const isRoot = uid === 0
  const owner = isRoot ? MAIL_OWNER : username
  return `
base_dir = ${base}/run
state_dir = ${base}/state
log_path = ${base}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${base}/cert.pem
ssl_key = <${base}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:${maildir}
mail_uid = ${owner}
mail_gid = ${owner}
first_valid_uid = 1
default_internal_user = ${isRoot ? 'dovecot' : username}
default_login_user = ${isRoot ? 'dovenull' : username}
default_internal_group = ${isRoot ? 'dovecot' : username}
passdb {
  driver = passwd-file
  args = scheme=PLAIN ${base}/users
}
userdb {
  driver = static
  args = uid=${owner} gid=${owner} home=${maildir}
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${String(port)}
  }
  inet_listener imaps {
    port = ${String(tlsPort)}
    ssl = yes
  }
}
`
}

async function launch(configuration: string, port: number): Promise<ChildProcess> {
  const server = spawn(PROGRAM, ['-F', '-c', configuration], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const deadlineMs = Date.now() + START_LIMIT_MS
  while (await isFree(port)) {
    if (server.exitCode !== null || Date.now() > deadlineMs) {
      server.kill('SIGKILL')
      throw new Error(`dovecot did not start: ${output}`)
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  return server
}

function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    server.once('exit', () => {
      resolve()
    })
    server.kill('SIGTERM')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
  })
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => {
      resolve(false)
    })
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true)
      })
    })
  })
}
