/** A key pair that a device of a person keeps for this site (WebAuthn); it opens by PIN, finger or face. */
export interface Passkey {
  readonly id: string
  readonly tenantId: string
  readonly userId: string
  /** Given by the device, in base64url; unique in the installation. */
  readonly credentialId: string
  /** COSE, in base64url. */
  readonly publicKey: string
  /** Of signatures, as the device says; 0 for devices that do not count. */
  readonly counter: number
  /** How the device is reached, such as `usb` and `internal`. */
  readonly transports: readonly string[]
  /** By which the person knows it again. */
  readonly name: string
  readonly createdAt: string
  readonly lastUsedAt?: string
}

/** More than anybody has devices. */
export const MAX_PASSKEYS = 20

/** What a browser hands over after making a passkey; everything in base64url. */
export interface PasskeyRegistration {
  readonly id: string
  readonly response: {
    readonly clientDataJSON: string
    readonly attestationObject: string
    readonly transports?: readonly string[] | undefined
  }
}

/** What a browser hands over after using a passkey; everything in base64url. */
export interface PasskeyAssertion {
  readonly id: string
  readonly response: {
    readonly clientDataJSON: string
    readonly authenticatorData: string
    readonly signature: string
    readonly userHandle?: string | undefined
  }
}
