import { expect } from 'chai'
import { ItemPage } from '../../../src/contract/incoming-items.ts'
import { SearchResult } from '../../../src/contract/search.ts'
import type { Role } from '../../../src/domain/access/actor.ts'
import { MISSING_ID, REDACTION_ID, type IdKind, type Pick } from './kinds.ts'
import {
  ACTORS,
  forbiddenWords,
  foreignWords,
  objectsOf,
  ownId,
  READERS_OF,
  TENANT_OF,
  type NamedObject,
} from './objects.ts'
import { readOperations, type Operation } from './operations.ts'
import { POLICY } from './policy-rows.ts'
import type { Row } from './row.ts'
import type { PersonName, TenantName } from './seeded.ts'
import { openTown, type ActorName, type Answer, type Request, type Town } from './town.ts'

const ROLE_OF: Readonly<Partial<Record<ActorName, Role>>> = {
  token: 'clerk',
  mailroom: 'mailroom',
  clerk1: 'clerk',
  clerk2: 'clerk',
  head1: 'head',
  cleared1: 'clerk',
  deputy: 'clerk',
  plainDeputy: 'clerk',
  dpo: 'dpo',
  crossUnit: 'cross-unit',
  records: 'records',
  auditor: 'auditor',
  scanner: 'scanner',
  admin: 'admin',
  otherClerk: 'clerk',
  otherAdmin: 'admin',
  operator: 'operator',
}

/** They may do what the first clerk may, on other letters. */
const ALIKE: readonly ActorName[] = ['clerk2', 'cleared1', 'deputy', 'plainDeputy']

/** A version that no record has. */
const STALE = { 'if-match': '"999999"' }
const FILE = Buffer.from('%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n')

function mayCall({ who, byToken }: Row, actor: ActorName): boolean {
  if (who === 'everybody') return true
  if (actor === 'token' && byToken === undefined) return false
  const role = ROLE_OF[actor]
  return role !== undefined && (who === 'signed-in' || who.includes(role))
}

/** What an answer is compared by: everything but the time it was made, and ids that the caller sent himself. */
function likeness({ status, text, headers }: Answer, sent: readonly string[]): string {
  const names = [...headers.keys()].filter((name) => name !== 'date').join()
  return `${status} ${names} ${sent.reduce((shown, id) => shown.replaceAll(id, 'ID'), text)}`
}

