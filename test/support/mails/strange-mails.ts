import { base64Lines, filePart, multipart, pdfPart, textPart } from './mail-parts.ts'
import { attribute, tnef, wrapped, wrappedMessage } from './tnef-files.ts'
import { TINY_PDF, TINY_PNG } from './tiny-files.ts'

/** A mail made on purpose, and what must come of it. */
export interface StrangeMail {
  readonly name: string
  readonly bytes: Buffer
  readonly subject?: string
  /** Part of the text that people must be able to read. */
  readonly text?: string
  /** Names of the parts, in order; `name!reason` for those that are no documents. */
  readonly parts?: readonly string[]
  readonly from?: string
}

const HEAD =
  'From: Anna Amsel <anna@example.org>\r\nTo: post@stadt.example\r\nSubject: Anfrage\r\nMIME-Version: 1.0\r\n'

function mail(
  name: string,
  raw: string | Buffer,
  expected: Omit<StrangeMail, 'name' | 'bytes'> = {},
): StrangeMail {
  return { name, bytes: typeof raw === 'string' ? Buffer.from(raw, 'utf8') : raw, ...expected }
}

/** One letter a byte. */
function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

const PNG_INLINE = filePart(
  'Content-Type: image/png; name="logo.png"\r\nContent-ID: <logo@x>\r\nContent-Disposition: inline; filename="logo.png"',
  TINY_PNG,
)
const WINMAIL = tnef(
  attribute(1, 0x0002800c, Buffer.from('steht nur in der Verpackung\0')),
  wrapped({ title: 'ANTRAG~1.PDF', longName: 'Antrag.pdf', mediaType: 'application/pdf', bytes: TINY_PDF }),
  wrapped({ title: 'logo.png', mediaType: 'image/png', flags: 4, bytes: TINY_PNG }),
  wrappedMessage('Alte Nachricht', tnef()),
)
const PLAIN = `${HEAD}Content-Type: text/plain; charset=utf-8\r\n\r\n`
const INNER_MAIL =
  'From: Bert <bert@example.org>\r\nSubject: Innen\r\nMIME-Version: 1.0\r\n' +
  multipart('innen', [textPart('Innerer Text'), pdfPart('innen.pdf')])

function nestedMail(depth: number): string {
  if (depth === 0) return `${HEAD}\r\nganz innen`
  return `${HEAD}${multipart(`tief${depth}`, [textPart(`Ebene ${depth}`), `Content-Type: message/rfc822\r\n\r\n${nestedMail(depth - 1)}`])}`
}

function nestedMultipart(depth: number): string {
  if (depth === 0) return textPart('ganz innen')
  return multipart(`m${depth}`, [nestedMultipart(depth - 1)])
}

