import { z } from 'zod'
import { Id, Line } from './primitives.ts'
import { GivenRole, Role } from './session.ts'

export const SignInButtonList = z.strictObject({
  items: z.array(z.strictObject({ id: Id, name: z.string(), tenant: z.string() })),
})
export const ProviderParams = z.strictObject({ providerId: Id })
/** Only paths of this site are followed. */
export const StartQuery = z.strictObject({ weiter: z.string().max(2_000).optional() })
/** The provider adds what it likes; everything that counts is checked by the protocol. */
export const CallbackQuery = z.looseObject({ state: z.string().max(2_000).optional() })

const Claim = z.string().regex(/^[\w:./-]{1,200}$/)
export const AddIdentityProviderRequest = z.strictObject({
  name: Line.max(100),
  /** `https://…`; plain `http` only for hosts that the operator allows. */
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  clientId: Line.max(200),
  /** The secret itself is given to the server in `OIDC_SECRET_<NAME>`. */
  secretName: z.string().regex(/^[A-Z][A-Z0-9_]{0,49}$/),
  groupsClaim: Claim.default('groups'),
  rolesByGroup: z.array(z.strictObject({ group: Line.max(500), role: GivenRole })).max(200),
})
export const IdentityProviderView = z.strictObject({
  id: Id,
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  secretName: z.string(),
  groupsClaim: z.string(),
  rolesByGroup: z.array(z.strictObject({ group: z.string(), role: Role })),
})
export const IdentityProviderList = z.strictObject({ items: z.array(IdentityProviderView) })
