import { expect } from 'chai'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGuardedFetch, isPrivateAddress } from '../../../../src/adapters/undici/guarded-fetch.ts'

describe('isPrivateAddress', function () {
  for (const address of [
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.0.1', '169.254.169.254', '172.16.0.1'],
    ...['172.31.255.255', '192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '64:ff9b::7f00:1',
      'fc00::1',
      'fd12::1',
      'fe80::1',
    ],
    ...['ff02::1', '2001:db8::1', '2002:7f00:1::', '2001::1', 'localhost', '', '0x7f000001'],
  ]) {
    it(`counts "${address}" as private`, function () {
      expect(isPrivateAddress(address)).to.equal(true)
    })
  }
  for (const address of [
    '8.8.8.8',
    '172.32.0.1',
    '193.99.144.85',
    '2a00:1450:4001:80b::200e',
    '2606:4700::1',
  ]) {
    it(`counts ${address} as public`, function () {
      expect(isPrivateAddress(address)).to.equal(false)
    })
  }
})

describe('the guarded fetch', function () {
  let server: Server
  let port: number
  let heard: string[]

  before(async function () {
    server = createServer((request, response) => {
      heard.push(request.url ?? '')
      if (request.url === '/away') response.writeHead(302, { location: `http://127.0.0.1:${port}/secret` })
      response.end('content')
    })
    // Counts connections too: a refused request must not even open one.
    server.on('connection', () => heard.push('connection'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  after(() => {
    server.close()
    server.closeAllConnections()
  })
  beforeEach(function () {
    heard = []
  })

  const attacks = (at: number): readonly string[] => [
    `http://127.0.0.1:${at}/`,
    `https://127.0.0.1:${at}/`,
    `https://[::1]:${at}/`,
    `https://[::ffff:127.0.0.1]:${at}/`,
    `https://0x7f000001:${at}/`,
    `https://2130706433:${at}/`,
    `https://0:${at}/`,
    `https://localhost:${at}/`,
    `https://localhost.:${at}/`,
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    'data:text/plain,x',
  ]

  it('reaches nothing private, however it is written, and the listener hears nothing', async function () {
    const guarded = createGuardedFetch({ allowedHosts: ['internal.example:443'] })
    for (const url of attacks(port)) {
      const outcome: unknown = await guarded(url).catch((error: unknown) => error)
      expect(outcome, url).to.be.instanceOf(Error)
    }
    expect(heard).to.deep.equal([])
  })

  it('reaches what the operator has named, and follows no redirect from there', async function () {
    const guarded = createGuardedFetch({ allowedHosts: [`127.0.0.1:${port}`] })
    expect(await (await guarded(`http://127.0.0.1:${port}/here`)).text()).to.equal('content')
    const moved = await guarded(`http://127.0.0.1:${port}/away`)
    expect(moved.status).to.equal(302)
    await moved.text()
    expect(heard.filter((line) => line !== 'connection')).to.deep.equal(['/here', '/away'])
  })
})
