import { expect } from 'chai'
import { cleanFilename, viewCopyName } from '../../../../src/domain/intake/filename.ts'

describe('cleanFilename', function () {
  const cases: readonly { name: string; sent: string; clean: string }[] = [
    { name: 'keeps an ordinary name', sent: 'Bescheid 2026.pdf', clean: 'Bescheid 2026.pdf' },
    { name: 'drops folders of any system', sent: '../../etc/passwd', clean: 'passwd' },
    { name: 'drops folders with back slashes', sent: 'C:\\Users\\x\\Brief.pdf', clean: 'Brief.pdf' },
    {
      name: 'keeps a real line break from being one',
      sent: 'a\r\nSet-Cookie: x.pdf',
      clean: 'a Set-Cookie_ x.pdf',
    },
    { name: 'drops NUL', sent: 'a\u0000.pdf', clean: 'a .pdf' },
    { name: 'drops bidi marks', sent: 'rechnung\u202Efdp.exe', clean: 'rechnungfdp.exe' },
    { name: 'drops zero-width characters', sent: 'a\u200Bb\uFEFF.pdf', clean: 'ab.pdf' },
    {
      name: 'turns line and paragraph separators into blanks',
      sent: 'a\u2028b\u2029c.pdf',
      clean: 'a b c.pdf',
    },
    { name: 'composes letters', sent: 'u\u0308bersicht.pdf', clean: 'übersicht.pdf' },
    { name: 'defuses HTML', sent: '"><img onerror=x>.png', clean: '___img onerror=x_.png' },
    { name: 'gives a name to none', sent: '', clean: 'Dokument' },
    { name: 'gives a name to dots', sent: '..', clean: 'Dokument' },
    { name: 'shows what would be hidden', sent: '.pdf', clean: 'pdf' },
    { name: 'defuses device names', sent: 'CON', clean: '_CON' },
    { name: 'defuses device names with an extension', sent: 'nul.pdf', clean: '_nul.pdf' },
    { name: 'keeps names that only begin like a device', sent: 'Contor.pdf', clean: 'Contor.pdf' },
    { name: 'drops blanks and dots at the ends', sent: '  .Brief.pdf. ', clean: 'Brief.pdf' },
    { name: 'drops lone surrogates', sent: 'a\uD800b.pdf', clean: 'ab.pdf' },
    { name: 'keeps emoji', sent: '📬.pdf', clean: '📬.pdf' },
  ]
  for (const { name, sent, clean } of cases) {
    it(name, function () {
      expect(cleanFilename(sent)).to.equal(clean)
    })
  }

  it('shortens a long name to 255 bytes and keeps its extension', function () {
    const clean = cleanFilename(`${'ä'.repeat(4_000)}.pdf`)
    expect(Buffer.byteLength(clean)).to.be.at.most(255)
    expect(clean).to.match(/^ä+\.pdf$/)
  })

  it('never cuts a character in two', function () {
    expect(cleanFilename(`${'📬'.repeat(200)}.pdf`)).to.match(/^(?:📬)+\.pdf$/u)
  })

  it('gives a clean name back as it is', function () {
    for (const { sent } of cases) expect(cleanFilename(cleanFilename(sent))).to.equal(cleanFilename(sent))
  })
})

describe('viewCopyName', function () {
  for (const [filename, name] of [
    ['scan.tiff', 'scan.pdf'],
    ['Bescheid.pdf', 'Bescheid.pdf'],
    ['ohne Endung', 'ohne Endung.pdf'],
  ] as const) {
    it(`offers ${filename} as ${name}`, function () {
      expect(viewCopyName(filename)).to.equal(name)
    })
  }
})