const HEADS: readonly StrangeMail[] = [
  mail('plain text', `${PLAIN}Guten Tag`, {
    subject: 'Anfrage',
    text: 'Guten Tag',
    parts: [],
    from: 'Anna Amsel',
  }),
  mail('bare line feeds', `${PLAIN}Guten Tag\r\nzwei`.replaceAll('\r\n', '\n'), { text: 'Guten Tag' }),
  mail('bare carriage returns in the body', `${PLAIN}eins\rzwei`, { text: 'eins' }),
  mail('no body and no empty line', HEAD.trimEnd(), { subject: 'Anfrage', parts: [] }),
  mail('no body', `${HEAD}\r\n`, { subject: 'Anfrage', parts: [] }),
  mail('no subject', PLAIN.replace(/Subject.*\r\n/, ''), { parts: [] }),
  mail('no sender', PLAIN.replace(/From.*\r\n/, ''), { subject: 'Anfrage' }),
  mail('a subject alone', 'Subject: nur das\r\n\r\nText', { subject: 'nur das', text: 'Text' }),
  mail('first line of an mbox', `From anna@example.org Mon Nov 30 10:00:00 2026\r\n${PLAIN}Tag`, {
    text: 'Tag',
  }),
  mail(
    'a byte order mark first',
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(`${PLAIN}Tag`)]),
    { text: 'Tag', from: 'Anna Amsel' },
  ),
  mail('empty lines first', `\r\n\r\n${PLAIN}Tag`, { subject: 'Anfrage', text: 'Tag' }),
  mail('UTF-8 in the head', `${PLAIN}Tag`.replace('Anfrage', 'Grüße für Möwen'), {
    subject: 'Grüße für Möwen',
  }),
  mail('Windows-1252 in the head', latin1(`${PLAIN}Tag`.replace('Anfrage', 'Grüße')), { subject: 'Grüße' }),
  mail('encoded words', PLAIN.replace('Anfrage', '=?UTF-8?B?R3LDvMOfZQ==?= =?ISO-8859-1?Q?_M=F6we?='), {
    subject: 'Grüße Möwe',
  }),
  mail(
    'an encoded word that is cut in a letter',
    PLAIN.replace('Anfrage', '=?UTF-8?B?R3LD?= =?UTF-8?B?vMOfZQ==?='),
    { subject: 'Grüße' },
  ),
  mail('an encoded word of no character set', PLAIN.replace('Anfrage', '=?NONE?B?VEVTVA=?=')),
  mail('a broken encoded word', PLAIN.replace('Anfrage', '=?UTF-8?B?@@@?=')),
  mail('a bare encoded word', PLAIN.replace('Anfrage', '=?UTF-8?Q?')),
  mail('a subject that is folded', PLAIN.replace('Anfrage', 'lange\r\n Anfrage'), {
    subject: 'lange Anfrage',
  }),
  mail('a subject of 60,000 letters', PLAIN.replace('Anfrage', 'A'.repeat(60_000))),
  mail('a subject that turns the reading direction', PLAIN.replace('Anfrage', 'Bild\u202egnp.exe'), {
    subject: 'Bildgnp.exe',
  }),
  mail('control characters in the subject', PLAIN.replace('Anfrage', 'a\u0007b\u001b[31mc'), {
    subject: 'ab[31mc',
  }),
  mail('two subjects', PLAIN.replace('Subject: Anfrage', 'Subject: Anfrage\r\nSubject: Zweiter'), {
    subject: 'Anfrage',
  }),
  mail('two senders', PLAIN.replace('From: Anna', 'From: Erste <erste@example.org>\r\nFrom: Anna'), {
    from: 'Erste',
  }),
  mail('a sender without an address', PLAIN.replace('Anna Amsel <anna@example.org>', 'Anna Amsel')),
  mail('a sender with two at signs', PLAIN.replace('anna@example.org', 'anna@@example.org')),
  mail('groups of addressees', PLAIN.replace('post@stadt.example', 'Rat:a@x.example,b@x.example;, Leer:;')),
  mail('ten thousand addressees', PLAIN.replace('post@stadt.example', 'a@x.example,'.repeat(10_000))),
  mail('comments in the sender', PLAIN.replace('Anna Amsel', '(ja) Anna (nein (doch)) Amsel')),
  mail('an open quotation mark in the sender', PLAIN.replace('Anna Amsel', '"Anna Amsel')),
  mail('a field without a colon', PLAIN.replace('MIME-Version', 'kaputt\r\nMIME-Version'), {
    subject: 'Anfrage',
  }),
  mail('a field with blanks before the colon', PLAIN.replace('Subject:', 'Subject  :'), {
    subject: 'Anfrage',
  }),
  mail('a date that is none', PLAIN.replace('MIME-Version', 'Date: gestern abend\r\nMIME-Version')),
  mail(
    'a date far in the future',
    PLAIN.replace('MIME-Version', 'Date: Mon, 1 Jan 2999 00:00:00 +0000\r\nMIME-Version'),
  ),
  mail(
    'fifty thousand fields',
    `${Array.from({ length: 50_000 }, (_, index) => `X-F${index}: y`).join('\r\n')}\r\n${PLAIN}Tag`,
  ),
]

