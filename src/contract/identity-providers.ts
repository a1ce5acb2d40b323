import { z } from 'zod'
import { AssuranceLevel, Id, Line } from './primitives.ts'
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
/** As the claim `acr` has them: URIs or plain names. */
const LevelText = z.string().regex(/^[\x21-\x7e]{1,200}$/)
const fields = {
  name: Line.max(100),
  clientId: Line.max(200),
  /** The secret itself is given to the server in `OIDC_SECRET_<NAME>`. */
  secretName: z.string().regex(/^[A-Z][A-Z0-9_]{0,49}$/),
  groupsClaim: Claim,
  rolesByGroup: z.array(z.strictObject({ group: Line.max(500), role: GivenRole })).max(200),
  /** Levels to ask for, separated by blanks; empty: whatever the provider has. */
  askedLevels: z.string().regex(/^[\x20-\x7e]{0,500}$/),
  levelNames: z.array(z.strictObject({ acr: LevelText, level: AssuranceLevel })).max(20),
}
export const ProviderKind = z.enum(['staff', 'citizen'])
export const AddIdentityProviderRequest = z.strictObject({
  ...fields,
  kind: ProviderKind.default('staff'),
  /** `https://…`; plain `http` only for hosts that the operator allows. */
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  groupsClaim: Claim.default('groups'),
  askedLevels: fields.askedLevels.default(''),
  levelNames: fields.levelNames.default([]),
})
/** Kind and issuer stay as they are: other people need another provider. */
export const PatchIdentityProviderRequest = z.strictObject(fields).partial()
export const IdentityProviderView = z.strictObject({
  id: Id,
  kind: ProviderKind,
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  secretName: z.string(),
  groupsClaim: z.string(),
  rolesByGroup: z.array(z.strictObject({ group: z.string(), role: Role })),
  askedLevels: z.string(),
  levelNames: z.array(z.strictObject({ acr: z.string(), level: AssuranceLevel })),
  version: z.number().int(),
})
export const IdentityProviderList = z.strictObject({ items: z.array(IdentityProviderView) })
export const ProviderCheckView = z.strictObject({ result: z.enum(['ok', 'secret-missing', 'unreachable']) })
