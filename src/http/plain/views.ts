import { formatSize, shortHash } from '../../contract/words/sizes.ts'
import { formatNames } from '../../contract/words/media-types.ts'
import type { CitizenWords } from '../../contract/words/citizen.de.ts'
import type { PublicCity } from '../../usecases/intake/find-public-tenant.ts'
import type { SubmissionReceipt } from '../../usecases/intake/hand-in-submission.ts'
import type { SubmissionStatusView } from '../../usecases/intake/submission-status.ts'
import type { UploadLimits } from '../upload-session.ts'
import { markup, type Markup } from './markup.ts'

/** Where the pages of a city are, with the language that was chosen. */
export interface Addresses {
  readonly form: string
  readonly status: string
  /** Takes code and secret, and answers with the receipt as PDF. */
  readonly receipt: string
  /** Takes the code of a request for documents. */
  readonly followUp: string
  /** Takes what was asked for. */
  readonly answer: string
  readonly otherLanguage: string
  readonly withScript: string
}

export interface FormView {
  readonly words: CitizenWords
  readonly tenant: PublicCity
  readonly limits: UploadLimits
  readonly mediaTypes: readonly string[]
  readonly addresses: Addresses
  /** Of this form: sent twice, it hands in once. */
  readonly key: string
}

export function formView({ words, tenant, limits, mediaTypes, addresses, key }: FormView): Markup {
  return markup`${cityView(words, tenant)}
<p>${words.intro}</p>
<p>${words.plain.note} <a href="${addresses.withScript}">${words.plain.withScript}</a></p>
${limitsView(words, limits, mediaTypes)}
<form method="post" enctype="multipart/form-data" action="${addresses.form}">
${filesInput(words, key)}
${textInput('subject', words.subject, { maxLength: 500 })}
${textInput('reference', words.reference, { maxLength: 100, hint: words.referenceHint })}
${senderInputs(words)}
</form>
<nav>${links([
    [addresses.followUp, words.followUp.heading],
    [addresses.status, words.receipt.status],
    [addresses.otherLanguage, words.plain.otherLanguage],
  ])}</nav>`
}

/** Who it is, and what it offers in other ways of speaking. */
export function cityView(
  { offered }: CitizenWords,
  { name, links: { easyLanguageUrl, signLanguageUrl } }: PublicCity,
): Markup {
  const all = [
    [easyLanguageUrl, offered.easyLanguage],
    [signLanguageUrl, offered.signLanguage],
  ] as const
  const shown = all.flatMap(([url, label]) =>
    url === undefined ? [] : [markup`<li><a href="${url}" rel="noreferrer">${label}</a></li>`],
  )
  const list = markup`<nav aria-label="${offered.title}"><ul>${shown}</ul></nav>`
  return markup`<p>${name}</p>${shown.length === 0 ? undefined : list}`
}

export function limitsView(words: CitizenWords, limits: UploadLimits, mediaTypes: readonly string[]): Markup {
  return markup`<section class="box">
<h2>${words.limits}</h2>
<ul>
<li>${words.limitFiles(limits.maxFiles)}</li>
<li>${words.limitSize(formatSize(limits.maxFileBytes))}</li>
<li>${words.limitFormats(formatNames(mediaTypes))}</li>
<li>${words.limitPassword}</li>
</ul>
</section>`
}

/** @param key of the form: sent twice, it hands in once */
export function filesInput(words: CitizenWords, key: string): Markup {
  return markup`<input type="hidden" name="key" value="${key}">
<label for="files">${words.plain.choose}</label>
<input id="files" type="file" name="files" multiple required>`
}

/** Who sends it, what he has to say, and the button. */
export function senderInputs(words: CitizenWords): Markup {
  return markup`${textInput('name', words.name, { maxLength: 200, hint: words.nameHint, autoComplete: 'name' })}
<label for="message">${words.message}</label>
<textarea id="message" name="message" rows="4" maxlength="5000"></textarea>
<p>${words.privacy}</p>
<button>${words.submit}</button>
<p>${words.plain.keepOpen}</p>`
}

type Codes = Pick<SubmissionReceipt, 'referenceCode' | 'secret'>
type ShownReceipt = Codes &
  Pick<SubmissionReceipt, 'receiptNumber' | 'receivedAt' | 'files'> & {
    readonly followUp: NonNullable<SubmissionReceipt['followUp']> | null
  }

