import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween, firstValues } from '../../domain/audit/changes.ts'
import {
  keepsPasswordPlace,
  passwordOwner,
  type MailAccount,
  type MailboxFault,
  type MailboxState,
  type RefusedMail,
} from '../../domain/mail/mail-account.ts'
import { MailboxError } from '../../domain/mail/mailbox-error.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { MailAccounts, MailJournal } from '../../ports/mail-accounts.ts'
import type { MailboxClient } from '../../ports/mailbox.ts'
import type { OrgUnits } from '../../ports/organisation.ts'
import type { SecretBox } from '../../ports/secret-box.ts'
import type { Ledger } from '../shared/ledger.ts'
import { invalid, required, requireVersion } from '../shared/required.ts'

/** An account and how it stands with it; the state is absent until somebody has looked. */
export interface AccountWithState {
  readonly account: MailAccount
  readonly state?: MailboxState
}

interface ReadPorts {
  readonly mailAccounts: MailAccounts
  readonly mailJournal: MailJournal
}

interface ChangePorts {
  readonly mailAccounts: MailAccounts
  readonly orgUnits: OrgUnits
  readonly secretBox: SecretBox
  readonly ledger: Ledger
  readonly ids: IdGenerator
}

/** Those of the tenant, by name. @throws {MailroomError} `forbidden` */
export type ListMailAccounts = (actor: Actor, signal: AbortSignal) => Promise<readonly AccountWithState[]>

export function createListMailAccounts({ mailAccounts, mailJournal }: ReadPorts): ListMailAccounts {
  return async function listMailAccounts(actor, signal) {
    requirePermission(actor, 'users:manage')
    const states = new Map((await mailJournal.states(actor, signal)).map((state) => [state.accountId, state]))
    return (await mailAccounts.list(actor, signal)).map((account) => {
      const state = states.get(account.id)
      return { account, ...(state === undefined ? {} : { state }) }
    })
  }
}

const SHOWN_REFUSALS = 100

/** Mails that lie in the error folder of an account, the newest first. @throws {MailroomError} `forbidden`, `not-found` */
export type ListRefusedMails = (
  actor: Actor,
  accountId: string,
  signal: AbortSignal,
) => Promise<readonly RefusedMail[]>

export function createListRefusedMails({ mailAccounts, mailJournal }: ReadPorts): ListRefusedMails {
  return async function listRefusedMails(actor, accountId, signal) {
    requirePermission(actor, 'users:manage')
    required(await mailAccounts.find(actor, accountId, signal))
    return mailJournal.refusals(actor, accountId, SHOWN_REFUSALS, signal)
  }
}

export type MailAccountInput = Omit<MailAccount, 'id' | 'tenantId' | 'version'>

const FIELDS = [
  'name',
  'isActive',
  'server',
  'username',
  'folder',
  'doneFolder',
  'errorFolder',
  'orgUnitId',
  'acknowledgement',
] as const

/** The password comes in clear and is kept closed. @throws {MailroomError} `forbidden`, `validation-failed`, `already-exists` */
export type AddMailAccount = (
  actor: Actor,
  input: MailAccountInput,
  signal: AbortSignal,
) => Promise<MailAccount>

export function createAddMailAccount(ports: ChangePorts): AddMailAccount {
  return async function addMailAccount(actor, input, signal) {
    requirePermission(actor, 'users:manage')
    await requireUsable(ports, actor, input, signal)
    const id = ports.ids.next()
    const password = ports.secretBox.close(input.password, passwordOwner({ id }))
    const account: MailAccount = { ...input, password, id, tenantId: actor.tenantId, version: 1 }
    await ports.ledger.change(
      actor,
      async () => {
        await ports.mailAccounts.insert(actor, account, signal)
        const changes = firstValues<MailAccount>(account, ['id', ...FIELDS])
        return { result: undefined, events: [eventOf(actor, 'mail-account.added', changes)], changed: [] }
      },
      signal,
    )
    return account
  }
}

export interface PatchMailAccountInput extends Partial<
  Omit<MailAccountInput, 'orgUnitId' | 'acknowledgement'>
> {
  readonly accountId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
  /** `null` takes it away. */
  readonly orgUnitId?: string | null
  readonly acknowledgement?: MailAccount['acknowledgement'] | null
}

/**
 * Whoever sends the password to another server must know it: else it could be sent to anybody.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `version-mismatch`, `validation-failed`, `already-exists`
 */
export type PatchMailAccount = (
  actor: Actor,
  input: PatchMailAccountInput,
  signal: AbortSignal,
) => Promise<MailAccount>