const TEXTS: readonly StrangeMail[] = [
  mail(
    'quoted-printable in ISO-8859-15',
    `${HEAD}Content-Type: text/plain; charset=iso-8859-15\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n100 =A4 f=FCr=\r\n M=F6we`,
    { text: '100 € für Möwe' },
  ),
  mail(
    'quoted-printable that is broken',
    `${HEAD}Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=ZZ =4 = Ende`,
    { text: 'Ende' },
  ),
  mail(
    'base64 text',
    `${HEAD}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(Buffer.from('Grüße'))}`,
    { text: 'Grüße' },
  ),
  mail(
    'base64 with rubbish',
    `${HEAD}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nR3L*!\u00e4DvMOf\r\n\r\nZQ==`,
  ),
  mail(
    'an unknown encoding',
    `${HEAD}Content-Type: text/plain\r\nContent-Transfer-Encoding: x-rot13\r\n\r\nText`,
    { text: 'Text' },
  ),
  mail('an unknown character set', `${HEAD}Content-Type: text/plain; charset=x-mars\r\n\r\nText`, {
    text: 'Text',
  }),
  mail(
    'UTF-16',
    Buffer.concat([
      latin1(
        `${HEAD}Content-Type: text/plain; charset=utf-16le\r\nContent-Transfer-Encoding: base64\r\n\r\n`,
      ),
      Buffer.from(Buffer.from('Grüße', 'utf16le').toString('base64')),
    ]),
    { text: 'Grüße' },
  ),
  mail(
    'Shift JIS',
    Buffer.concat([
      latin1(`${HEAD}Content-Type: text/plain; charset=shift_jis\r\n\r\n`),
      Buffer.from([0x82, 0xb1, 0x82, 0xf1]),
    ]),
    { text: 'こん' },
  ),
  mail('bad UTF-8', Buffer.concat([latin1(PLAIN), Buffer.from([0x41, 0xff, 0xfe, 0xc3, 0x42])]), {
    text: 'A',
  }),
  mail('zero bytes in the body', Buffer.concat([latin1(PLAIN), Buffer.from([0x41, 0, 0, 0x42])]), {
    text: 'AB',
  }),
  mail('one line of a megabyte', `${PLAIN}${'x'.repeat(1024 * 1024)}`),
  mail('a hundred thousand lines', `${PLAIN}${'x\r\n'.repeat(100_000)}`),
  mail(
    'HTML alone',
    `${HEAD}Content-Type: text/html; charset=utf-8\r\n\r\n<p>Guten <b>Tag</b></p><script>alert(1)</script><p>zwei</p>`,
    { text: 'Guten Tag\n\nzwei' },
  ),
  mail(
    'HTML that loads from afar',
    `${HEAD}Content-Type: text/html\r\n\r\n<img src="http://127.0.0.1:9/x"><link rel="stylesheet" href="http://127.0.0.1:9/y">Text`,
    { text: 'Text' },
  ),
  mail(
    'HTML with a link that lies',
    `${HEAD}Content-Type: text/html\r\n\r\n<a href="https://boese.example/x">https://stadt.example</a>`,
    { text: '<https://boese.example/x>' },
  ),
  mail(
    'HTML that is never closed',
    `${HEAD}Content-Type: text/html\r\n\r\n<table><tr><td>Zelle<div><b><i>Rest`,
    { text: 'Rest' },
  ),
  mail('HTML ten thousand deep', `${HEAD}Content-Type: text/html\r\n\r\n${'<div>'.repeat(10_000)}Kern`, {
    text: 'Kern',
  }),
  mail(
    'text and HTML',
    `${HEAD}${multipart('a', [textPart('nur Text'), 'Content-Type: text/html\r\n\r\n<p>HTML'], 'alternative')}`,
    { text: 'nur Text' },
  ),
]

