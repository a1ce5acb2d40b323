import { expect } from 'chai'
import { citizenActor } from '../../../src/domain/access/actor-of-user.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { HandInInput } from '../../../src/usecases/intake/hand-in-submission.ts'
import { startApp, type AppUnderTest } from './support/app-under-test.ts'
import { fieldPart, filePart, MULTIPART, multipartOf, PDF } from './support/multipart.ts'

const FORM = '/abgabe/musterstadt/einfach'
const STATUS = `${FORM}/stand`
const CITY = {
  id: 't',
  slug: 'musterstadt',
  name: 'Musterstadt <i>',
  receiptPrefix: 'MS',
  timeZone: 'Europe/Berlin',
}

const NOTICE = {
  subject: 'Wohngeld <b>',
  text: 'Bitte reichen Sie nach:',
  wanted: ['Mietvertrag', 'Lohnzettel'],
  askedOn: '2026-03-02',
  dueOn: '2026-03-20',
  openUntil: '2026-04-17',
  isOverdue: true,
  answerCount: 1,
}
const ANSWERED = { subject: 'Wohngeld', dueOn: '2026-03-20', inTime: false }
const FOLLOW_UP = `${FORM}/nachreichen`

describe('the pages for citizens without a script', function () {
  let app: AppUnderTest
  const handedIn: HandInInput[] = []

  before(async function () {
    app = await startApp({
      useCases: {
        findPublicTenant: async (slug) => {
          if (slug !== CITY.slug) throw new MailroomError('not-found', 'No such city.')
          return { ...CITY, links: { easyLanguageUrl: 'https://stadt.example/?a="b' } }
        },
        admitSubmission: async () => ({ actor: citizenActor('t', 'r'), tenant: CITY }),
        handInSubmission: async (_citizen, input) => {
          handedIn.push(input)
          return {
            receiptNumber: 'MS-2026-000001',
            referenceCode: 'AAAA-BBBB',
            secret: 'CCCC-DDDD',
            receivedAt: '2026-12-31T23:30:00.000Z',
            files: input.files.map(({ filename, staged }) => ({ filename, ...staged })),
            replayed: handedIn.length > 1,
            ...(input.followUpCode === undefined ? {} : { followUp: ANSWERED }),
          }
        },
        openFollowUp: async ({ code }) => {
          if (code !== 'GOOD-CODE') throw new MailroomError('not-found', 'No such request.')
          return NOTICE
        },
        printReceipt: async ({ secret, language }) => {
          if (secret !== 'CCCC-DDDD') throw new MailroomError('not-found', 'No such submission.')
          return { filename: `b ${language}.pdf`, pdf: PDF }
        },
        submissionStatus: async ({ secret }) => {
          if (secret !== 'CCCC-DDDD') throw new MailroomError('not-found', 'No such submission.')
          const receivedAt = '2026-03-02T08:00:00.000Z'
          return { receiptNumber: 'MS-1', receivedAt, status: 'question', fileCount: 2, notice: 'a < b' }
        },
      },
    })
  })
  after(() => app[Symbol.asyncDispose]())
  beforeEach(() => handedIn.splice(0))

  const open = (path: string, headers = {}) => app.request('GET', path, { as: '', headers })
  const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers = {}) =>
    app.request('POST', path, {
      as: '',
      body,
      headers: {
        ...(typeof body === 'string' ? { 'content-type': 'application/x-www-form-urlencoded' } : MULTIPART),
        ...headers,
      },
    })
  const keyIn = (page: string) => /name="key" value="([0-9a-f]{32})"/.exec(page)?.[1] ?? ''

  it('hands in what the form sends, and shows the receipt by the clocks of the city', async function () {
    const form = await (await open(FORM)).text()
    expect(form).to.include('Unterlagen abgeben').and.include('Musterstadt &#60;i&#62;').and.include('293 kB')
    expect(form).to.include('<a href="https://stadt.example/?a=&#34;b" rel="noreferrer">Leichte Sprache</a>')
    expect(form).not.to.include('Gebärdensprache')
    const key = keyIn(form)
    const sent = multipartOf([
      fieldPart('key', key),
      fieldPart('subject', 'Antrag'),
      fieldPart('name', ''),
      filePart('<b>antrag.pdf', PDF),
    ])
    const answer = await post(FORM, sent, { 'sec-fetch-site': 'same-origin' })
    const receipt = await answer.text()
    expect(answer.status, receipt).to.equal(201)
    expect(receipt).to.include('CCCC-DDDD').and.include('01.01.2027, 00:30').and.not.include('<b>')
    expect(handedIn[0]).to.deep.include({ subject: 'Antrag' }).and.not.have.property('name')
    expect(handedIn[0]?.idempotency?.key).to.equal(key)
    expect(keyIn(await (await open(FORM)).text())).not.to.equal(key)
    // A page that is loaded again sends the form again.
    expect(await (await post(FORM, sent)).text()).to.include('CCCC-DDDD')
    expect(handedIn[1]?.idempotency).to.deep.equal(handedIn[0]?.idempotency)
  })

  it('lets nothing be loaded, run or framed, and is never kept or packed', async function () {
    const answer = await open(FORM, { 'accept-encoding': 'gzip' })
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).to.match(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self';/)
    expect(policy).to.include("frame-ancestors 'none'").and.not.include('script-src')
    expect(answer.headers.get('referrer-policy')).to.equal('same-origin')
    expect(answer.headers.get('cache-control')).to.equal('no-store')
    expect(answer.headers.get('content-encoding')).to.equal(null)
  })

  it('speaks English to who asks for it', async function () {
    const english = await (await open(FORM, { 'accept-language': 'en-GB,en;q=0.9' })).text()
    expect(english).to.include('<html lang="en">').and.include('Hand in documents').and.include('lang=de')
    const german = await (await open(`${FORM}?lang=de`, { 'accept-language': 'en' })).text()
    expect(german).to.include('<html lang="de">')
  })

  const refused: [string, Uint8Array<ArrayBuffer>, number, string][] = [
    ['no file', multipartOf([fieldPart('name', 'A'), filePart('', '')]), 422, 'keine Datei ausgewählt'],
    ['too much', multipartOf([filePart('a.pdf', Buffer.alloc(300_001, PDF))]), 413, 'zu groß'],
    ['an unknown kind', multipartOf([filePart('a.exe', 'MZ\0\u0001')]), 415, 'nicht angenommen'],
    ['a field of its own', multipartOf([fieldPart('role', 'admin'), filePart('a.pdf', PDF)]), 422, 'Angabe'],
    ['a key of its own', multipartOf([fieldPart('key', '1'), filePart('a.pdf', PDF)]), 422, 'Angabe'],
  ]
  for (const [name, body, status, words] of refused) {
    it(`says in words what is wrong with ${name}, and hands nothing in`, async function () {
      const answer = await post(FORM, body)
      expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([
        status,
        'text/html; charset=utf-8',
      ])
      expect(await answer.text())
        .to.include(words)
        .and.include('Kennung für die IT')
      expect(handedIn).to.deep.equal([])
      expect(await app.staged()).to.deep.equal([])
    })
  }

  it('takes nothing from the page of another site', async function () {
    const answer = await post(FORM, multipartOf([filePart('a.pdf', PDF)]), { 'sec-fetch-site': 'cross-site' })
    expect(answer.status).to.equal(403)
    expect(handedIn).to.deep.equal([])
  })

  it('says the same of a city that is not there', async function () {
    for (const path of ['/abgabe/anderswo/einfach', '/abgabe/anderswo/einfach/stand']) {
      const answer = await open(path)
      expect(answer.status).to.equal(404)
      expect(await answer.text()).to.include('gehört zu keiner Stadtverwaltung')
    }
  })

  it('shows the status to who has code and secret, and the same words to everybody else', async function () {
    expect(await (await open(STATUS)).text()).to.include('Stand Ihrer Unterlagen')
    const shown = await post(STATUS, 'referenceCode=AAAA-BBBB&secret=CCCC-DDDD')
    expect(await shown.text())
      .to.include('Rückfrage')
      .and.include('a &#60; b')
    const wrong = await post(STATUS, 'referenceCode=AAAA-BBBB&secret=x')
    expect([wrong.status, await wrong.text()])
      .to.have.nested.property('[1]')
      .that.includes('passen nicht zusammen')
    expect(wrong.status).to.equal(404)
  })

  it('reads no form that is too large or none at all', async function () {
    expect((await post(STATUS, `secret=${'x'.repeat(5_000)}`)).status).to.equal(400)
    expect((await post(STATUS, '')).status).to.equal(422)
    const empty = await post(STATUS, 'referenceCode=&secret=')
    expect(empty.status).to.equal(422)
    expect(await empty.text())
      .to.include('passen nicht zusammen')
      .and.not.include('Datei')
    expect((await post(STATUS, 'a=1&'.repeat(20))).status).to.equal(400)
  })

  it('gives the receipt as PDF to who has code and secret, in the language of the page', async function () {
    const receipt = await (await post(FORM, multipartOf([filePart('a.pdf', PDF)]))).text()
    const fields = [...receipt.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)]
    const body = fields.map(([, name = '', value = '']) => `${name}=${value}`).join('&')
    expect(body).to.equal('referenceCode=AAAA-BBBB&secret=CCCC-DDDD')
    const pdf = await post(`${FORM}/bestaetigung?lang=en`, body)
    expect([pdf.status, pdf.headers.get('content-type')]).to.deep.equal([200, 'application/pdf'])
    expect(pdf.headers.get('content-disposition')).to.equal('attachment; filename="b en.pdf"')
    expect(pdf.headers.get('content-security-policy')).to.match(/^sandbox;/)
    expect(Buffer.from(await pdf.arrayBuffer()).equals(PDF)).to.equal(true)
    const shown = await (await post(STATUS, body)).text()
    expect(shown).to.include('name="secret" value="CCCC-DDDD"').and.include(`action="${FORM}/bestaetigung`)
    const wrong = await post(`${FORM}/bestaetigung`, 'referenceCode=AAAA-BBBB&secret=x')
    expect(wrong.status).to.equal(404)
    expect(await wrong.text())
      .to.include('passen nicht zusammen')
      .and.include(`href="${STATUS}?lang=de"`)
  })

  it('takes the code of a letter, shows what is asked for, and hands in the answer', async function () {
    expect(await (await open(FORM)).text()).to.include(`href="${FOLLOW_UP}?lang=de"`)
    expect(await (await open(FOLLOW_UP)).text()).to.include('Ihr Code')
    const asked = await (await post(FOLLOW_UP, 'code=GOOD-CODE')).text()
    expect(asked)
      .to.include('Wohngeld &#60;b&#62;')
      .and.include('Mietvertrag')
      .and.include('bis zum 20.03.2026')
    expect(asked).to.include('noch bis zum 17.04.2026').and.include('schon etwas eingegangen')
    expect(asked).to.include('name="followUpCode" value="GOOD-CODE"').and.not.include('name="subject"')
    const key = keyIn(asked)
    const parts = [fieldPart('key', key), fieldPart('followUpCode', 'GOOD-CODE'), filePart('a.pdf', PDF)]
    const answer = await post(`${FOLLOW_UP}/senden`, multipartOf(parts))
    expect(answer.status).to.equal(201)
    expect(await answer.text()).to.include('nach Ablauf der Frist eingegangen')
    expect(handedIn[0]).to.deep.include({ followUpCode: 'GOOD-CODE' })
    expect(handedIn[0]?.idempotency?.key).to.equal(key)
  })

  it('says that a code is wrong, and takes no answer without one', async function () {
    for (const body of ['code=OTHER', 'code=', '']) {
      const wrong = await post(FOLLOW_UP, body)
      expect(await wrong.text(), body)
        .to.include('Diesen Code kennen wir nicht')
        .and.include(`href="${FOLLOW_UP}?lang=de"`)
    }
    const without = await post(`${FOLLOW_UP}/senden`, multipartOf([filePart('a.pdf', PDF)]))
    expect(without.status).to.equal(422)
    const main = await post(
      FORM,
      multipartOf([fieldPart('followUpCode', 'GOOD-CODE'), filePart('a.pdf', PDF)]),
    )
    expect(main.status).to.equal(422)
    expect(handedIn).to.deep.equal([])
  })
})
