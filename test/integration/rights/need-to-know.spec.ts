import { expect } from 'chai'
import { SearchResult } from '../../../src/contract/search.ts'
import { AccessLogPage } from '../../../src/contract/access.ts'
import { systemActor } from '../../../src/domain/access/actor.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import { createReadLog } from '../../../src/usecases/shared/read-log.ts'
import { REDACTION_ID } from './kinds.ts'
import { objectsOf } from './objects.ts'
import { readOperations, type Operation } from './operations.ts'
import { POLICY } from './policy-rows.ts'
import type { LetterName } from './seeded.ts'
import { openTown, SIGNAL, type ActorName, type Answer, type Town } from './town.ts'

/** They tell who may see something, and nothing of what it is. */
const SHOW_NO_CONTENT: ReadonlySet<string> = new Set(['getItemAccess', 'getCaseFileAccess'])

describe('what few may know', function () {
  this.timeout(300_000)
  let town: Town
  let operations: readonly Operation[]
  let isLogBroken = false

  before(async function () {
    town = await openTown((platform) => {
      const { auditLog } = platform
      const append: typeof auditLog.append = async (...entry) => {
        if (isLogBroken) throw new MailroomError('dependency-unavailable', 'The log cannot be written.')
        await auditLog.append(...entry)
      }
      return { ...platform, readLog: createReadLog({ ...platform, auditLog: { ...auditLog, append } }) }
    })
    operations = (await readOperations(town.url)).filter(({ operationId, method }) => {
      const kind = POLICY[operationId]?.object ?? ''
      return method === 'GET' && ['item', 'document', 'case-file'].includes(kind)
    })
  })
  after(async function () {
    await town[Symbol.asyncDispose]()
  })

  async function read(as: ActorName, operation: Operation, letter: LetterName): Promise<Answer | undefined> {
    const row = POLICY[operation.operationId]
    const object = objectsOf(town.seeded, row?.object ?? 'item').find(({ name }) => name === letter)
    if (object === undefined) return undefined
    const path = operation.path
      .replace('{pageNumber}', '1')
      .replace('{redactionId}', REDACTION_ID)
      .replace(/\{\w+\}/, object.id)
    return town.ask(as, { method: 'GET', path: path + (row?.query ?? '') })
  }

  async function statuses(as: ActorName, letter: LetterName): Promise<readonly number[]> {
    const answers = await Promise.all(operations.map((operation) => read(as, operation, letter)))
    return [...new Set(answers.flatMap((answer) => answer?.status ?? []))]
  }

  async function logged(body: object): Promise<AccessLogPage['items']> {
    const json = { purpose: 'Prüfung der Protokolle', limit: 200, ...body }
    const { text } = await town.ask('dpo', { method: 'POST', path: '/api/v1/access-log/query', json })
    return AccessLogPage.parse(JSON.parse(text)).items
  }

  it('goes out by no route while the look cannot be written down', async function () {
    isLogBroken = true
    try {
      for (const operation of operations) {
        for (const letter of ['alphaSecretFile1', 'alphaSecret1'] as const) {
          const answer = await read('cleared1', operation, letter)
          const expected = SHOW_NO_CONTENT.has(operation.operationId) ? 200 : 503
          if (answer !== undefined) expect(answer.status, operation.operationId).to.equal(expected)
        }
        const open = await read('clerk1', operation, 'alphaFile1')
        expect(open?.status, `${operation.operationId} on what is normal`).to.equal(200)
      }
    } finally {
      isLogBroken = false
    }
  })

  it('is there for those who may know it, by every route, and for nobody else', async function () {
    for (const name of ['head1', 'cleared1', 'deputy'] as const) {
      expect(await statuses(name, 'alphaSecretFile1'), name).to.deep.equal([200])
    }
    for (const name of ['clerk1', 'clerk2', 'plainDeputy', 'mailroom', 'token'] as const) {
      expect(await statuses(name, 'alphaSecretFile1'), name).to.deep.equal([404])
    }
    for (const name of ['dpo', 'crossUnit', 'admin', 'auditor'] as const) {
      expect(await statuses(name, 'alphaSecretFile1'), name).to.deep.equal([403])
    }
    for (const name of ['cleared1', 'deputy'] as const) {
      expect(await statuses(name, 'alphaStrictFile1'), name).to.deep.equal([404])
    }
    expect(await statuses('clerk1', 'alphaExceptFile1'), 'who is shut out').to.deep.equal([404])
    expect(await statuses('clerk2', 'alphaExceptFile1'), 'who is let in').to.deep.equal([200])
  })

  it('leaves who has looked in the log, deputies with whose work it was, and the chain holds', async function () {
    const letter = town.seeded.letters.find(({ name }) => name === 'alphaSecretFile1')
    const items = await logged({ userId: town.seeded.people.deputy.id })
    const looked = items.filter(({ objectId }) => {
      return [letter?.itemId, letter?.documentId, letter?.caseFileId].includes(objectId)
    })
    expect(new Set(looked.map(({ objectKind }) => objectKind))).to.deep.equal(
      new Set(['incoming-item', 'document', 'case-file']),
    )
    expect(looked.some(({ action }) => action === 'read.downloaded')).to.equal(true)
    const { id } = town.seeded.people.cleared1
    for (const event of looked) expect(event.onBehalfOf?.userId, event.action).to.equal(id)
    const verified = await town.ask('auditor', { method: 'GET', path: '/api/v1/audit/verify' })
    expect(JSON.parse(verified.text)).to.include({ ok: true })
  })

  it('can be asked by number, and comes as a table in which nothing is a formula', async function () {
    const purpose = '=HYPERLINK("http://evil.example")'
    await logged({ purpose })
    const json = { purpose: 'Ausgabe für die Prüfung' }
    const table = await town.ask('dpo', { method: 'POST', path: '/api/v1/access-log/export', json })
    expect(table.headers.get('content-disposition')).to.include('zugriffsprotokoll.csv')
    expect(table.text).to.include(`"'=HYPERLINK(""http://evil.example"")"`)
    const letter = town.seeded.letters.find(({ name }) => name === 'alphaSecret1')
    const byNumber = await logged({ number: `alpha-${letter?.word ?? ''}` })
    const known = [letter?.itemId, letter?.documentId]
    expect(byNumber.every(({ objectId }) => known.includes(objectId))).to.equal(true)
    expect(byNumber.map(({ action }) => action)).to.include('item.received')
  })

  it('is gone from search, counts and suggestions with the very request that raises the level', async function () {
    const letter = town.seeded.letters.find(({ name }) => name === 'alphaOffice1')
    const path = `/api/v1/search?q=${letter?.word ?? ''}`
    const find = async (as: ActorName): Promise<readonly number[]> => {
      const { text } = await town.ask(as, { method: 'GET', path })
      const { hits, total, facets, suggestion } = SearchResult.parse(JSON.parse(text))
      expect(suggestion).to.equal(null)
      return [hits.length, total, facets.year.length]
    }
    expect(await find('clerk1')).to.deep.equal([1, 1, 1])
    const raised = await town.ask('clerk1', {
      method: 'POST',
      path: `/api/v1/incoming-items/${letter?.itemId ?? ''}/level`,
      json: { level: 'confidential', reason: 'Personalsache' },
    })
    expect(raised.status, raised.text).to.equal(200)
    expect(await find('clerk1')).to.deep.equal([0, 0, 0])
    expect(await find('mailroom')).to.deep.equal([0, 0, 0])
  })

  it('is closed at the next request to who is not cleared any more, old links and streams too', async function () {
    const { platform, seeded } = town
    const machine = systemActor(seeded.tenants.alpha.id, 'test')
    const letter = seeded.letters.find(({ name }) => name === 'alphaSecretFile1')
    const links = ['original', 'view.pdf', 'pages/1/preview.webp'].map(
      (rest) => `/api/v1/documents/${letter?.documentId ?? ''}/${rest}`,
    )
    const tags: string[] = []
    for (const path of links) {
      const answer = await town.ask('cleared1', { method: 'GET', path })
      expect(answer.status, path).to.equal(200)
      tags.push(answer.headers.get('etag') ?? '')
    }
    const stream = await openStream(await town.freshSession('cleared1'))
    const { id } = seeded.people.cleared1
    const change = async (fields: object): Promise<void> => {
      const user = await platform.users.find(machine, id, SIGNAL)
      if (user !== undefined) await platform.users.save(machine, { ...user, ...fields }, SIGNAL)
    }
    const followLinks = async (): Promise<readonly number[]> => {
      const asked = links.map((path, index) => {
        return town.ask('cleared1', { method: 'GET', path, headers: { 'if-none-match': tags[index] ?? '' } })
      })
      return [...new Set((await Promise.all(asked)).map(({ status }) => status))]
    }
    expect(await followLinks()).to.deep.equal([304])
    await change({ cleared: false })
    expect(await followLinks()).to.deep.equal([404])
    expect(await statuses('deputy', 'alphaSecretFile1'), 'who stood in').to.deep.equal([404])
    await change({ disabled: true })
    expect(await followLinks()).to.deep.equal([401])
    await untilEnded(stream, async () => {
      const readKeys = [`unit:${seeded.tenants.alpha.units['office1'] ?? ''}`]
      const notice = { kind: 'item', id: letter?.itemId ?? '', readKeys } as const
      await platform.changeFeed.record(machine, [notice], SIGNAL)
      platform.bell.ring()
    })
  })

  async function openStream(headers: Readonly<Record<string, string>>) {
    const response = await fetch(`${town.url}/api/v1/events`, { headers })
    expect(response.status).to.equal(200)
    if (response.body === null) throw new Error('The stream has no body.')
    return response.body.getReader()
  }

  /** Changes what the person could once see until the stream is closed: a stream looks who listens once a second. */
  async function untilEnded(
    stream: Pick<Awaited<ReturnType<typeof openStream>>, 'read'>,
    touch: () => Promise<void>,
  ): Promise<void> {
    const state = { ended: false }
    const reading = (async () => {
      while (!(await stream.read()).done);
      state.ended = true
    })()
    while (!state.ended) {
      await touch()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await reading
  }
})
