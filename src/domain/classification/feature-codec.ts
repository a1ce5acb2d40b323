import { isMailroomError, MailroomError } from '../errors.ts'

/** Families of features; each has its own share in the decision, however many features it has. */
export const FEATURE_GROUPS = ['word', 'letters', 'layout'] as const
export type FeatureGroup = (typeof FEATURE_GROUPS)[number]

export interface Feature {
  /** 24 bits, see `featureHash`. */
  readonly hash: number
  readonly group: FeatureGroup
  /** How often it occurs, 1..15; more counts as 15. */
  readonly count: number
}

/** Features of one document, compact: five letters of base64url each. Made by `packFeatures` only. */
export type PackedFeatures = string

export const MAX_FEATURE_COUNT = 15
/** Far above what `featuresOf` makes; a bound for what a damaged or foreign journal may hold. */
const MAX_PACKED_FEATURES = 8192
const LETTERS_PER_FEATURE = 5

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const NO_LETTER = 255
const ASCII = 128
/** By character code. */
const VALUE_OF_LETTER = Uint8Array.from({ length: ASCII }, (_, code) => {
  const value = ALPHABET.indexOf(String.fromCharCode(code))
  return value < 0 ? NO_LETTER : value
})

/** Features of one document as numbers, for those who read many. */
export interface CodedFeatures {
  /** Hash of each feature, see `featureHash`. */
  readonly hashes: Int32Array
  /** Family of each feature (position in `FEATURE_GROUPS`) in the upper four bits, its count in the lower. */
  readonly codes: Uint8Array
}

export function packFeatures(features: readonly Feature[]): PackedFeatures {
  return features.map(packFeature).join('')
}

/** @throws {MailroomError} `integrity-failure` when the text was not made by `packFeatures` */
export function readFeatures(packed: PackedFeatures): CodedFeatures {
  const count = packed.length / LETTERS_PER_FEATURE
  if (!Number.isInteger(count) || count > MAX_PACKED_FEATURES) throw damaged(packed)
  const hashes = new Int32Array(count)
  const codes = new Uint8Array(count)
  for (let index = 0; index < count; index += 1) {
    const start = index * LETTERS_PER_FEATURE
    const hash = valueAt(packed, start + 3) | (valueAt(packed, start + 2) << 6)
    hashes[index] = hash | (valueAt(packed, start + 1) << 12) | (valueAt(packed, start) << 18)
    codes[index] = codeAt(packed, start + 4)
  }
  return { hashes, codes }
}

/** @throws {MailroomError} `integrity-failure` when the text was not made by `packFeatures` */
export function unpackFeatures(packed: PackedFeatures): readonly Feature[] {
  const { hashes, codes } = readFeatures(packed)
  return Array.from(hashes, (hash, index): Feature => {
    const code = codes[index] ?? 0
    return { hash, group: FEATURE_GROUPS[code >>> 4] ?? 'word', count: code & MAX_FEATURE_COUNT }
  })
}

export function areFeaturesReadable(packed: PackedFeatures): boolean {
  try {
    readFeatures(packed)
    return true
  } catch (error) {
    if (isMailroomError(error, 'integrity-failure')) return false
    throw error
  }
}

function packFeature({ hash, group, count }: Feature): string {
  const family = FEATURE_GROUPS.indexOf(group)
  const last = (family << 4) | Math.min(MAX_FEATURE_COUNT, Math.max(1, count))
  const values = [(hash >>> 18) & 63, (hash >>> 12) & 63, (hash >>> 6) & 63, hash & 63, last]
  return values.map((value) => ALPHABET.charAt(value)).join('')
}

function valueAt(packed: string, position: number): number {
  const value = VALUE_OF_LETTER[packed.charCodeAt(position)] ?? NO_LETTER
  if (value === NO_LETTER) throw damaged(packed)
  return value
}

function codeAt(packed: string, position: number): number {
  const code = valueAt(packed, position)
  if (code >>> 4 >= FEATURE_GROUPS.length || (code & MAX_FEATURE_COUNT) === 0) throw damaged(packed)
  return code
}

function damaged(packed: string): MailroomError {
  return new MailroomError('integrity-failure', 'The features of a training example are damaged.', {
    facts: { length: packed.length },
  })
}
