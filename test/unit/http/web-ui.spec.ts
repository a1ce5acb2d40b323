import { expect } from 'chai'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp, type AppUnderTest } from './support/app-under-test.ts'

/** As code is: larger when it is sent as it stands. */
const LARGE = 'console.log(1)\n'.repeat(1_000)

/** Large enough to be packed, too. */
const PAGE = `<!doctype html><title>Poststelle</title>${'<link rel="modulepreload">'.repeat(100)}<noscript></noscript>`

describe('the user interface', function () {
  let webRoot: string
  let app: AppUnderTest

  before(async function () {
    webRoot = await mkdtemp(join(tmpdir(), 'poststelle-web-'))
    await mkdir(join(webRoot, 'assets'))
    await writeFile(join(webRoot, 'index.html'), PAGE)
    await writeFile(join(webRoot, 'assets', 'app-1a2b3c.js'), 'console.log(1)')
    await writeFile(join(webRoot, 'assets', 'large-4d5e6f.js'), LARGE)
    await writeFile(join(webRoot, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
    await writeFile(join(webRoot, '.secret'), 'secret')
    app = await startApp({ webRoot })
  })
  after(async function () {
    await app[Symbol.asyncDispose]()
    await rm(webRoot, { recursive: true, force: true })
  })

  for (const path of ['/', '/eingang/item1', '/hochladen/musterstadt', '/index.html']) {
    it(`answers ${path} with the page, never kept, with a policy that runs only our own files`, async function () {
      const response = await app.request('GET', path, { as: '' })
      expect(response.status).to.equal(200)
      expect(await response.text()).to.include('<title>Poststelle</title>')
      expect(response.headers.get('cache-control')).to.equal('no-store')
      const policy = response.headers.get('content-security-policy')
      expect(policy).to.include("script-src 'self'").and.include("frame-ancestors 'none'")
      expect(policy).to.include("require-trusted-types-for 'script'").and.include("trusted-types 'none'")
      expect(policy).not.to.include('unsafe')
    })
  }

  for (const [name, value] of [
    ['if-match', '"1"'],
    ['if-unmodified-since', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ['range', 'bytes=9999999-'],
  ] as const) {
    it(`answers a page also to who sends ${name}`, async function () {
      const response = await app.request('GET', '/anmelden', { as: '', headers: { [name]: value } })
      expect(response.status).to.equal(200)
      expect(await response.text()).to.include('<title>Poststelle</title>')
    })
  }

  it('tells browsers without scripts of the form that needs none, on pages for citizens only', async function () {
    const link = '<a href="/abgabe/mainz/einfach">'
    for (const path of ['/abgabe/mainz', '/abgabe/mainz/status']) {
      const page = await app.request('GET', path, { as: '' })
      expect(page.headers.get('content-security-policy')).to.include("script-src 'self'")
      expect(await page.text()).to.include(link)
    }
    expect(await (await app.request('GET', '/posteingang', { as: '' })).text()).not.to.include('einfach')
    expect(await (await app.request('GET', '/abgabe/%22%3E/x', { as: '' })).text()).not.to.include('einfach')
  })

  it('lets files with a hash in the name be kept for ever', async function () {
    const response = await app.request('GET', '/assets/app-1a2b3c.js', { as: '' })
    expect(response.headers.get('cache-control')).to.equal('public, max-age=31536000, immutable')
    expect(response.headers.get('content-type')).to.match(/^text\/javascript/)
  })

  for (const encoding of ['br', 'gzip']) {
    it(`packs code for who takes ${encoding}`, async function () {
      const headers = { 'accept-encoding': encoding }
      const response = await app.request('GET', '/assets/large-4d5e6f.js', { as: '', headers })
      expect(response.headers.get('content-encoding')).to.equal(encoding)
      expect(response.headers.get('vary')).to.include('Accept-Encoding')
      expect(await response.text()).to.equal(LARGE)
    })
  }

  it('asks anew for files without', async function () {
    const response = await app.request('GET', '/favicon.svg', { as: '' })
    expect(response.headers.get('cache-control')).to.equal('no-cache')
  })

  for (const path of [
    '/assets/missing.js',
    '/.secret',
    '/api/v1/nothing',
    '/api',
    '/assets/..%2f.secret',
    '/assets/..%2f..%2f..%2fetc%2fpasswd',
    '/%00',
    '//etc/passwd.txt',
  ]) {
    it(`gives nothing away at ${path}`, async function () {
      const response = await app.request('GET', path, { as: '' })
      expect(response.status).to.be.oneOf([400, 404])
      expect(await response.text()).not.to.match(/secret"|root:|<title>/)
    })
  }
})

describe('security headers', function () {
  it('stand on every kind of answer', async function () {
    await using app = await startApp()
    for (const path of [
      '/livez',
      '/readyz',
      '/metrics',
      '/api/openapi.json',
      '/api/v1/session',
      '/none',
      '/api/docs',
    ]) {
      const response = await app.request('GET', path, { as: '' })
      expect(Object.fromEntries(response.headers), path).to.include({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'x-frame-options': 'DENY',
        'cache-control': 'no-store',
      })
      expect(response.headers.get('content-security-policy'), path).to.match(/^default-src 'none'; /)
      expect(response.headers.get('x-powered-by'), path).to.equal(null)
      expect(response.headers.get('strict-transport-security'), path).to.equal(null)
      expect(
        [...response.headers.keys()].filter((name) => name.startsWith('access-control')),
        path,
      ).to.deep.equal([])
    }
  })
})
