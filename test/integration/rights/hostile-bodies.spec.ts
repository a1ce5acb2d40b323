import { expect } from 'chai'
import { Problem } from '../../../src/contract/problem.ts'
import type { Role } from '../../../src/domain/access/actor.ts'
import { REDACTION_ID } from './kinds.ts'
import { objectsOf, ownId } from './objects.ts'
import { readOperations, type Operation, type Schema } from './operations.ts'
import { POLICY } from './policy-rows.ts'
import { openTown, type ActorName, type Answer, type Request, type Town } from './town.ts'

/** Objects where a value is wanted: as operators of the database, prototypes, or lists that are read as strings. */
const HOSTILE: readonly unknown[] = [
  { $gt: '' },
  { $ne: null },
  { $regex: '.*' },
  { $where: 'sleep(1000)' },
  { $in: [{ $gt: '' }] },
  { constructor: { prototype: { polluted: true } } },
  [[[{ $gt: '' }]]],
]

const ROLE = {
  head1: 'head',
  admin: 'admin',
  mailroom: 'mailroom',
  operator: 'operator',
  dpo: 'dpo',
  crossUnit: 'cross-unit',
  records: 'records',
} as const
const ABLE = Object.keys(ROLE) as readonly (keyof typeof ROLE)[]

/** Compared or parsed, never shown as they came. */
const RAW = new Set([
  'username',
  'password',
  'currentPassword',
  'newPassword',
  'adminPassword',
  'oneTimeCode',
  'code',
  'referenceCode',
  'secret',
  'followUpCode',
  'xml',
  'cursor',
  // Said to be wrong in the answer.
  'tryFileNumber.template',
  'previewPlanImport.text',
  'importFilingPlan.text',
])

/** Fields of our records that no request may set. */
const STOLEN: Readonly<Record<string, unknown>> = {
  tenantId: 'x',
  readKeys: ['mailroom'],
  _id: 'x',
  __v: 1,
  version: 99,
  isAdmin: true,
  createdAt: '2020-01-01T00:00:00Z',
  sha256: 'ab'.repeat(32),
  'constructor.prototype.polluted': true,
  $set: { roles: ['admin'] },
}

/** Deep enough to end a program that walks it with recursion: 90 KB. */
const DEPTH = 45_000
const ABYSS = '['.repeat(DEPTH) + ']'.repeat(DEPTH)

function resolved({ schemas }: Operation, schema: Schema | undefined): Schema {
  const name = schema?.$ref?.replace('#/components/schemas/', '')
  return name === undefined ? (schema ?? {}) : (schemas[name] ?? {})
}

function fieldsOf(operation: Operation): readonly string[] {
  return Object.keys(resolved(operation, operation.body).properties ?? {})
}

