import { z } from 'zod'
import { Id, Instant, Line } from './primitives.ts'

/** Passkeys of other makers sign with long keys and tell of themselves. */
const MAX_LENGTH = 20_000
const Base64Url = z
  .string()
  .regex(/^[\w-]+$/)
  .max(MAX_LENGTH)
const CredentialId = Base64Url.max(1_400)
/** Told by browsers, and not needed here. */
const Untold = {
  rawId: CredentialId.optional(),
  type: z.literal('public-key').optional(),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults: z.record(z.string().max(100), z.unknown()).optional(),
}

/** As `PublicKeyCredential.toJSON` gives it after `navigator.credentials.create` (WebAuthn Level 3). */
export const PasskeyRegistration = z.strictObject({
  id: CredentialId,
  ...Untold,
  response: z.strictObject({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: z.array(z.string().max(40)).max(10).optional(),
    authenticatorData: Base64Url.optional(),
    publicKey: Base64Url.optional(),
    publicKeyAlgorithm: z.number().int().optional(),
  }),
})

/** As `PublicKeyCredential.toJSON` gives it after `navigator.credentials.get` (WebAuthn Level 3). */
export const PasskeyAssertion = z.strictObject({
  id: CredentialId,
  ...Untold,
  response: z.strictObject({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.optional(),
  }),
})

/** For `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON` (WebAuthn Level 3). */
export const PasskeyOptions = z.strictObject({ publicKey: z.record(z.string(), z.unknown()) })

const PasskeyName = Line.max(100)
export const BeginPasskeyRequest = z.strictObject({ currentPassword: z.string().min(1).max(1_000) })
export const AddPasskeyRequest = z.strictObject({ name: PasskeyName, credential: PasskeyRegistration })
export const RenamePasskeyRequest = z.strictObject({ name: PasskeyName })
export const RemovePasskeyRequest = z.strictObject({ currentPassword: z.string().min(1).max(1_000) })
export const PasskeySignInRequest = z.strictObject({ credential: PasskeyAssertion })
export const PasskeyParams = z.strictObject({ passkeyId: Id })
export const PasskeyView = z.strictObject({
  id: Id,
  name: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
})
export const PasskeyList = z.strictObject({ items: z.array(PasskeyView) })
