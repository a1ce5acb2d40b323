import type { AttemptBudget } from '../../domain/access/attempt-budget.ts'
import { addressBlock, addressNetwork } from '../../domain/access/address-block.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'

/** The same for everybody: counts all attempts of the installation together. */
const EVERYBODY = 'everybody'

export interface AddressBudgets {
  readonly block: AttemptBudget
  readonly network: AttemptBudget
  readonly all?: AttemptBudget
}

/**
 * Counts an attempt where it came from, the narrowest first: whoever has used up the own share takes nothing of what
 * others have.
 *
 * @throws {MailroomError} `rate-limited`
 */
export async function consumeByAddress(
  rateLimiter: RateLimiter,
  budgets: AddressBudgets,
  clientAddress: string,
  signal: AbortSignal,
): Promise<void> {
  for (const [budget, key] of keysOf(budgets, clientAddress)) await rateLimiter.consume(budget, key, signal)
}

/** Takes it back from all of them, because it was none that counts. */
export async function giveBackByAddress(
  rateLimiter: RateLimiter,
  budgets: Partial<AddressBudgets>,
  clientAddress: string,
  signal: AbortSignal,
): Promise<void> {
  for (const [budget, key] of keysOf(budgets, clientAddress)) await rateLimiter.giveBack(budget, key, signal)
}

function keysOf(
  { block, network, all }: Partial<AddressBudgets>,
  clientAddress: string,
): readonly (readonly [AttemptBudget, string])[] {
  return [
    ...(block === undefined ? [] : [[block, addressBlock(clientAddress)] as const]),
    ...(network === undefined ? [] : [[network, addressNetwork(clientAddress)] as const]),
    ...(all === undefined ? [] : [[all, EVERYBODY] as const]),
  ]
}

/** Failed attempts to sign in, on all names. */
export const LOGIN_BUDGETS = { block: 'login-address', network: 'login-network' } as const
export const CODE_BUDGETS = {
  block: 'citizen-code',
  network: 'citizen-code-network',
  all: 'citizen-code-all',
} as const
export const SUBMISSION_BUDGETS = {
  block: 'citizen-upload',
  network: 'citizen-upload-network',
  all: 'citizen-upload-all',
} as const
export const PARTIAL_UPLOAD_BUDGETS = {
  block: 'citizen-part',
  network: 'citizen-part-network',
  all: 'citizen-part-all',
} as const
