import { expect } from 'chai'
import { startApp, type AppUnderTest } from './support/app-under-test.ts'

/** The calls of the published contract; other systems rely on them. */
const CONTRACT = [
  'POST /api/v1/session',
  'GET /api/v1/session',
  'DELETE /api/v1/session',
  'POST /api/v1/tokens',
  'GET /api/v1/tokens',
  'DELETE /api/v1/tokens/{tokenId}',
  'POST /api/v1/incoming-items',
  'GET /api/v1/incoming-items',
  'GET /api/v1/incoming-items/{itemId}',
  'PATCH /api/v1/incoming-items/{itemId}',
  ...['confirm', 'route', 'claim', 'release', 'assign', 'return', 'misdirect', 'forward-unopened'].map(
    (action) => `POST /api/v1/incoming-items/{itemId}/${action}`,
  ),
  ...['file', 'void', 'retry'].map((action) => `POST /api/v1/incoming-items/{itemId}/${action}`),
  'GET /api/v1/incoming-items/{itemId}/history',
  'GET /api/v1/events',
  'GET /api/v1/documents/{documentId}',
  ...['original', 'view.pdf', 'text', 'similar'].map((part) => `GET /api/v1/documents/{documentId}/${part}`),
  'GET /api/v1/documents/{documentId}/pages/{pageNumber}',
  'GET /api/v1/documents/{documentId}/pages/{pageNumber}/preview.webp',
  'GET /api/v1/documents/{documentId}/pages/{pageNumber}/matches',
  'GET /api/v1/case-files',
  'POST /api/v1/case-files',
  'GET /api/v1/case-files/{caseFileId}',
  'PATCH /api/v1/case-files/{caseFileId}',
  ...['procedures', 'documents', 'history'].map((part) => `GET /api/v1/case-files/{caseFileId}/${part}`),
  'POST /api/v1/case-files/{caseFileId}/procedures',
  ...['filing-plan', 'org-units', 'users', 'routing-rules', 'document-types'].flatMap((records) => [
    `GET /api/v1/${records}`,
    `POST /api/v1/${records}`,
  ]),
  ...['org-units', 'users', 'routing-rules', 'document-types'].map(
    (records) => `PATCH /api/v1/${records}/{id}`,
  ),
  'DELETE /api/v1/routing-rules/{id}',
  'GET /api/v1/routing-rules/health',
  'GET /api/v1/colleagues',
  'GET /api/v1/search',
  'GET /api/v1/search/completions',
  'GET /api/v1/audit/verify',
  'GET /api/v1/jobs',
  'POST /api/v1/jobs/{jobId}/retry',
  'GET /api/v1/queue',
  'POST /api/v1/queue/pause',
  'POST /api/v1/queue/resume',
  'GET /api/v1/public/{tenant}',
  'POST /api/v1/public/{tenant}/follow-ups',
  'POST /api/v1/public/{tenant}/submissions',
  'POST /api/v1/public/{tenant}/submissions/from-uploads',
  'POST /api/v1/public/{tenant}/submissions/status',
]

/** Routes that need no session, each on purpose. */
const PUBLIC = [
  'POST /api/v1/session',
  'POST /api/v1/session/passkey',
  'POST /api/v1/session/passkey/options',
  'GET /api/v1/oidc',
  'GET /api/v1/oidc/{providerId}/start',
  'GET /api/v1/oidc/callback',
  'GET /api/v1/oidc/{providerId}/logout',
  'GET /api/v1/public/{tenant}',
  'GET /api/v1/public/{tenant}/identity',
  'DELETE /api/v1/public/{tenant}/identity',
  'POST /api/v1/public/{tenant}/follow-ups',
  'POST /api/v1/public/{tenant}/submissions',
  'POST /api/v1/public/{tenant}/submissions/from-uploads',
  'POST /api/v1/public/{tenant}/submissions/receipt',
  'POST /api/v1/public/{tenant}/submissions/status',
]

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly security?: readonly unknown[]
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> }
  readonly responses: Readonly<Record<string, unknown>>
}
interface Document {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
}