const PARTS: readonly StrangeMail[] = [
  mail('a PDF', `${HEAD}${multipart('a', [textPart('anbei'), pdfPart('antrag.pdf')])}`, {
    text: 'anbei',
    parts: ['antrag.pdf'],
  }),
  mail('a PDF as the whole mail', `${HEAD}${pdfPart('antrag.pdf')}\r\n`, { parts: ['antrag.pdf'] }),
  mail(
    'a PDF that claims to be a program',
    `${HEAD}${multipart('a', [filePart('Content-Type: application/x-msdownload; name="a.exe"', TINY_PDF)])}`,
    { parts: ['a.exe'] },
  ),
  mail(
    'a program that claims to be a PDF',
    `${HEAD}${multipart('a', [filePart('Content-Type: application/pdf; name="a.pdf"', Buffer.from('MZ\u0090 program '.repeat(20)))])}`,
    { parts: ['a.pdf'] },
  ),
  mail('a file name with folders', `${HEAD}${multipart('a', [pdfPart('../../etc/antrag.pdf')])}`, {
    parts: ['../../etc/antrag.pdf'],
  }),
  mail(
    'a file name in pieces',
    `${HEAD}${multipart('a', [filePart("Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*0*=UTF-8''Gr%C3%BC; filename*1*=%C3%9Fe.pdf", TINY_PDF)])}`,
    { parts: ['Grüße.pdf'] },
  ),
  mail(
    'a file name in an encoded word',
    `${HEAD}${multipart('a', [filePart('Content-Type: application/pdf; name="=?UTF-8?Q?Gr=C3=BC=C3=9Fe.pdf?="', TINY_PDF)])}`,
    { parts: ['Grüße.pdf'] },
  ),
  mail(
    'a part without a name',
    `${HEAD}${multipart('a', [filePart('Content-Type: application/pdf', TINY_PDF)])}`,
    { parts: ['?'] },
  ),
  mail(
    'an empty part',
    `${HEAD}${multipart('a', ['Content-Type: application/pdf; name="leer.pdf"\r\n\r\n'])}`,
  ),
  mail(
    'a picture of a signature',
    `${HEAD}${multipart('a', ['Content-Type: text/html\r\n\r\n<p>Gruß<img src="cid:logo@x">', PNG_INLINE], 'related')}`,
    { text: 'Gruß', parts: ['logo.png!picture'] },
  ),
  mail(
    'a picture that is attached',
    `${HEAD}${multipart('a', [textPart('Foto'), PNG_INLINE.replace('inline', 'attachment')])}`,
    { parts: ['logo.png'] },
  ),
  mail('the same name twice', `${HEAD}${multipart('a', [pdfPart('a.pdf'), pdfPart('a.pdf')])}`, {
    parts: ['a.pdf', 'a.pdf'],
  }),
  mail(
    'a mail inside',
    `${HEAD}${multipart('a', [textPart('weiter'), `Content-Type: message/rfc822\r\n\r\n${INNER_MAIL}`])}`,
    { parts: ['?'] },
  ),
  mail(
    'a mail inside in base64',
    `${HEAD}${multipart('a', [filePart('Content-Type: message/rfc822; name="innen.eml"', Buffer.from(INNER_MAIL))])}`,
    { parts: ['innen.eml'] },
  ),
  mail('forty mails inside each other', nestedMail(40)),
  mail('forty multiparts inside each other', HEAD + nestedMultipart(40), { text: 'ganz innen' }),
  mail(
    'a thousand parts',
    `${HEAD}${multipart(
      'a',
      Array.from({ length: 1_000 }, (_, index) => pdfPart(`${index}.pdf`)),
    )}`,
  ),
  mail(
    'a report of delivery',
    `${HEAD}${multipart('a', [textPart('unzustellbar'), 'Content-Type: message/delivery-status\r\n\r\nAction: failed\r\n', `Content-Type: message/rfc822\r\n\r\n${INNER_MAIL}`], 'report')}`,
    { text: 'Action: failed' },
  ),
  mail(
    'winmail.dat',
    `${HEAD}${multipart('a', [textPart('anbei'), filePart('Content-Type: application/ms-tnef; name="winmail.dat"', Buffer.from('789f3e22', 'hex'))])}`,
    { parts: ['winmail.dat!outlook'] },
  ),
  mail(
    'winmail.dat with a file, a picture of the text, a message and the only text',
    `${HEAD}${multipart('a', [filePart('Content-Type: application/ms-tnef; name="winmail.dat"', WINMAIL)])}`,
    {
      text: 'steht nur in der Verpackung',
      parts: ['winmail.dat!unwrapped', 'Antrag.pdf', 'logo.png!picture', 'Alte Nachricht!outlook'],
    },
  ),
  mail(
    'encrypted with S/MIME',
    `${HEAD}${filePart('Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"', Buffer.from('3080', 'hex'))}\r\n`,
    { parts: ['smime.p7m!sealed'] },
  ),
  mail(
    'signed with S/MIME',
    `${HEAD}${multipart('a', [textPart('unterschrieben'), filePart('Content-Type: application/pkcs7-signature; name="smime.p7s"', Buffer.from('3080', 'hex'))], 'signed; protocol="application/pkcs7-signature"')}`,
    { text: 'unterschrieben', parts: ['smime.p7s!signature'] },
  ),
  mail(
    'encrypted with PGP',
    `${HEAD}${multipart('a', ['Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1', 'Content-Type: application/octet-stream; name="encrypted.asc"\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n'], 'encrypted; protocol="application/pgp-encrypted"')}`,
    { parts: ['?!sealed', 'encrypted.asc!sealed'] },
  ),
]

