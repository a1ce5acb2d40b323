import { expect } from 'chai'
import { createXmlReader } from '../../../../src/adapters/saxes/xml-reader.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

function codeOf(bytes: Uint8Array): string {
  try {
    createXmlReader({ maxBytes: 2_000_000 }).read(bytes)
    return 'read'
  } catch (error) {
    return isMailroomError(error) ? error.code : `defect: ${String(error)}`
  }
}

const LAUGHS = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>`

describe('foreign XML', function () {
  const cases: readonly { name: string; bytes: Uint8Array; outcome: string }[] = [
    { name: 'plain', bytes: utf8('<a><b>x &amp; y</b></a>'), outcome: 'read' },
    {
      name: 'with a declaration and comments',
      bytes: utf8('<?xml version="1.0"?><!-- c --><a/>'),
      outcome: 'read',
    },
    { name: 'with a document type', bytes: utf8('<!DOCTYPE a><a/>'), outcome: 'xml-forbidden' },
    {
      name: 'with an external entity',
      bytes: utf8('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
      outcome: 'xml-forbidden',
    },
    { name: 'that laughs', bytes: utf8(LAUGHS), outcome: 'xml-forbidden' },
    {
      name: 'that laughs in UTF-16',
      bytes: Uint8Array.from([0xff, 0xfe, ...Buffer.from(LAUGHS.replace('?>', '?>'), 'utf16le')]),
      outcome: 'xml-forbidden',
    },
    {
      name: 'with a late document type',
      bytes: utf8(`<!--${' '.repeat(70_000)}--><!DOCTYPE a><a/>`),
      outcome: 'xml-forbidden',
    },
    { name: 'with an unknown entity', bytes: utf8('<a>&nbsp;</a>'), outcome: 'xml-forbidden' },
    {
      name: 'too deep',
      bytes: utf8(`${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}`),
      outcome: 'xml-forbidden',
    },
    {
      name: 'with too many elements',
      bytes: utf8(`<a>${'<b/>'.repeat(400_001)}</a>`),
      outcome: 'xml-forbidden',
    },
    {
      name: 'with too many attributes',
      bytes: utf8(`<a ${Array.from({ length: 40 }, (_, index) => `x${index}="1"`).join(' ')}/>`),
      outcome: 'xml-forbidden',
    },
    { name: 'too large', bytes: utf8(`<a>${'x'.repeat(2_000_000)}</a>`), outcome: 'xml-forbidden' },
    { name: 'cut off', bytes: utf8('<a><b>'), outcome: 'document-damaged' },
    { name: 'without an element', bytes: utf8('<?xml version="1.0"?>'), outcome: 'document-damaged' },
    { name: 'that is none', bytes: utf8('Sehr geehrte'), outcome: 'document-damaged' },
    {
      name: 'in UTF-7',
      bytes: utf8('<?xml version="1.0" encoding="UTF-7"?><a/>'),
      outcome: 'document-damaged',
    },
    {
      name: 'with bytes that are not UTF-8',
      bytes: Uint8Array.from([...utf8('<a>'), 0xff, ...utf8('</a>')]),
      outcome: 'document-damaged',
    },
    { name: 'of two roots', bytes: utf8('<a/><b/>'), outcome: 'document-damaged' },
    { name: 'with an undeclared prefix', bytes: utf8('<x:a/>'), outcome: 'document-damaged' },
  ]
  for (const { name, bytes, outcome } of cases) {
    it(`${outcome === 'read' ? 'is read' : `is refused as ${outcome}`} when it is ${name}`, function () {
      expect(codeOf(bytes)).to.equal(outcome)
    })
  }

  it('gives names without prefix, attributes and text', function () {
    const root = createXmlReader().read(utf8('<p:a xmlns:p="urn:x" k="v">1<![CDATA[<2]]><p:b/>3</p:a>'))
    expect(root).to.deep.include({ name: 'a', namespace: 'urn:x', text: '1<23' })
    expect(root.attributes['k']).to.equal('v')
    expect(root.children.map(({ name }) => name)).to.deep.equal(['b'])
  })

  it('is read in the encoding that it names', function () {
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>Größe</a>', 'latin1')
    expect(createXmlReader().read(latin).text).to.equal('Größe')
  })

  it('takes names like those of built-in properties for plain names', function () {
    const root = createXmlReader().read(utf8('<a __proto__="x" constructor="y"><toString/></a>'))
    expect(root.attributes.constructor).to.equal('y')
    expect(({} as Record<string, unknown>)['x']).to.equal(undefined)
  })
})
