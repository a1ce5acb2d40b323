import { expect } from 'chai'
import {
  boundObject,
  givenDocuments,
  listedDocument,
  pathsOf,
  redactedPath,
  releasedOf,
} from '../../../../src/domain/disclosure/contents.ts'
import { firstPagesOf, indexView } from '../../../../src/domain/disclosure/front-pages.ts'
import { MailroomError } from '../../../../src/domain/errors.ts'
import type { FileEntry } from '../../../../src/domain/filing/file-entry.ts'
import type { StoredDocument, StoredObject } from '../../../../src/domain/intake/document.ts'
import { NOTHING_FOUND, redactionState, type Redaction } from '../../../../src/domain/redaction/redaction.ts'
import { documentOf } from '../../../contract/records.ts'

const OBJECT: StoredObject = {
  key: 'renditions/t/d/redacted-r',
  mediaType: 'application/pdf',
  sizeBytes: 1,
  sha256: 'ab'.repeat(32),
}

function redactionOf(changed: Partial<Redaction> = {}): Redaction {
  return {
    id: 'r',
    createdAt: '2026-03-02T09:00:00.000Z',
    createdBy: { userId: 'u', displayName: 'U' },
    marks: [
      { page: 1, box: [0, 0, 1, 1], reason: 'third-party' },
      { page: 2, box: [0, 0, 1, 1], reason: 'third-party' },
      { page: 2, box: [0, 0, 1, 1], reason: 'trade-secret' },
    ],
    pageCount: 2,
    object: OBJECT,
    check: {
      findings: NOTHING_FOUND,
      pagesToReread: [1, 2],
      pagesReread: 2,
      stillVisibleOn: [],
      at: '2026-03-02T09:00:00.000Z',
    },
    ...changed,
  }
}

function aDocument(id: string, changed: Partial<StoredDocument> = {}): StoredDocument {
  return documentOf('t', { id, filename: `${id}.pdf`, pageCount: 3, viewCopy: OBJECT, ...changed })
}

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof MailroomError) return error.code
    throw error
  }
  return 'success'
}

describe('givenDocuments', function () {
  const documents = [aDocument('a'), aDocument('b', { redactions: [redactionOf()] }), aDocument('c')]

  it('are all, in the order of the file, when nothing was picked', function () {
    const given = givenDocuments(documents, undefined)
    expect(given.map(({ number, document }) => [number, document.id])).to.deep.equal([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ])
  })

  it('lie in the order of their numbers in the file, and tell of those that were voided', function () {
    const withdrawal = { at: '', by: { userId: 'u', displayName: 'U' }, reason: 'r' }
    const entry = (documentId: string, serial: number, more: Partial<FileEntry> = {}): FileEntry => ({
      id: `${documentId}${serial}`,
      tenantId: 't',
      caseFileId: 'f',
      serial,
      documentId,
      filedAt: '',
      filedBy: withdrawal.by,
      version: 1,
      ...more,
    })
    const entries = [
      entry('a', 1, { left: withdrawal }),
      entry('c', 2, { voided: withdrawal }),
      entry('a', 3, {}),
    ]
    const given = givenDocuments(documents, undefined, entries)
    expect(given.map(({ document, isVoided }) => [document.id, isVoided])).to.deep.equal([
      ['c', true],
      ['a', false],
      ['b', false],
    ])
    const [voided] = given
    if (voided === undefined) expect.fail('Three were given.')
    expect(listedDocument(voided, 'Europe/Berlin').text).to.equal('c.pdf (für ungültig erklärt)')
  })

  it('are those that were picked, with the redacted version in the place of the document', function () {
    const [first, second] = givenDocuments(documents, [
      { documentId: 'c' },
      { documentId: 'b', redactionId: 'r' },
    ])
    expect([first?.document.id, second?.document.id]).to.deep.equal(['b', 'c'])
    expect(first?.redaction?.object).to.equal(OBJECT)
    expect(second).not.to.have.property('redaction')
  })

  it('are refused when one is not among those that may be read', function () {
    expect(codeOf(() => givenDocuments(documents, [{ documentId: 'a' }, { documentId: 'x' }]))).to.equal(
      'not-found',
    )
    expect(codeOf(() => givenDocuments(documents, [{ documentId: 'a', redactionId: 'r' }]))).to.equal(
      'not-found',
    )
  })

  it('are shut when they, or what came inside of them, lie in quarantine', function () {
    const infected = { state: 'infected', at: '2026-03-02T09:00:00.000Z' } as const
    const archive = [aDocument('a'), aDocument('b', { partOf: 'a', virusScan: infected }), aDocument('c')]
    expect(givenDocuments(archive, undefined).map(({ isShut }) => isShut)).to.deep.equal([true, true, false])
    expect(givenDocuments(archive, undefined).map(boundObject)).to.deep.equal([undefined, undefined, OBJECT])
  })
})

