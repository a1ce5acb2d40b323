import { ADMIN } from './roles.ts'
import { STALE, type Row } from './row.ts'

/** Of one's own account, and of the ways to sign in. */
export const ACCOUNT_POLICY: Readonly<Record<string, Row>> = {
  signIn: {
    who: 'everybody',
    ok: [401],
    body: () => ({ username: 'nobody-has-this-name', password: 'wrong' }),
  },
  getSession: { who: 'signed-in', byToken: true, ok: [200] },
  signOut: { who: 'signed-in', byToken: true, ok: [204, 403] },
  changePassword: {
    who: 'signed-in',
    byToken: true,
    ok: [422],
    body: () => ({ currentPassword: 'x', newPassword: 'short' }),
  },
  createToken: {
    who: ['mailroom', 'clerk', 'head', 'admin', 'scanner'],
    ok: [201],
    body: () => ({ name: 'n', scopes: ['read'] }),
  },
  listSessions: { who: 'signed-in', ok: [200] },
  endSession: { who: 'signed-in', object: 'session', ok: [204] },
  getSecondFactor: { who: 'signed-in', ok: [200] },
  startSecondFactor: { who: 'signed-in', ok: [422], body: () => ({ currentPassword: 'x' }) },
  confirmSecondFactor: { who: 'signed-in', ok: [409, 422], body: () => ({ code: '000000' }) },
  removeSecondFactor: { who: 'signed-in', ok: [422], body: () => ({ currentPassword: 'x', code: '000000' }) },
  beginPasskeySignIn: { who: 'everybody', ok: [200] },
  signInWithPasskey: {
    who: 'everybody',
    ok: [401],
    body: () => ({
      credential: {
        id: 'x',
        response: { clientDataJSON: 'x', authenticatorData: 'x', signature: 'x' },
      },
    }),
  },
  listPasskeys: { who: 'signed-in', ok: [200] },
  beginPasskey: { who: 'signed-in', ok: [422], body: () => ({ currentPassword: 'x' }) },
  addPasskey: {
    who: 'signed-in',
    ok: [422],
    body: () => ({
      name: 'n',
      credential: { id: 'x', response: { clientDataJSON: 'x', attestationObject: 'x' } },
    }),
  },
  renamePasskey: { who: 'signed-in', object: 'passkey', ok: [204], body: () => ({ name: 'neu' }) },
  removePasskey: { who: 'signed-in', object: 'passkey', ok: [422], body: () => ({ currentPassword: 'x' }) },
  resetSecondFactor: { who: ADMIN, object: 'spare-user', ok: [204] },
  getSignInRules: { who: ADMIN, ok: [200] },
  setSignInRules: { who: ADMIN, ok: [200], body: () => ({ secondFactorRoles: [] }) },
  listSignInButtons: { who: 'everybody', byToken: true, ok: [200] },
  startProviderSignIn: { who: 'everybody', byToken: true, object: 'provider', ok: [303] },
  finishProviderSignIn: { who: 'everybody', byToken: true, ok: [303] },
  providerLogout: { who: 'everybody', byToken: true, object: 'provider', ok: [303] },
  listIdentityProviders: { who: ADMIN, ok: [200] },
  addIdentityProvider: {
    who: ADMIN,
    ok: [422],
    body: () => ({ name: 'n', issuer: 'ftp://provider.example' }),
  },
  patchIdentityProvider: { who: ADMIN, object: 'known-provider', ok: STALE, body: () => ({ name: 'neu' }) },
  checkIdentityProvider: { who: ADMIN, object: 'known-provider', ok: [200] },
  removeIdentityProvider: { who: ADMIN, object: 'spare-provider', ok: [204] },
  listTokens: { who: 'signed-in', ok: [200] },
  revokeToken: { who: 'signed-in', object: 'token', ok: [204] },
}
