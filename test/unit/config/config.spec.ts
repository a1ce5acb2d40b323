import { expect } from 'chai'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../../src/config/config.ts'

describe('readConfig', function () {
  it('needs nothing: embedded database, objects on disk, loopback', function () {
    const config = readConfig({})
    expect(config).to.deep.include({ port: 3000, host: '127.0.0.1', database: { kind: 'embedded' } })
    expect(config.objects).to.deep.equal({ kind: 'filesystem' })
    expect(config.demoData).to.equal(undefined)
  })

  it('treats an empty variable as not given', function () {
    expect(readConfig({ PORT: '', S3_ENDPOINT: '' }).port).to.equal(3000)
  })

  it('gives the access log no limit unless one is given, and none below thirty days', function () {
    expect(readConfig({}).accessLogDays).to.equal(undefined)
    expect(readConfig({ ACCESS_LOG_DAYS: '1095' }).accessLogDays).to.equal(1_095)
    expect(() => readConfig({ ACCESS_LOG_DAYS: '29' })).to.throw('ACCESS_LOG_DAYS')
  })

  it('leaves the room to keep free to the size of the disk unless it is given', function () {
    expect(readConfig({}).headroomBytes).to.equal(undefined)
    expect(readConfig({ MIN_FREE_MEGABYTES: '3' }).headroomBytes).to.equal(3 * 1024 ** 2)
    expect(() => readConfig({ MIN_FREE_MEGABYTES: '0' })).to.throw('MIN_FREE_MEGABYTES')
  })

  for (const { given, clamd } of [
    { given: {}, clamd: undefined },
    { given: { CLAMD_SOCKET: '/run/clamd.ctl' }, clamd: { path: '/run/clamd.ctl' } },
    { given: { CLAMD_HOST: 'virus.stadt.example' }, clamd: { host: 'virus.stadt.example', port: 3_310 } },
    { given: { CLAMD_HOST: '10.0.0.7:3311' }, clamd: { host: '10.0.0.7', port: 3_311 } },
    { given: { CLAMD_HOST: '[::1]:3311' }, clamd: { host: '::1', port: 3_311 } },
  ]) {
    it(`finds the virus scanner of ${JSON.stringify(given)}`, function () {
      expect(readConfig(given).clamd).to.deep.equal(clamd)
    })
  }

  it('takes one virus scanner, at an address that can be one', function () {
    expect(() => readConfig({ CLAMD_SOCKET: '/a', CLAMD_HOST: 'b' })).to.throw('CLAMD_HOST')
    expect(() => readConfig({ CLAMD_HOST: 'http://b/c' })).to.throw('CLAMD_HOST')
    expect(() => readConfig({ CLAMD_HOST: 'b:99999' })).to.throw('CLAMD_HOST')
  })

  it('takes a time stamp authority with whom to trust, and keeps its password to itself', function () {
    const TIME_STAMP_URL = 'https://zeit.example/tsa'
    const TIME_STAMP_CERTIFICATES = '/etc/poststelle/tsa.pem'
    expect(readConfig({}).timeStamp).to.equal(undefined)
    expect(readConfig({ TIME_STAMP_URL, TIME_STAMP_CERTIFICATES }).timeStamp).to.deep.equal({
      url: TIME_STAMP_URL,
      certificates: TIME_STAMP_CERTIFICATES,
      credentials: undefined,
    })
    expect(() => readConfig({ TIME_STAMP_URL })).to.throw('TIME_STAMP_CERTIFICATES')
    const given = { TIME_STAMP_URL, TIME_STAMP_CERTIFICATES, TIME_STAMP_CREDENTIALS: 'onlyapassword' }
    expect(() => readConfig(given)).to.throw(/^(?![\s\S]*onlyapassword)[\s\S]*name:password/)
    const withPassword = 'https://stadt:onlyapassword@zeit.example/tsa'
    expect(() => readConfig({ TIME_STAMP_URL: withPassword, TIME_STAMP_CERTIFICATES })).to.throw(
      /^(?![\s\S]*onlyapassword)[\s\S]*TIME_STAMP_CREDENTIALS/,
    )
  })

  it('switches database and object store each on its own', function () {
    const config = readConfig({ MONGODB_URI: 'mongodb://db:27017/?replicaSet=rs0' })
    expect(config.database).to.deep.equal({
      kind: 'mongodb',
      uri: 'mongodb://db:27017/?replicaSet=rs0',
      databaseName: 'poststelle',
    })
    expect(config.objects.kind).to.equal('filesystem')
  })

  it('names every fault at once and echoes no value', function () {
    const bad = {
      PORT: 'ninety',
      S3_ENDPOINT: 'http://127.0.0.1:9000',
      S3_SECRET_KEY: 'short',
      DEMO_DATA: 'maybe',
    }
    expect(() => readConfig(bad))
      .to.throw(Error)
      .with.property('message')
      .that.matches(/PORT[^]*DEMO_DATA[^]*S3_ACCESS_KEY[^]*S3_SECRET_KEY[^]*S3_BUCKET/)
      .and.does.not.match(/ninety|short|maybe/)
  })

  it('refuses secrets that anybody would try, where browsers come from outside', function () {
    const store = { S3_ENDPOINT: 'http://127.0.0.1:9000', S3_ACCESS_KEY: 'minioadmin', S3_BUCKET: 'post' }
    const issuer = 'https://id.stadt.example'
    const weak = {
      ...store,
      S3_SECRET_KEY: 'minioadmin123',
      OIDC_SECRET_STADT: 'changeme-changeme',
      OIDC_ISSUER_STADT: issuer,
    }
    const STADT = { secret: 'changeme-changeme', issuer }
    expect(readConfig(weak).oidcSecrets).to.deep.equal({ STADT })
    expect(() => readConfig({ ...weak, PUBLIC_ORIGIN: 'https://post.example' }))
      .to.throw(Error)
      .with.property('message')
      .that.matches(/S3_SECRET_KEY[^]*OIDC_SECRET_STADT/)
      .and.does.not.match(/minioadmin123|changeme/)
    const strong = { ...store, S3_SECRET_KEY: '7f3a91c0d5e84b26a1f0', PUBLIC_ORIGIN: 'https://post.example' }
    expect(readConfig(strong).publicOrigin).to.equal('https://post.example')
  })

  it('wants to know of every secret of a provider whom it is for', function () {
    const secret = { OIDC_SECRET_STADT: '7f3a91c0d5e84b26a1f0' }
    expect(() => readConfig(secret)).to.throw('OIDC_ISSUER_STADT')
    expect(() => readConfig({ ...secret, OIDC_ISSUER_STADT: 'id.example' })).to.throw('OIDC_ISSUER_STADT')
  })

  it('refuses an admin password that would be guessed where it is reached from outside, and nowhere else', function () {
    const guessable = { POSTSTELLE_ADMIN_PASSWORD: 'Administrator1!' }
    expect(readConfig(guessable).adminPassword).to.equal('Administrator1!')
    expect(() => readConfig({ ...guessable, PUBLIC_ORIGIN: 'https://post.example' })).to.throw(
      'would be guessed',
    )
  })

  it('refuses a short admin password', function () {
    expect(() => readConfig({ POSTSTELLE_ADMIN_PASSWORD: 'secret' })).to.throw('POSTSTELLE_ADMIN_PASSWORD')
  })

  describe('secrets from files', function () {
    let directory: string
    beforeEach(function () {
      directory = mkdtempSync(join(tmpdir(), 'config-'))
    })
    afterEach(function () {
      rmSync(directory, { recursive: true })
    })

    it('reads the file and drops the line end', function () {
      const file = join(directory, 'password')
      writeFileSync(file, 'a long enough password\n')
      expect(readConfig({ POSTSTELLE_ADMIN_PASSWORD_FILE: file }).adminPassword).to.equal(
        'a long enough password',
      )
    })

    it('names a file that cannot be read', function () {
      expect(() => readConfig({ S3_SECRET_KEY_FILE: join(directory, 'none') })).to.throw('S3_SECRET_KEY_FILE')
    })
  })
})
