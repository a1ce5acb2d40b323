import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { access, constants, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

/** OpenStack Swift with its S3 interface, as Debian ships it: a real store with real signatures, on this machine only. */
export interface SwiftServer extends AsyncDisposable {
  readonly endpoint: string
  readonly accessKey: string
  readonly secretKey: string
  readonly region: string
}

/** Where the programs come from. */
export const SWIFT_PACKAGES = ['swift-proxy', 'swift-account', 'swift-container', 'swift-object', 'memcached']

const STORAGE_SERVERS = ['account', 'container', 'object'] as const
const PROGRAMS = [
  'python3',
  'swift-proxy-server',
  'memcached',
  ...STORAGE_SERVERS.map((name) => `swift-${name}-server`),
]
const SECRET_KEY = 'testing-only'
const START_TIMEOUT_MS = 120_000

export async function isSwiftInstalled(): Promise<boolean> {
  const found = await Promise.all(PROGRAMS.map(isOnPath))
  return found.every(Boolean)
}

/** Starts all of it in a temporary directory; disposing ends the processes and removes what they stored. */
export async function startSwiftServer(): Promise<SwiftServer> {
  const directory = await mkdtemp(join(tmpdir(), 'poststelle-swift-'))
  const children: ChildProcess[] = []
  const dispose = async (): Promise<void> => {
    await Promise.all(children.map(end))
    await rm(directory, { recursive: true, force: true })
  }
  try {
    const ports = await configure(directory)
    children.push(
      spawn('memcached', ['-u', userInfo().username, '-l', '127.0.0.1', '-p', String(ports.cache)], {
        stdio: 'ignore',
      }),
    )
    for (const name of [...STORAGE_SERVERS, 'proxy']) {
      const options = { stdio: 'ignore' } as const
      children.push(spawn(`swift-${name}-server`, [join(directory, `${name}.conf`)], options))
    }
    const endpoint = `http://127.0.0.1:${ports.proxy}`
    await untilReady([
      `${endpoint}/healthcheck`,
      ...STORAGE_SERVERS.map((name) => `http://127.0.0.1:${ports[name]}/healthcheck`),
    ])
    return {
      endpoint,
      accessKey: 'test:tester',
      secretKey: SECRET_KEY,
      region: 'us-east-1',
      [Symbol.asyncDispose]: dispose,
    }
  } catch (error) {
    await dispose()
    throw error
  }
}

type Ports = Record<(typeof STORAGE_SERVERS)[number] | 'proxy' | 'cache', number>

async function configure(directory: string): Promise<Ports> {
  const [account, container, object, proxy, cache] = await freePorts(5)
  const ports: Ports = { account, container, object, proxy, cache } as Ports
  await mkdir(join(directory, 'srv', 'd1'), { recursive: true })
  await writeFile(
    join(directory, 'swift.conf'),
    '[swift-hash]\nswift_hash_path_prefix = unit\nswift_hash_path_suffix = test\n[storage-policy:0]\nname = only\ndefault = yes\n',
  )
  await writeFile(join(directory, 'proxy.conf'), proxyConfiguration(directory, ports))
  for (const name of STORAGE_SERVERS) {
    await writeFile(join(directory, `${name}.conf`), storageConfiguration(directory, name, ports[name]))
  }
  await buildRings(directory, ports)
  return ports
}

function common(directory: string, port: number): string {
  return `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
swift_dir = ${directory}
user = ${userInfo().username}
log_address = ${join(directory, 'nolog')}
`
}

function storageConfiguration(directory: string, name: string, port: number): string {
  return `${common(directory, port)}devices = ${join(directory, 'srv')}
mount_check = false
[pipeline:main]
pipeline = healthcheck ${name}-server
[app:${name}-server]
use = egg:swift#${name}
[filter:healthcheck]
use = egg:swift#healthcheck
`
}

function proxyConfiguration(directory: string, ports: Ports): string {
  const filters = [
    'catch_errors',
    'gatekeeper',
    'healthcheck',
    'listing_formats',
    'bulk',
    'copy',
    'slo',
    'dlo',
    'symlink',
  ]
  return `${common(directory, ports.proxy)}[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck cache listing_formats bulk s3api tempauth copy slo dlo versioned_writes symlink proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${ports.cache}
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = ${SECRET_KEY} .admin .reseller_admin
[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_object_versioning = true
${filters.map((name) => `[filter:${name}]\nuse = egg:swift#${name}\n`).join('')}`
}

/** The one that Debian's packages are installed for, as in the first line of their programs. */
const PYTHON = '/usr/bin/python3'

/** What `swift-ring-builder` does, for all rings in one process: Python takes longer to start than to build them. */
const BUILD_RINGS = `
import sys
from swift.common.ring import RingBuilder
for argument in sys.argv[1:]:
    name, port = argument.split(':')
    builder = RingBuilder(4, 1, 0)
    builder.add_dev({'region': 1, 'zone': 1, 'ip': '127.0.0.1', 'port': int(port), 'device': 'd1', 'weight': 1})
    builder.rebalance()
    builder.get_ring().save(name + '.ring.gz')
`

async function buildRings(directory: string, ports: Ports): Promise<void> {
  const rings = STORAGE_SERVERS.map((name) => `${name}:${ports[name]}`)
  await promisify(execFile)(PYTHON, ['-c', BUILD_RINGS, ...rings], { cwd: directory })
}

/** Ports that were free a moment ago; the servers cannot be told to choose their own. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as { readonly port: number }).port)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports
}

async function untilReady(addresses: readonly string[]): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  for (const address of addresses) {
    while (!(await isReady(address))) {
      if (Date.now() > deadline) throw new Error(`${address} did not answer in time.`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

async function isReady(address: string): Promise<boolean> {
  try {
    const answer = await fetch(address)
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const killer = setTimeout(() => child.kill('SIGKILL'), 3000)
  await ended
  clearTimeout(killer)
}

async function isOnPath(program: string): Promise<boolean> {
  for (const directory of (process.env['PATH'] ?? '').split(delimiter)) {
    try {
      await access(join(directory, program), constants.X_OK)
      return true
    } catch {
      continue
    }
  }
  return false
}