describe('bodies that want to be more than values', function () {
  this.timeout(600_000)
  let town: Town
  let operations: readonly Operation[]

  before(async function () {
    town = await openTown()
    // What takes two roles at once is refused to everybody here before the body is read.
    operations = (await readOperations(town.url)).filter(
      ({ body, operationId }) => body !== undefined && POLICY[operationId]?.who.length !== 0,
    )
  })
  after(async function () {
    await town[Symbol.asyncDispose]()
  })

  /** Somebody who may, on something he reads. */
  function requestOf(operation: Operation): {
    readonly as: ActorName
    readonly request: Request
    readonly body: object
  } {
    const row = POLICY[operation.operationId]
    if (row === undefined) throw new Error(`The policy has no row for ${operation.operationId}.`)
    const isFor = (role: Role): boolean => {
      return typeof row.who === 'string' || row.who.includes(role)
    }
    const able = ABLE.find((name) => isFor(ROLE[name]))
    const as = able ?? 'head1'
    const objects = row.object === undefined ? [] : objectsOf(town.seeded, row.object)
    const object = objects.find(({ readers, name }) => readers.includes(as) && name !== 'alphaNew')
    const path = operation.path.replace('{redactionId}', REDACTION_ID).replace(/\{\w+\}/, object?.id ?? '')
    const body = Object(row.body?.((kind) => ownId(town.seeded, 'alpha', kind)) ?? {}) as object
    const headers = operation.heedsVersion ? { 'if-match': '"999999"' } : {}
    return { as, request: { method: operation.method, path, headers }, body }
  }

  function expectRefusal({ status, text }: Answer, where: string): Problem {
    expect(status, `${where}: ${text.slice(0, 300)}`).to.be.oneOf([400, 422])
    return Problem.parse(JSON.parse(text))
  }

  for (const turn of [0, 1, 2]) {
    it(`are refused in every field of every body, round ${turn + 1}`, async function () {
      for (const operation of operations) {
        const fields = fieldsOf(operation)
        if (fields.length === 0) continue
        const { as, request, body } = requestOf(operation)
        const spoilt = fields.map((field, place) => [field, HOSTILE[(place + turn * 2) % HOSTILE.length]])
        const json = { ...body, ...(Object.fromEntries(spoilt) as Readonly<Record<string, unknown>>) }
        const problem = expectRefusal(await town.ask(as, { ...request, json }), operation.operationId)
        const named = new Set((problem.errors ?? []).map(({ path }) => path.split('.')[0]))
        expect([...named], `${operation.operationId}: all of the fields are named`).to.include.members([
          ...fields,
        ])
      }
    })
  }

  it('hide no control characters in a text that people read', async function () {
    for (const operation of operations) {
      const { as, request, body } = requestOf(operation)
      const { properties = {} } = resolved(operation, operation.body)
      const fields = Object.keys(properties).filter((field) => {
        const { type, anyOf = [] } = properties[field] ?? {}
        const isRaw = RAW.has(field) || RAW.has(`${operation.operationId}.${field}`)
        return !isRaw && [{ type }, ...anyOf].some((one) => one.type === 'string')
      })
      if (fields.length === 0) continue
      const json = { ...body, ...Object.fromEntries(fields.map((field) => [field, 'a\u0000\u001b[2Jb'])) }
      const problem = expectRefusal(await town.ask(as, { ...request, json }), operation.operationId)
      const named = (problem.errors ?? []).map(({ path }) => path)
      expect(named, operation.operationId).to.include.members(fields)
    }
  })

  it('are refused one level deeper, too', async function () {
    for (const operation of operations) {
      const { as, request, body } = requestOf(operation)
      for (const [field, inner] of Object.entries(body)) {
        if (inner === null || typeof inner !== 'object') continue
        const spoilt = Array.isArray(inner) ? [HOSTILE[0]] : spoiltObject(inner as object)
        const json = { ...body, [field]: spoilt }
        expectRefusal(await town.ask(as, { ...request, json }), `${operation.operationId} ${field}`)
      }
    }
  })

  function spoiltObject(inner: object): object {
    return Object.fromEntries(Object.keys(inner).map((key) => [key, HOSTILE[0]]))
  }

  it('set no field that is not in the shape', async function () {
    for (const operation of operations) {
      const { as, request, body } = requestOf(operation)
      const problem = expectRefusal(
        await town.ask(as, { ...request, json: { ...body, ...STOLEN } }),
        operation.operationId,
      )
      expect(problem.code).to.equal('validation-failed')
    }
  })

  it('reach no prototype', async function () {
    for (const operation of operations) {
      const { as, request, body } = requestOf(operation)
      const own = JSON.stringify(body).slice(0, -1)
      const rawJson = `${own}${own === '{' ? '' : ','}"__proto__":{"polluted":true}}`
      expectRefusal(await town.ask(as, { ...request, rawJson }), operation.operationId)
    }
    expect(({} as Readonly<Record<string, unknown>>)['polluted']).to.equal(undefined)
  })

  it('do not end the program by their depth, in any field', async function () {
    for (const operation of operations) {
      const { as, request } = requestOf(operation)
      const fields = fieldsOf(operation)
      const rawJson = `{${(fields.length === 0 ? ['x'] : fields.slice(0, 2)).map((field) => `"${field}":${ABYSS}`).join()}}`
      const { code } = expectRefusal(await town.ask(as, { ...request, rawJson }), operation.operationId)
      expect(code).to.equal('malformed-request')
    }
  })

  it('are refused in queries', async function () {
    const paths = ['/api/v1/incoming-items', '/api/v1/case-files', '/api/v1/search', '/api/v1/jobs']
    const tails = ['state[$gt]=', 'orgUnit[$ne]=x', '__proto__[x]=1', 'constructor=1', 'q=a&q=b', 'limit=1e9']
    for (const path of paths) {
      for (const tail of tails) {
        const answer = await town.ask('head1', { method: 'GET', path: `${path}?${tail}` })
        expectRefusal(answer, `${path}?${tail}`)
      }
    }
  })
})