const BOUNDARIES: readonly StrangeMail[] = [
  mail(
    'a boundary that is never closed',
    `${HEAD}${multipart('a', [textPart('Tag'), pdfPart('a.pdf')]).replace('--a--', '')}`,
    { text: 'Tag', parts: ['a.pdf'] },
  ),
  mail(
    'a boundary that never comes',
    `${HEAD}Content-Type: multipart/mixed; boundary="nie"\r\n\r\nText ohne Grenze`,
  ),
  mail(
    'a multipart without a boundary',
    `${HEAD}Content-Type: multipart/mixed\r\n\r\n--a\r\n\r\nText\r\n--a--`,
    { text: 'Text' },
  ),
  mail(
    'an empty boundary',
    `${HEAD}Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nText\r\n----`,
  ),
  mail(
    'a boundary with blanks behind it',
    `${HEAD}${multipart('a', [textPart('Tag')]).replaceAll('--a\r\n', '--a \t\r\n')}`,
    { text: 'Tag' },
  ),
  mail(
    'boundaries that begin alike',
    `${HEAD}${multipart('a', [textPart('eins'), multipart('ab', [textPart('zwei'), pdfPart('b.pdf')])])}`,
    { parts: ['b.pdf'] },
  ),
  mail('the same boundary inside itself', `${HEAD}${multipart('a', [multipart('a', [textPart('Tag')])])}`),
  mail('a boundary of special characters', `${HEAD}${multipart("'()+_,-./:=?", [textPart('Tag')])}`, {
    text: 'Tag',
  }),
  mail(
    'two boundaries in one field',
    `${HEAD}${multipart('a', [textPart('Tag')]).replace('boundary="a"', 'boundary="a"; boundary="b"')}`,
    { text: 'Tag' },
  ),
  mail(
    'text before and behind the parts',
    `${HEAD}${multipart('a', [textPart('Tag')]).replace('\r\n\r\n--a', '\r\n\r\nvorher\r\n--a')}nachher`,
    { text: 'Tag' },
  ),
  mail(
    'a part that is cut in base64',
    `${HEAD}${multipart('a', [textPart('Tag'), pdfPart('a.pdf')]).slice(0, -40)}`,
    { text: 'Tag', parts: ['a.pdf'] },
  ),
  mail('a part with no head', `${HEAD}${multipart('a', ['\r\nohne Kopf'])}`, { text: 'ohne Kopf' }),
  mail(
    'a part that is nothing but a head',
    `${HEAD}${multipart('a', ['Content-Type: application/pdf; name="x.pdf"'])}`,
  ),
  mail(
    'a type in capitals',
    `${HEAD}${multipart('a', [textPart('Tag').replace('text/plain', 'TEXT/PLAIN')]).replace('multipart', 'MULTIPART')}`,
    { text: 'Tag' },
  ),
  mail('a type that is none', `${HEAD}Content-Type: /;;;=\r\n\r\nText`),
  mail(
    'a thousand boundaries that lead nowhere',
    `${HEAD}Content-Type: multipart/mixed; boundary="a"\r\n\r\n${'--a\r\n'.repeat(1_000)}`,
  ),
]

/** Mails as strangers, old programs and attackers write them. */
export const STRANGE_MAILS: readonly StrangeMail[] = [...HEADS, ...TEXTS, ...PARTS, ...BOUNDARIES]
