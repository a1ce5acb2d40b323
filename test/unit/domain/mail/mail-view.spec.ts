import { expect } from 'chai'
import { addressText, UNREAD_HEAD, type MailHead } from '../../../../src/domain/mail/mail-facts.ts'
import { mailView, type ReadableMail } from '../../../../src/domain/mail/mail-view.ts'

function view(fields: Partial<ReadableMail> = {}, head: Partial<MailHead> = {}) {
  return mailView({
    head: { ...UNREAD_HEAD, ...head },
    text: 'Tag',
    isShortened: false,
    attachments: [],
    ...fields,
  })
}

describe('a mail as a page', function () {
  it('shows its head with the time of German clocks', function () {
    const head: Partial<MailHead> = {
      from: [{ name: 'Anna', address: 'a@x.example' }],
      to: [{ address: 'b@x.example' }, { name: 'Rat' }],
      subject: 'Anfrage',
      sentAt: '2026-03-01T23:30:00.000Z',
      signature: 'pgp',
      encryption: 'smime',
    }
    const { title, sections } = view({}, head)
    expect(title).to.equal('Anfrage')
    expect(sections[0]?.rows).to.deep.equal([
      { label: 'Von', value: 'Anna <a@x.example>' },
      { label: 'An', value: 'b@x.example; Rat' },
      { label: 'Datum', value: '02.03.2026, 00:30 Uhr' },
      { label: 'Betreff', value: 'Anfrage' },
      { label: 'Verschlüsselt', value: 'mit S/MIME' },
      { label: 'Signiert', value: 'mit PGP, nicht geprüft' },
    ])
  })

  const texts = [
    { name: 'no text', mail: view({ text: ' \n' }), text: 'Die E-Mail hat keinen Text.' },
    {
      name: 'sealed text',
      mail: view({ text: '' }, { encryption: 'pgp' }),
      text: 'Der Text ist verschlüsselt.',
    },
    { name: 'a text that was cut', mail: view({ isShortened: true }), text: 'Hier gekürzt' },
    { name: 'a text', mail: view({ text: 'eins\nzwei' }), text: 'eins\nzwei' },
  ]
  for (const { name, mail, text } of texts) {
    it(`says so of ${name}`, function () {
      expect(mail.sections[1]?.text).to.include(text)
    })
  }

  it('names attachments with their sizes', function () {
    const attachments = [12, 1_500, 2_345_678].map((sizeBytes) => ({ filename: 'a.pdf', sizeBytes }))
    const rows = view({ attachments }).sections.at(-1)?.rows
    expect(rows?.map(({ label }) => label)).to.deep.equal(['12 Byte', '1,5 kB', '2,3 MB'])
  })

  it('names two hundred attachments, and how many there are besides', function () {
    const attachments = Array.from({ length: 205 }, () => ({ filename: 'a.pdf', sizeBytes: 12 }))
    const rows = view({ attachments }).sections.at(-1)?.rows
    expect(rows).to.have.length(201)
    expect(rows?.at(-1)?.value).to.equal('5 weitere Anlagen sind nicht aufgeführt.')
  })

  it('says when letters of other scripts are not shown, and has a title without a subject', function () {
    expect(view({ text: 'Привет' }).note).to.include('„?“')
    expect(view({ text: 'Grüße ş ł 100 €' }).note).not.to.include('„?“')
    expect(view().title).to.equal('E-Mail ohne Betreff')
  })

  it('writes an address once', function () {
    expect(addressText({ name: 'a@x', address: 'a@x' })).to.equal('a@x')
    expect(addressText({})).to.equal('')
  })
})
