import type { Actor } from '../../domain/access/actor.ts'
import type { OrgUnits } from '../../ports/organisation.ts'
import { invalid } from './required.ts'

/** NIST SP 800-63B asks for 15 without and 8 with a second factor; 12 is what BSI ORP.4 leads to for long-lived ones. */
const MIN_PASSWORD_LENGTH = 12

/** @throws {MailroomError} `validation-failed` */
export function requirePassword(password: string, path: string): void {
  if (password.length >= MIN_PASSWORD_LENGTH) return
  throw invalid(path, `Ein Passwort braucht mindestens ${MIN_PASSWORD_LENGTH} Zeichen.`)
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
