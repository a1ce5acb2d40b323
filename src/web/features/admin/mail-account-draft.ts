import type { MailAccountView } from '../../shared/api/types.ts'

type Security = MailAccountView['server']['security']

/** What stands in the form. */
export interface AccountDraft {
  readonly name: string
  readonly isActive: boolean
  readonly host: string
  readonly port: string
  readonly security: Security
  readonly username: string
  readonly password: string
  readonly folder: string
  readonly doneFolder: string
  readonly errorFolder: string
  readonly orgUnitId: string
  readonly acknowledges: boolean
  readonly smtpHost: string
  readonly smtpPort: string
  readonly smtpSecurity: Security
  readonly from: string
}

const HOST = /^[A-Za-z0-9.:-]+$/
const PORT = /^[1-9]\d{0,4}$/
/** The server's rules, told before the trip. */
const SHAPES = {
  name: /\S/,
  host: HOST,
  port: PORT,
  username: /\S/,
  password: /./,
  folder: /\S/,
  doneFolder: /\S/,
  errorFolder: /\S/,
  smtpHost: HOST,
  smtpPort: PORT,
  from: /^\S+@\S+$/,
} as const
export type TextName = keyof typeof SHAPES
const TEXTS = Object.keys(SHAPES) as TextName[]
const OF_ANSWERS: readonly TextName[] = ['smtpHost', 'smtpPort', 'from']

const EMPTY: AccountDraft = {
  name: '',
  isActive: true,
  host: '',
  port: '993',
  security: 'tls',
  username: '',
  password: '',
  folder: 'INBOX',
  doneFolder: 'Poststelle-Erledigt',
  errorFolder: 'Poststelle-Fehler',
  orgUnitId: '',
  acknowledges: false,
  smtpHost: '',
  smtpPort: '465',
  smtpSecurity: 'tls',
  from: '',
}

export function draftOf(account: MailAccountView | undefined): AccountDraft {
  if (account === undefined) return EMPTY
  const { name, isActive, server, username, folder, doneFolder, errorFolder, acknowledgement } = account
  return {
    ...EMPTY,
    name,
    isActive,
    host: server.host,
    port: String(server.port),
    security: server.security,
    username,
    folder,
    doneFolder,
    errorFolder,
    orgUnitId: account.orgUnitId ?? '',
    ...(acknowledgement === null
      ? {}
      : {
          acknowledges: true,
          smtpHost: acknowledgement.server.host,
          smtpPort: String(acknowledgement.server.port),
          smtpSecurity: acknowledgement.server.security,
          from: acknowledgement.from,
        }),
  }
}

export function faultyFields(draft: AccountDraft, isNew: boolean): readonly TextName[] {
  return TEXTS.filter((name) => {
    if (OF_ANSWERS.includes(name) && !draft.acknowledges) return false
    if (name === 'password' && !isNew) return false
    return !SHAPES[name].test(draft[name])
  })
}

/** An empty password keeps the stored one; what is absent of a new record is `null` of a known one. */
export function bodyOf(draft: AccountDraft, account: MailAccountView | undefined) {
  const { name, isActive, username, folder, doneFolder, errorFolder, orgUnitId, password } = draft
  const server = { host: draft.host, port: Number(draft.port), security: draft.security }
  const smtp = { host: draft.smtpHost, port: Number(draft.smtpPort), security: draft.smtpSecurity }
  const acknowledgement = draft.acknowledges ? { server: smtp, from: draft.from } : undefined
  const nothing = account === undefined ? undefined : null
  return {
    name,
    isActive,
    server,
    username,
    folder,
    doneFolder,
    errorFolder,
    orgUnitId: orgUnitId === '' ? nothing : orgUnitId,
    acknowledgement: acknowledgement ?? nothing,
    ...(password === '' ? {} : { password }),
  }
}
