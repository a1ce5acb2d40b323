import type { CitizenWords } from '../../contract/words/citizen.de.ts'
import type { PublicCity } from '../../usecases/intake/find-public-tenant.ts'
import type { FollowUpNotice } from '../../usecases/follow-ups/open-follow-up.ts'
import { markup, type Markup } from './markup.ts'
import {
  cityView,
  filesInput,
  limitsView,
  links,
  senderInputs,
  textInput,
  writtenDay,
  type Addresses,
  type FormView,
} from './views.ts'

export function codeFormView(words: CitizenWords, tenant: PublicCity, addresses: Addresses): Markup {
  const { followUp: said } = words
  return markup`${cityView(words, tenant)}
<p>${said.codeIntro}</p>
<form method="post" action="${addresses.followUp}">
${textInput('code', said.code, { maxLength: 100, hint: said.codeHint, required: true })}
<button>${said.open}</button>
</form>
<nav>${links([[addresses.form, words.heading]])}</nav>`
}

interface AnswerFormView extends FormView {
  readonly code: string
  readonly notice: FollowUpNotice
}

/** What the city asks for, and the form that hands it in. */
export function answerFormView(view: AnswerFormView): Markup {
  const { words, tenant, addresses, limits, mediaTypes, key, code, notice } = view
  return markup`${cityView(words, tenant)}
${askedFor(words, notice)}
${limitsView(words, limits, mediaTypes)}
<form method="post" enctype="multipart/form-data" action="${addresses.answer}">
<input type="hidden" name="followUpCode" value="${code}">
${filesInput(words, key)}
${senderInputs(words)}
</form>
<nav>${links([[addresses.form, words.heading]])}</nav>`
}

function askedFor({ followUp: said }: CitizenWords, notice: FollowUpNotice): Markup {
  const { subject, text, wanted, askedOn, dueOn, openUntil, isOverdue, answerCount } = notice
  return markup`<section class="box">
<h2>${subject}</h2>
<p class="words">${text}</p>
<ul>${wanted.map((thing) => markup`<li>${thing}</li>\n`)}</ul>
<p><strong>${said.due(writtenDay(dueOn))}</strong></p>
<p>${said.askedOn(writtenDay(askedOn))}</p>
</section>
${isOverdue ? markup`<p class="box"><strong>${said.overdue}</strong> ${said.overdueBody(writtenDay(openUntil))}</p>` : undefined}
${answerCount > 0 ? markup`<p>${said.answered(answerCount)}</p>` : undefined}`
}
