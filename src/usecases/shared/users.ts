import { MIN_PASSWORD_LENGTH, passwordFault, type PasswordFault } from '../../domain/access/password-rules.ts'
import type { PostDays, User } from '../../domain/access/organisation.ts'
import type { BreachedPasswords } from '../../ports/breached-passwords.ts'
import { goTogether, isGivenByAdmins, type Actor, type Role } from '../../domain/access/actor.ts'
import type { OrgUnits } from '../../ports/organisation.ts'
import { invalid } from './required.ts'

const FAULTS: Readonly<Record<PasswordFault, string>> = {
  'too-short': `Ein Passwort braucht mindestens ${MIN_PASSWORD_LENGTH} Zeichen.`,
  'too-common':
    'Dieses Passwort würde schnell erraten. Nehmen Sie bitte mehrere Wörter, die nichts miteinander zu tun haben.',
  'own-name': 'Das Passwort besteht fast nur aus Ihrem Namen. Nehmen Sie bitte ein anderes.',
}
const BREACHED = 'Dieses Passwort steht in einer Liste gestohlener Passwörter. Nehmen Sie bitte ein anderes.'

export interface NewPassword {
  readonly password: string
  /** Field of the input that it stands in. */
  readonly path: string
  readonly owner: Pick<User, 'username' | 'displayName'>
}

/** Length and being guessable count, kinds of characters do not. @throws {MailroomError} `validation-failed` */
export function requirePassword(
  { breachedPasswords }: { readonly breachedPasswords: BreachedPasswords },
  { password, path, owner }: NewPassword,
): void {
  const fault = passwordFault(password, [owner.username, owner.displayName])
  if (fault !== undefined) throw invalid(path, FAULTS[fault])
  if (breachedPasswords.has(password)) throw invalid(path, BREACHED)
}

/** @throws {MailroomError} `validation-failed` */
export async function requireUnits(
  { orgUnits }: { readonly orgUnits: OrgUnits },
  actor: Actor,
  orgUnitIds: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const known = new Set((await orgUnits.list(actor, signal)).map(({ id }) => id))
  if (!orgUnitIds.every((id) => known.has(id))) throw invalid('orgUnitIds', 'Eine der Stellen gibt es nicht.')
}

/** As it is asked for; what has no day is left out. */
export interface PostDaysInput {
  readonly orgUnitId: string
  readonly validFrom?: string | undefined
  readonly validTo?: string | undefined
}

/** The person with first and last days of his posts in place of earlier ones. @throws {MailroomError} `validation-failed` */
export function withPostDays({ postDays: _earlier, ...user }: User, wanted: readonly PostDaysInput[]): User {
  const ids = wanted.map(({ orgUnitId }) => orgUnitId)
  if (new Set(ids).size < ids.length || !ids.every((id) => user.orgUnitIds.includes(id)))
    throw invalid('postDays', 'Tage gehören zu je einer Stelle der Person.')
  const isTurned = wanted.some(({ validFrom = '', validTo = '9999' }) => validTo < validFrom)
  if (isTurned) throw invalid('postDays', 'Der letzte Tag liegt vor dem ersten.')
  const postDays = wanted.flatMap(({ orgUnitId, validFrom, validTo }): PostDays[] => {
    if (validFrom === undefined && validTo === undefined) return []
    const from = validFrom === undefined ? {} : { validFrom }
    return [{ orgUnitId, ...from, ...(validTo === undefined ? {} : { validTo }) }]
  })
  return postDays.length === 0 ? user : { ...user, postDays }
}

/** @throws {MailroomError} `validation-failed` for a role that reaches beyond the tenant, or that goes with no other */
export function requireGivenRoles(roles: readonly Role[]): void {
  if (!roles.every(isGivenByAdmins)) throw invalid('roles', 'Diese Rolle kann hier nicht vergeben werden.')
  if (!goTogether(roles)) {
    throw invalid('roles', 'Wer den Datenschutz beaufsichtigt, hat keine andere Rolle daneben.')
  }
}