export function createPatchMailAccount(ports: ChangePorts): PatchMailAccount {
  return async function patchMailAccount(actor, { accountId, expectedVersion, ...patch }, signal) {
    requirePermission(actor, 'users:manage')
    return ports.ledger.change(
      actor,
      async () => {
        const before = required(await ports.mailAccounts.find(actor, accountId, signal))
        requireVersion(before, expectedVersion)
        const wanted = patched(ports, before, patch)
        await requireUsable(ports, actor, wanted, signal)
        const after = await ports.mailAccounts.save(actor, wanted, signal)
        const changes = {
          id: { after: after.id },
          ...changesBetween<MailAccount>(before, after, FIELDS),
          ...(patch.password === undefined ? {} : { passwordChanged: { after: true } }),
        }
        return { result: after, events: [eventOf(actor, 'mail-account.changed', changes)], changed: [] }
      },
      signal,
    )
  }
}

function patched(
  { secretBox }: ChangePorts,
  before: MailAccount,
  patch: Omit<PatchMailAccountInput, 'accountId' | 'expectedVersion'>,
): MailAccount {
  const {
    orgUnitId = before.orgUnitId,
    acknowledgement = before.acknowledgement,
    password,
    ...fields
  } = patch
  const { orgUnitId: _unit, acknowledgement: _answer, ...rest } = before
  const after: MailAccount = {
    ...rest,
    ...fields,
    ...(orgUnitId === undefined || orgUnitId === null ? {} : { orgUnitId }),
    ...(acknowledgement === undefined || acknowledgement === null ? {} : { acknowledgement }),
  }
  if (password !== undefined) return { ...after, password: secretBox.close(password, passwordOwner(before)) }
  if (keepsPasswordPlace(before, after)) return after
  throw invalid(
    'password',
    'Geben Sie das Passwort neu ein: Server, Verschlüsselung oder Benutzer sind andere.',
  )
}

/** @throws {MailroomError} `validation-failed` */
async function requireUsable(
  { orgUnits }: ChangePorts,
  actor: Actor,
  { folder, doneFolder, errorFolder, orgUnitId }: MailAccountInput,
  signal: AbortSignal,
): Promise<void> {
  if (new Set([folder, doneFolder, errorFolder]).size < 3)
    throw invalid('doneFolder', 'Die drei Ordner müssen verschieden sein.')
  if (orgUnitId !== undefined && (await orgUnits.find(actor, orgUnitId, signal)) === undefined)
    throw invalid('orgUnitId', 'Diese Stelle gibt es nicht.')
}

/** Mails that were fetched stay what they are. @throws {MailroomError} `forbidden`, `not-found` */
export type RemoveMailAccount = (actor: Actor, accountId: string, signal: AbortSignal) => Promise<void>

export function createRemoveMailAccount(
  ports: Pick<ChangePorts, 'mailAccounts' | 'ledger'>,
): RemoveMailAccount {
  return async function removeMailAccount(actor, accountId, signal) {
    requirePermission(actor, 'users:manage')
    await ports.ledger.change(
      actor,
      async () => {
        required((await ports.mailAccounts.remove(actor, accountId, signal)) ? accountId : undefined)
        const changes = { id: { before: accountId } }
        return { result: undefined, events: [eventOf(actor, 'mail-account.removed', changes)], changed: [] }
      },
      signal,
    )
  }
}

export type MailAccountCheck = 'ok' | MailboxFault

/** Signs in as fetching would, and opens the folders. @throws {MailroomError} `forbidden`, `not-found` */
export type CheckMailAccount = (
  actor: Actor,
  accountId: string,
  signal: AbortSignal,
) => Promise<MailAccountCheck>

export function createCheckMailAccount(ports: {
  readonly mailAccounts: MailAccounts
  readonly mailboxClient: MailboxClient
  readonly secretBox: SecretBox
}): CheckMailAccount {
  return async function checkMailAccount(actor, accountId, signal) {
    requirePermission(actor, 'users:manage')
    const account = required(await ports.mailAccounts.find(actor, accountId, signal))
    const password = ports.secretBox.open(account.password, passwordOwner(account))
    if (password === undefined) return 'secret-missing'
    try {
      const mailbox = await ports.mailboxClient.open({ ...account, password }, account, signal)
      await mailbox[Symbol.asyncDispose]()
      return 'ok'
    } catch (error) {
      if (error instanceof MailboxError) return error.fault
      throw error
    }
  }
}

function eventOf({ tenantId }: Actor, action: string, changes: ReturnType<typeof firstValues>) {
  return { action, object: { kind: 'tenant', id: tenantId } as const, changes }
}