export function receiptView(
  words: CitizenWords,
  tenant: PublicCity,
  receipt: ShownReceipt,
  addresses: Addresses,
): Markup {
  const { receipt: said } = words
  return markup`${cityView(words, tenant)}
<dl>
<dt>${said.number}</dt><dd>${receipt.receiptNumber}</dd>
<dt>${said.at}</dt><dd>${localTime(receipt.receivedAt, tenant)}</dd>
</dl>
${receipt.followUp === null ? undefined : answerConfirmed(words, receipt.followUp)}
<section class="box">
<dl>
<dt>${said.code}</dt><dd class="code">${receipt.referenceCode}</dd>
<dt>${said.secret}</dt><dd class="code">${receipt.secret}</dd>
</dl>
<p><strong>${said.keep}</strong></p>
${pdfForm(words, receipt, addresses)}
</section>
<h2>${said.files}</h2>
<ul>
${receipt.files.map(
  ({ filename, sizeBytes, sha256 }) =>
    markup`<li>${filename}, ${formatSize(sizeBytes)}<small>${said.checksum}: ${shortHash(sha256)}</small></li>\n`,
)}</ul>
<p>${said.checksumHint}</p>
<h2>${said.next}</h2>
<p>${said.nextBody}</p>
<nav>${links([
    [addresses.status, said.status],
    [addresses.form, said.again],
  ])}</nav>`
}

/** That it was handed in later, and when, is what the citizen must be able to prove. */
function answerConfirmed(
  { receipt: said }: CitizenWords,
  { subject, dueOn, inTime }: NonNullable<ShownReceipt['followUp']>,
): Markup {
  return markup`<p>${said.answer(subject, writtenDay(dueOn))} <strong>${inTime ? said.inTime : said.late}</strong></p>`
}

/** The codes go in the body: addresses are kept in logs and histories. */
function pdfForm(words: CitizenWords, { referenceCode, secret }: Codes, addresses: Addresses): Markup {
  return markup`<form method="post" action="${addresses.receipt}">
<input type="hidden" name="referenceCode" value="${referenceCode}">
<input type="hidden" name="secret" value="${secret}">
<button>${words.receipt.pdf}</button>
</form>`
}

export function statusFormView(words: CitizenWords, tenant: PublicCity, addresses: Addresses): Markup {
  return markup`${cityView(words, tenant)}
<p>${words.status.intro}</p>
<form method="post" action="${addresses.status}">
${textInput('referenceCode', words.receipt.code, { maxLength: 100, required: true })}
${textInput('secret', words.receipt.secret, { maxLength: 100, required: true })}
<button>${words.status.submit}</button>
</form>
<nav>${links([[addresses.form, words.heading]])}</nav>`
}

export function statusView(
  words: CitizenWords,
  tenant: PublicCity,
  status: SubmissionStatusView & { readonly codes: Codes },
  addresses: Addresses,
): Markup {
  const { receipt, status: said } = words
  return markup`${cityView(words, tenant)}
<section class="box">
<p><strong>${said.states[status.status]}</strong></p>
<p>${said.explain[status.status]}</p>
${status.notice === undefined ? undefined : markup`<p>${status.notice}</p>`}
</section>
<dl>
<dt>${receipt.number}</dt><dd>${status.receiptNumber}</dd>
<dt>${receipt.at}</dt><dd>${localTime(status.receivedAt, tenant)}</dd>
<dt>${said.fileCount}</dt><dd>${status.fileCount}</dd>
</dl>
${pdfForm(words, status.codes, addresses)}
<nav>${links([[addresses.form, words.heading]])}</nav>`
}

export function failureView(
  reason: string,
  trace: string,
  [address, label]: readonly [string, string],
): Markup {
  return markup`<p class="box" role="alert">${reason}</p>
<p><a href="${address}">${label}</a></p>
<p><small>${trace}</small></p>`
}

export function textInput(
  name: string,
  label: string,
  options: {
    readonly maxLength: number
    readonly hint?: string
    readonly autoComplete?: string
    readonly required?: true
  },
): Markup {
  const { maxLength, hint, autoComplete = 'off', required } = options
  const rest = required === undefined ? undefined : markup` required`
  return markup`<label for="${name}">${label}${hint === undefined ? undefined : markup`<small>${hint}</small>`}</label>
<input id="${name}" name="${name}" maxlength="${maxLength}" autocomplete="${autoComplete}"${rest}>`
}

export function links(all: readonly (readonly [string, string])[]): Markup[] {
  return all.map(([address, label]) => markup`<p><a href="${address}">${label}</a></p>\n`)
}

/** `2026-11-22` as `22.11.2026` */
export function writtenDay(day: string): string {
  return day.split('-').toReversed().join('.')
}

/** `22.11.2026, 17:04`, as the clocks of the city show it. */
function localTime(instant: string, { timeZone }: PublicCity): string {
  return new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(instant),
  )
}