describe('the OpenAPI document', function () {
  let app: AppUnderTest
  let document: Document
  let operations: {
    readonly name: string
    readonly method: string
    readonly path: string
    readonly operation: Operation
  }[]

  before(async function () {
    app = await startApp()
    document = (await (await app.request('GET', '/api/openapi.json', { as: '' })).json()) as Document
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        operation,
      })),
    )
  })
  after(() => app[Symbol.asyncDispose]())

  it('has every call of the contract', function () {
    expect(document.openapi).to.match(/^3\.1\./)
    expect(operations.map(({ name }) => name)).to.include.members(CONTRACT)
  })

  it('names every operation once', function () {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).to.equal(ids.length)
    for (const { operation } of operations) expect(operation.summary).to.have.length.above(5)
  })

  it('points to nothing that is not there', function () {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, target]) => target ?? '',
    )
    expect(references).not.to.be.empty
    for (const reference of new Set(references)) {
      const [, part, name] = /^#\/components\/(\w+)\/([\w.-]+)$/.exec(reference) ?? []
      expect(part, reference).to.equal('schemas')
      expect(document.components.schemas).to.have.property(name ?? '')
    }
  })

  it('declares exactly the parameters that stand in each path', function () {
    for (const { name, path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter)
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
      expect(
        declared.map((parameter) => parameter.name),
        name,
      ).to.have.members(inPath)
      expect(
        declared.every(({ required }) => required === true),
        name,
      ).to.equal(true)
    }
  })

  it('gives each operation a success and the problem answer', function () {
    for (const { name, operation } of operations) {
      expect(
        Object.keys(operation.responses).some((status) => /^(?:2|303)/.test(status)),
        name,
      ).to.equal(true)
      expect(operation.responses, name).to.have.property('default')
    }
  })

  it('demands If-Match for every change of a record, takes it for every step of an item, a desk entry, a request for documents or a batch, and declares both', function () {
    for (const { name, method, operation } of operations) {
      const declared = (operation.parameters ?? []).find(({ name: header }) => header === 'If-Match')
      // A deadline, a resubmission, a request for documents, a note, a route slip or a letter is a record of its own beside the item, which stays as it is.
      const isStep =
        /^POST \/api\/v1\/(?:incoming-items\/\{itemId\}\/(?!deadlines$|resubmissions$|follow-ups$|notes$|route-slips$|letters$|letter-draft$|letter-preview$)|desk-entries\/\{entryId\}\/|follow-ups\/\{followUpId\}\/(?!letter$)|notes\/\{noteId\}\/|route-slips\/\{slipId\}\/|batches\/\{batchId\}\/close)/.test(
          name,
        )
      // Confirming the plan of a stack cuts by it: nobody confirms what he has not seen.
      const isPlan = name === 'POST /api/v1/incoming-items/{itemId}/split-plan/confirm'
      // What goes out to other cities is what somebody has seen.
      const isPublishing = name === 'POST /api/v1/publications'
      // Nobody says of a scan what another person's word, or a new version, has overtaken.
      const isCheck = name.startsWith('POST /api/v1/scan-checks/')
      const isDemanded = method === 'PATCH' || isPlan || isPublishing || isCheck
      const expected = isDemanded ? true : isStep ? false : 'not declared'
      expect(declared === undefined ? 'not declared' : (declared.required ?? false), name).to.equal(expected)
    }
  })

  it('refuses unknown fields in every request body', function () {
    for (const { name, operation } of operations) {
      for (const { schema } of Object.values(operation.requestBody?.content ?? {})) {
        expect(JSON.stringify(schema), name).to.include('"additionalProperties":false')
      }
    }
  })

  it('says by an empty security which calls are public, and those are the known ones', function () {
    const open = operations.filter(({ operation }) => operation.security?.length === 0)
    expect(open.map(({ name }) => name)).to.have.members(PUBLIC)
  })

  it('is right about that: every other call answers 401 without session, and nothing else', async function () {
    for (const { name, method, path } of operations.filter(({ name }) => !PUBLIC.includes(name))) {
      const address = path.replaceAll(/\{\w+\}/g, '1')
      for (const headers of [{}, { cookie: 'poststelle=stranger' }]) {
        const response = await app.request(method, address, { as: '', headers })
        expect(response.status, name).to.equal(401)
        const problem = (await response.json()) as { code: string }
        expect(problem.code, name).to.equal('unauthenticated')
      }
    }
  })

  it('has a page to read it that loads everything from here', async function () {
    const page = await (await app.request('GET', '/api/docs', { as: '' })).text()
    const sources = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, source]) => source ?? '')
    expect(sources).to.have.length(3)
    expect(page).not.to.match(/<script>|style=|onload=|https?:/)
    for (const source of sources) {
      const response = await app.request('GET', source, { as: '' })
      expect(response.status, source).to.equal(200)
      expect(response.headers.get('content-type'), source).to.match(/^text\/(css|javascript)/)
    }
  })
})
