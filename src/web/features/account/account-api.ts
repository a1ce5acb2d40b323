import { call } from '../../shared/api/client.ts'
import type {
  CreatedToken,
  OwnSessionList,
  PasskeyList,
  RecoveryCodes,
  SecondFactorView,
  StartedSecondFactor,
  TokenList,
  TokenScope,
} from '../../shared/api/types.ts'

export async function fetchSessions(signal: AbortSignal): Promise<OwnSessionList> {
  return (await call('/sessions', { signal })) as OwnSessionList
}

export async function endSession(id: string): Promise<void> {
  await call(`/sessions/${id}`, { method: 'DELETE' })
}

export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await call('/session/password', { method: 'POST', body: { currentPassword, newPassword } })
}

export async function fetchTokens(signal: AbortSignal): Promise<TokenList> {
  return (await call('/tokens', { signal })) as TokenList
}

export async function createToken(body: {
  readonly name: string
  readonly scopes: readonly TokenScope[]
  readonly expiresAt?: string
}): Promise<CreatedToken> {
  return (await call('/tokens', { method: 'POST', body })) as CreatedToken
}

export async function revokeToken(id: string): Promise<void> {
  await call(`/tokens/${id}`, { method: 'DELETE' })
}

export async function fetchSecondFactor(signal: AbortSignal): Promise<SecondFactorView> {
  return (await call('/session/second-factor', { signal })) as SecondFactorView
}

export async function startSecondFactor(currentPassword: string): Promise<StartedSecondFactor> {
  const body = { currentPassword }
  return (await call('/session/second-factor', { method: 'POST', body })) as StartedSecondFactor
}

export async function confirmSecondFactor(code: string): Promise<RecoveryCodes> {
  return (await call('/session/second-factor/confirm', { method: 'POST', body: { code } })) as RecoveryCodes
}

export async function removeSecondFactor(body: {
  readonly currentPassword: string
  readonly code: string
}): Promise<void> {
  await call('/session/second-factor/remove', { method: 'POST', body })
}

export async function fetchPasskeys(signal: AbortSignal): Promise<PasskeyList> {
  return (await call('/session/passkeys', { signal })) as PasskeyList
}

export async function renamePasskey(id: string, name: string): Promise<void> {
  await call(`/session/passkeys/${id}/rename`, { method: 'POST', body: { name } })
}

export async function removePasskey(id: string, currentPassword: string): Promise<void> {
  await call(`/session/passkeys/${id}/remove`, { method: 'POST', body: { currentPassword } })
}