describe('releasedOf', function () {
  const { object: _gone, ...refused } = redactionOf({
    check: { ...redactionOf().check, findings: { ...NOTHING_FOUND, recognised: 1 } },
  })
  const checking = redactionOf({ check: { ...redactionOf().check, pagesReread: 1 } })

  it('gives out only what was checked to the end, and clean', function () {
    expect([redactionOf(), refused, checking].map(redactionState)).to.deep.equal([
      'released',
      'refused',
      'checking',
    ])
    expect(releasedOf({ redactions: [redactionOf()] }, 'r')?.id).to.equal('r')
    for (const one of [refused, checking])
      expect(codeOf(() => releasedOf({ redactions: [one] }, 'r'))).to.equal('state-conflict')
  })
})

describe('listedDocument', function () {
  it('says what was confirmed, else the name of the file and the day it came', function () {
    const stamp = { confirmedAt: '', confirmedBy: { kind: 'user', id: 'u', displayName: 'U' } } as const
    const index = {
      letterDate: { value: '2026-02-27', ...stamp },
      sender: { value: 'Pflegedienst', ...stamp },
      subject: { value: 'Rechnung', ...stamp },
    }
    const [full, bare] = givenDocuments(
      [aDocument('a', { index }), aDocument('b', { index: {}, capturedAt: '2026-03-01T23:30:00.000Z' })],
      undefined,
    )
    if (full === undefined || bare === undefined) expect.fail('Two were given.')
    expect(listedDocument(full, 'Europe/Berlin')).to.deep.equal({
      number: 1,
      date: '27.02.2026',
      text: 'Pflegedienst, Rechnung',
      pages: 3,
    })
    expect(listedDocument(bare, 'Europe/Berlin')).to.deep.include({ date: '02.03.2026', text: 'b.pdf' })
  })

  it('says nothing of a redacted document but the reasons', function () {
    const [given] = givenDocuments(
      [aDocument('geheim', { redactions: [redactionOf()] })],
      [{ documentId: 'geheim', redactionId: 'r' }],
    )
    if (given === undefined) expect.fail('One was given.')
    expect(listedDocument(given, 'Europe/Berlin')).to.deep.include({
      text: 'geschwärzte Fassung (Rechte Dritter, Betriebs- oder Geschäftsgeheimnis)',
      pages: 2,
    })
    expect(redactedPath(given)).to.equal('geschwaerzt/0001-geschwaerzt.pdf')
  })
})

describe('pathsOf', function () {
  const pathOf = (filename: string): string =>
    pathsOf({ number: 7, document: aDocument('a', { filename }) }).original

  for (const [filename, path] of [
    ['Bescheid.pdf', 'originale/0007-Bescheid.pdf'],
    ['../../etc/passwd', 'originale/0007-passwd'],
    ['CON.txt', 'originale/0007-_CON.txt'],
    ['a\nb\u202E.pdf', 'originale/0007-a b.pdf'],
    [`${'ä'.repeat(300)}.docx`, `originale/0007-${'ä'.repeat(80)}.docx`],
  ] as const) {
    it(`makes ${JSON.stringify(filename.slice(0, 20))} safe and unique`, function () {
      expect(pathOf(filename)).to.equal(path)
    })
  }

  it('names the copy after the original', function () {
    const paths = pathsOf({ number: 12, document: aDocument('a', { filename: 'Antrag.docx' }) })
    expect(paths.copy).to.equal('lesefassungen/0012-Antrag.pdf')
  })
})

describe('the index of documents', function () {
  it('counts pages with those before it, and has none for what is only named', function () {
    expect(firstPagesOf(2, [3, 1, 5])).to.deep.equal([3, 6, 7])
    const front = {
      title: 't',
      note: 'n',
      facts: [],
      listed: [
        { number: 1, date: '01.03.2026', text: 'x', pages: 3, part: 0 },
        { number: 2, date: '', text: 'y', pages: 9 },
      ],
      remarks: [],
    }
    const { note, sections } = indexView(front, [3])
    expect(note).to.equal('2 Dokumente')
    expect(sections).to.have.length(1)
    expect(sections[0]?.table?.rows).to.deep.equal([
      ['1', '01.03.2026', 'x', '3', '3'],
      ['2', '', 'y', '–', '–'],
    ])
    expect(indexView({ ...front, listed: [], remarks: ['r'] }, []).sections[1]?.text).to.equal('r')
  })
})