describe('every route for everybody, on objects of everybody', function () {
  this.timeout(600_000)
  let town: Town
  let operations: readonly Operation[]

  before(async function () {
    town = await openTown()
    operations = await readOperations(town.url)
  })
  after(async function () {
    await town[Symbol.asyncDispose]()
  })

  function rowOf({ operationId }: Operation): Row {
    const row = POLICY[operationId]
    if (row === undefined) throw new Error(`The policy has no row for ${operationId}.`)
    return row
  }

  function requestOf(operation: Operation, row: Row, id: string, pick: Pick): Request {
    const path = operation.path
      .replace('{pageNumber}', '1')
      .replace('{redactionId}', REDACTION_ID)
      .replace(/\{\w+\}/, encodeURIComponent(id))
      .concat(row.query ?? '')
    const form = row.form === undefined ? {} : { form: formOf(row.form) }
    const json = row.body === undefined ? {} : { json: row.body(pick) }
    return { method: operation.method, path, headers: operation.heedsVersion ? STALE : {}, ...form, ...json }
  }

  function formOf(fields: Readonly<Record<string, string>>): FormData {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('files', new Blob([FILE]), 'brief.pdf')
    return form
  }

  function pickFor(actor: ActorName): Pick {
    return (kind) => ownId(town.seeded, TENANT_OF[actor] ?? 'alpha', kind)
  }

  function expectNoLeak(actor: ActorName, { text, headers }: Answer, where: string, sent: string): void {
    const shown = `${text}\n${[...headers].map(([name, value]) => `${name}: ${value}`).join('\n')}`
    for (const word of [...forbiddenWords(town.seeded, actor), ...foreignWords(town.seeded, actor)]) {
      if (word !== sent && word !== `stadt${sent}` && shown.includes(word)) {
        expect.fail(`${where} shows "${word}": ${shown.slice(0, 500)}`)
      }
    }
  }

  /** What else than receipt numbers of the own tenant is said. */
  function withoutNumbers(actor: ActorName, answer: Answer): Answer {
    const numbers = town.seeded.letters
      .filter(({ tenant }) => tenant === TENANT_OF[actor])
      .map(({ receiptNumber }) => receiptNumber)
    return { ...answer, text: numbers.reduce((text, number) => text.replaceAll(number, ''), answer.text) }
  }

  async function ask(actor: ActorName, operation: Operation, row: Row, id: string): Promise<Answer> {
    const request = requestOf(operation, row, id, pickFor(actor))
    const isSignedIn = ROLE_OF[actor] !== undefined && actor !== 'token'
    const headers =
      operation.operationId === 'signOut' && isSignedIn
        ? { ...request.headers, ...(await town.freshSession(actor as PersonName)) }
        : { ...request.headers }
    const answer = await town.ask(actor, { ...request, headers })
    const where = `${operation.operationId} by ${actor} on ${id}`
    const unexpected = row.showsNumbers === undefined ? answer : withoutNumbers(actor, answer)
    expectNoLeak(actor, unexpected, where, id)
    return answer
  }

  async function checkCell(
    actor: ActorName,
    operation: Operation,
    row: Row,
    object: NamedObject | undefined,
    missing: Answer | undefined,
  ): Promise<void> {
    const id = object?.id ?? ''
    const answer = await ask(actor, operation, row, id)
    const where = `${operation.operationId} by ${actor} on ${object?.name ?? 'nothing'}: ${answer.text.slice(0, 300)}`
    if (!mayCall(row, actor)) {
      expect(answer.status, where).to.equal(ROLE_OF[actor] === undefined ? 401 : 403)
    } else if (object === undefined || object.readers.includes(actor)) {
      expect(answer.status, where).to.be.oneOf([...row.ok])
      return
    } else expect(answer.status, where).to.equal(404)
    if (missing !== undefined) {
      expect(likeness(answer, [id]), where).to.equal(likeness(missing, [missingOf(row)]))
    }
  }

  it('has a row for each route, and no row besides', function () {
    const known = operations.map(({ operationId }) => operationId)
    expect(known.toSorted()).to.deep.equal(Object.keys(POLICY).toSorted())
  })

  it('answers as the policy says, and says the same of what is not there and not theirs', async function () {
    for (const [turn, operation] of operations.entries()) {
      const row = rowOf(operation)
      for (const group of groupsOf(row)) {
        await Promise.all(group.map((actor, place) => checkRow(actor, operation, row, turn + place)))
      }
    }
  })

  /**
   * Some at once, few enough for a busy machine; uploads one by one, because they have few places. The second clerk stands for
   * the office that others do not see; further clerks read other letters and may do the same.
   */
  function groupsOf({ form }: Row): readonly (readonly ActorName[])[] {
    const actors = ACTORS.filter((actor) => !ALIKE.includes(actor))
    const half = Math.ceil(actors.length / 2)
    return form === undefined ? [actors.slice(0, half), actors.slice(half)] : actors.map((actor) => [actor])
  }

  async function checkRow(actor: ActorName, operation: Operation, row: Row, turn: number): Promise<void> {
    if (row.object === undefined) {
      await checkCell(actor, operation, row, undefined, undefined)
      return
    }
    const isWorthComparing = mayCall(row, actor) || ROLE_OF[actor] === undefined
    const missing = isWorthComparing ? await ask(actor, operation, row, missingOf(row)) : undefined
    if (missing !== undefined && ROLE_OF[actor] === undefined) {
      expect(missing.status).to.equal(row.who === 'everybody' ? 404 : 401)
    }
    for (const object of chosen(actor, row, objectsOf(town.seeded, row.object), turn)) {
      await checkCell(actor, operation, row, object, missing)
    }
  }

  /**
   * One object that he reads, one of another office and one of another tenant, all by turns; of somebody who may not call
   * at all just one: he learns so before anything is looked up.
   */
  function chosen(actor: ActorName, row: Row, objects: readonly NamedObject[], turn: number): NamedObject[] {
    const oneOf = (some: readonly NamedObject[]): NamedObject[] => some.slice(turn % some.length).slice(0, 1)
    if (!mayCall(row, actor)) return ROLE_OF[actor] === undefined ? [] : oneOf(objects)
    const isOwnTenant = ({ tenant }: NamedObject): boolean => tenant === TENANT_OF[actor]
    const hidden = objects.filter(({ readers }) => !readers.includes(actor))
    return [
      ...oneOf(objects.filter(({ readers }) => readers.includes(actor))),
      ...oneOf(hidden.filter(isOwnTenant)),
      ...oneOf(hidden.filter((object) => !isOwnTenant(object))),
    ]
  }

  function missingOf({ object }: Row): string {
    return object === 'tenant' || object === 'document-type' ? 'gibt-es-nicht' : MISSING_ID
  }

  it('changes no letter and no file by any of that', async function () {
    for (const letter of town.seeded.letters) {
      const actor = { ...machineOf(letter.tenant) }
      const item = await town.platform.incomingItems.find(actor, letter.itemId, new AbortController().signal)
      expect(item?.version, letter.name).to.equal(1)
    }
  })

  function machineOf(tenant: TenantName) {
    return {
      kind: 'system',
      tenantId: town.seeded.tenants[tenant].id,
      userId: 'system',
      displayName: 'test',
      roles: [],
      orgUnitIds: [],
      grantKeys: [],
      requestId: 'test',
    } as const
  }

  /** The body with one of its ids replaced; `undefined` when it has no such many. */
  function withForeignId(
    row: Row,
    actor: ActorName,
    index: number,
    replacement: (kind: IdKind) => string,
  ): { readonly body: unknown; readonly sent: string } | undefined {
    const own = pickFor(actor)
    let count = 0
    let sent: string | undefined
    const body = row.body?.((kind) => {
      count += 1
      if (count - 1 !== index) return own(kind)
      sent = replacement(kind)
      return sent
    })
    return sent === undefined ? undefined : { body, sent }
  }

  it('takes no id of another tenant or office in a body, and says the same of one that is not there', async function () {
    let checked = 0
    for (const operation of operations) {
      const row = rowOf(operation)
      for (const actor of ['head1', 'admin'] as const) {
        if (row.body === undefined || !mayCall(row, actor)) continue
        for (let index = 0; ; index += 1) {
          const missing = withForeignId(row, actor, index, () => MISSING_ID)
          if (missing === undefined) break
          const expected = await sendBody(operation, row, actor, missing)
          for (const foreign of foreignBodies(row, actor, index)) {
            const answer = await sendBody(operation, row, actor, foreign)
            const where = `${operation.operationId} by ${actor} with id ${index} of others: ${answer.text}`
            expectNoLeak(actor, answer, where, foreign.sent)
            expect(likeness(answer, [foreign.sent]), where).to.equal(likeness(expected, [MISSING_ID]))
            checked += 1
          }
        }
      }
    }
    expect(checked).to.be.above(30)
  })

  function foreignBodies(row: Row, actor: ActorName, index: number) {
    const ofOtherTenant = withForeignId(row, actor, index, (kind) => ownId(town.seeded, 'beta', kind))
    const ofOtherOffice = withForeignId(row, actor, index, (kind) => {
      const file = town.seeded.files.find(({ name }) => name === 'alphaFile2')
      if (kind === 'case-file') return file?.caseFileId ?? MISSING_ID
      if (kind === 'procedure') return file?.procedureId ?? MISSING_ID
      return MISSING_ID
    })
    return [ofOtherTenant, ofOtherOffice].filter((one) => one !== undefined)
  }

  /** On a letter or file that the actor reads, so that nothing but the id in the body can be refused. */
  async function sendBody(
    operation: Operation,
    row: Row,
    actor: ActorName,
    { body }: { readonly body: unknown },
  ): Promise<Answer> {
    const object = row.object === undefined ? undefined : readableBy(actor, row)
    const request = requestOf(operation, row, object?.id ?? '', pickFor(actor))
    const headers = operation.requiresVersion ? { 'if-match': '"1"' } : {}
    return town.ask(actor, { ...request, json: body, headers })
  }

  function readableBy(actor: ActorName, { object }: Row): NamedObject | undefined {
    if (object === undefined) return undefined
    return objectsOf(town.seeded, object).find(({ readers, name }) => {
      return readers.includes(actor) && name !== 'alphaNew'
    })
  }

  it('lists, finds and counts for everybody what he may read, and nothing else', async function () {
    for (const actor of ACTORS) {
      const { letters } = town.seeded
      const visible = letters.filter(({ name }) => READERS_OF[name].includes(actor))
      if (visible.length === 0) continue
      const list = await town.ask(actor, { method: 'GET', path: '/api/v1/incoming-items?limit=200' })
      const listed = new Set(ItemPage.parse(JSON.parse(list.text)).items.map(({ id }) => id))
      for (const letter of letters) {
        const isVisible = visible.includes(letter)
        expect(listed.has(letter.itemId), `${letter.name} in the list of ${actor}`).to.equal(isVisible)
        const found = await town.ask(actor, { method: 'GET', path: `/api/v1/search?q=${letter.word}` })
        const { hits, total, facets } = SearchResult.parse(JSON.parse(found.text))
        const counted = [hits.length, total, facets.year.length]
        expect(counted, `${letter.name} sought by ${actor}`).to.deep.equal(isVisible ? [1, 1, 1] : [0, 0, 0])
        const files = await town.ask(actor, { method: 'GET', path: `/api/v1/case-files?text=${letter.word}` })
        expect(files.text.includes(letter.caseFileId ?? 'no file'), files.text).to.equal(
          isVisible && letter.caseFileId !== undefined,
        )
      }
      const desk = await town.ask(actor, { method: 'GET', path: '/api/v1/desk-entries?scope=unit&limit=200' })
      for (const { name, word } of letters) {
        if (!READERS_OF[name].includes(actor))
          expect(desk.text, `${name} on the desk of ${actor}`).not.to.include(word)
      }
    }
  })

  it('filters by an id of another tenant as by one that is not there', async function () {
    const { beta } = town.seeded.tenants
    const file = ownId(town.seeded, 'beta', 'case-file')
    const user = town.seeded.people.otherClerk.id
    const queries: readonly (readonly [string, string])[] = [
      ['/api/v1/incoming-items?orgUnit=', beta.units['office1'] ?? ''],
      ['/api/v1/incoming-items?assignee=', user],
      ['/api/v1/incoming-items?caseFile=', file],
      ['/api/v1/case-files?orgUnit=', beta.units['office1'] ?? ''],
      ['/api/v1/case-files?filingPlanEntry=', beta.planEntryId],
      ['/api/v1/search?orgUnit=', beta.units['office1'] ?? ''],
      ['/api/v1/search?caseFile=', file],
      ['/api/v1/search?documentType=', beta.documentTypeId],
    ]
    for (const [path, id] of queries) {
      const foreign = await town.ask('clerk1', { method: 'GET', path: path + id })
      const missing = await town.ask('clerk1', { method: 'GET', path: path + MISSING_ID })
      expect(likeness(foreign, [id]), path).to.equal(likeness(missing, [MISSING_ID]))
    }
  })

  it('shows a submission only to whoever has both codes, at the tenant that took it in', async function () {
    const { alpha, beta } = town.seeded.tenants
    const askFor = (what: string, tenant: string, referenceCode: string, secret: string): Promise<Answer> => {
      const path = `/api/v1/public/${tenant}/submissions/${what}`
      return town.ask('nobody', { method: 'POST', path, json: { referenceCode, secret } })
    }
    const ask = askFor.bind(undefined, 'status')
    const { referenceCode, secret } = alpha.submission
    expect((await ask('alpha', referenceCode, secret)).status).to.equal(200)
    expect((await askFor('receipt', 'alpha', referenceCode, secret)).status).to.equal(200)
    expect((await askFor('receipt', 'beta', referenceCode, secret)).status).to.equal(404)
    const never = await ask('alpha', 'X'.repeat(16), 'Y'.repeat(16))
    const wrong = [
      await ask('alpha', referenceCode, beta.submission.secret),
      await ask('alpha', 'X'.repeat(16), secret),
      await ask('beta', referenceCode, secret),
      await ask('gamma', referenceCode, secret),
    ]
    expect(never.status).to.equal(404)
    for (const answer of wrong) expect(likeness(answer, [])).to.equal(likeness(never, []))
  })
})
