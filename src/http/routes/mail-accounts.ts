import {
  AddMailAccountRequest,
  MailAccountCheckView,
  MailAccountList,
  MailAccountParams,
  MailAccountView,
  PatchMailAccountRequest,
  RefusedMailList,
} from '../../contract/mail-accounts.ts'
import { tagged } from '../entity-tag.ts'
import { given } from '../given.ts'
import { presentMailAccount, presentRefusedMail } from '../presenters/mail-accounts.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<
  UseCases,
  | 'listMailAccounts'
  | 'addMailAccount'
  | 'patchMailAccount'
  | 'removeMailAccount'
  | 'checkMailAccount'
  | 'listRefusedMails'
>

export function mailAccountRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/mail-accounts',
      operationId: 'listMailAccounts',
      summary: 'Mailboxes that post is fetched from, and how it stands with them',
      tag: 'Organisation',
      access: 'users:manage',
      success: { status: 200, description: 'Of the tenant, by name', body: MailAccountList },
      async handle({ actor, signal }) {
        const accounts = await useCases.listMailAccounts(actor, signal)
        return { body: { items: accounts.map(({ account, state }) => presentMailAccount(account, state)) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/mail-accounts',
      operationId: 'addMailAccount',
      summary: 'Adds a mailbox to fetch post from',
      tag: 'Organisation',
      access: 'users:manage',
      body: AddMailAccountRequest,
      success: { status: 201, description: 'The new record', body: MailAccountView },
      async handle({ actor, body, signal }) {
        return tagged(presentMailAccount(await useCases.addMailAccount(actor, given(body), signal)))
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/mail-accounts/{accountId}',
      operationId: 'patchMailAccount',
      summary: 'Changes a mailbox; the next look is by the new record',
      tag: 'Organisation',
      access: 'users:manage',
      ifMatch: 'required',
      params: MailAccountParams,
      body: PatchMailAccountRequest,
      success: { status: 200, description: 'The changed record', body: MailAccountView },
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...given(body), accountId: params.accountId, expectedVersion }
        return tagged(presentMailAccount(await useCases.patchMailAccount(actor, input, signal)))
      },
    }),
    ...stepRoutes(useCases),
  ]
}

function stepRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/mail-accounts/{accountId}/check',
      operationId: 'checkMailAccount',
      summary: 'Signs in to a mailbox as fetching would',
      tag: 'Organisation',
      access: 'users:manage',
      params: MailAccountParams,
      success: { status: 200, description: 'What became of it', body: MailAccountCheckView },
      async handle({ actor, params, signal }) {
        return { body: { result: await useCases.checkMailAccount(actor, params.accountId, signal) } }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/mail-accounts/{accountId}/refused-mails',
      operationId: 'listRefusedMails',
      summary: 'Mails that were not taken in and lie in the error folder',
      tag: 'Organisation',
      access: 'users:manage',
      params: MailAccountParams,
      success: { status: 200, description: 'The newest first', body: RefusedMailList },
      async handle({ actor, params, signal }) {
        const mails = await useCases.listRefusedMails(actor, params.accountId, signal)
        return { body: { items: mails.map(presentRefusedMail) } }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/mail-accounts/{accountId}',
      operationId: 'removeMailAccount',
      summary: 'Removes a mailbox; what was fetched stays',
      tag: 'Organisation',
      access: 'users:manage',
      params: MailAccountParams,
      success: { status: 204, description: 'Removed' },
      async handle({ actor, params, signal }) {
        await useCases.removeMailAccount(actor, params.accountId, signal)
        return undefined
      },
    }),
  ]
}
