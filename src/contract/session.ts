import { z } from 'zod'
import { PasskeyAssertion } from './passkeys.ts'
import { AssuranceLevel, CalendarDate, Id, Instant, Line } from './primitives.ts'

export const Role = z.enum([
  'mailroom',
  'clerk',
  'head',
  'admin',
  'auditor',
  'scanner',
  'dpo',
  'cross-unit',
  'records',
  'operator',
])
/** Those that the administrators of a tenant can give. */
export const GivenRole = Role.exclude(['operator'])

export const SignInRequest = z.strictObject({
  username: z.string().min(1).max(200),
  password: z.string().min(1).max(1_000),
  /** Of the authenticator app, or a recovery code; for those who have set up a second factor. */
  oneTimeCode: z.string().max(40).optional(),
  /** In place of the code: what a passkey of the person has signed. */
  passkey: PasskeyAssertion.optional(),
})

export const SessionView = z.strictObject({
  user: z.strictObject({
    id: Id,
    username: z.string(),
    displayName: z.string(),
    /** Units that exist today and in which the person has a post today. */
    orgUnitIds: z.array(Id),
  }),
  tenant: z.strictObject({
    id: Id,
    slug: z.string(),
    name: z.string(),
    /** IANA name; days begin and end by it. */
    timeZone: z.string(),
  }),
  roles: z.array(Role),
  /** Whose work the caller does today besides his own. */
  represents: z.array(z.strictObject({ displayName: z.string(), lastDay: CalendarDate })),
  /** What the roles allow; the UI hides what is not in here. */
  permissions: z.array(z.string()),
  /** The person must set up a second factor first, and has no role until then. */
  secondFactorMissing: z.boolean(),
  /** Identity provider that the person came from; where to sign out besides. */
  providerId: Id.nullable(),
  /** How sure that provider was of who the person is (eIDAS). */
  assurance: AssuranceLevel.nullable(),
})
export type SessionView = z.infer<typeof SessionView>

export const TokenScope = z.enum(['intake', 'read', 'write'])
export const CreateTokenRequest = z.strictObject({
  name: Line.max(100),
  scopes: z.array(TokenScope).min(1).max(3),
  expiresAt: Instant.optional(),
})
export const TokenView = z.strictObject({
  id: Id,
  name: z.string(),
  scopes: z.array(TokenScope),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
})
export const TokenList = z.strictObject({ items: z.array(TokenView) })
export const TokenParams = z.strictObject({ tokenId: Id })
export const CreatedToken = z.strictObject({ id: Id, token: z.string() })

export const OwnSessionView = z.strictObject({
  id: Id,
  /** Browser and system, such as `Firefox, Windows`; empty when they are not known. */
  device: z.string(),
  createdAt: Instant,
  /** To the minute. */
  lastSeenAt: Instant,
  /** The session of this request. */
  current: z.boolean(),
})
export const OwnSessionList = z.strictObject({ items: z.array(OwnSessionView) })
export const OwnSessionParams = z.strictObject({ sessionId: Id })

export const SecondFactorView = z.strictObject({
  enabled: z.boolean(),
  /** The administration demands it of one of my roles. */
  demanded: z.boolean(),
  recoveryCodesLeft: z.number().int(),
  /** Number of passkeys; each does for a second factor too. */
  passkeys: z.number().int(),
})
export const StartSecondFactorRequest = z.strictObject({ currentPassword: z.string().min(1).max(1_000) })
export const StartedSecondFactor = z.strictObject({
  /** Base 32. */
  secret: z.string(),
  /** The same as SVG for the camera of an authenticator app. */
  qrCode: z.string(),
})
const OneTimeCode = z.string().min(1).max(40)
export const ConfirmSecondFactorRequest = z.strictObject({ code: OneTimeCode })
export const RecoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()) })
export const RemoveSecondFactorRequest = z.strictObject({
  currentPassword: z.string().min(1).max(1_000),
  code: OneTimeCode,
})
export const SignInRules = z.strictObject({ secondFactorRoles: z.array(Role) })
export const SignInRulesRequest = z.strictObject({
  secondFactorRoles: z.array(GivenRole).max(GivenRole.options.length),
})

export const ChangePasswordRequest = z.strictObject({
  currentPassword: z.string().min(1).max(1_000),
  newPassword: z.string().min(12).max(1_000),
})
