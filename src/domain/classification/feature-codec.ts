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
const VALUE_OF_LETTER = new Map(Array.from(ALPHABET, (letter, value) => [letter, value]))

export function packFeatures(features: readonly Feature[]): PackedFeatures {
  return features.map(packFeature).join('')
}

/** @throws {MailroomError} `integrity-failure` when the text was not made by `packFeatures` */
export function unpackFeatures(packed: PackedFeatures): readonly Feature[] {
  const count = packed.length / LETTERS_PER_FEATURE
  if (!Number.isInteger(count) || count > MAX_PACKED_FEATURES) throw damaged(packed)
  return Array.from({ length: count }, (_, index) => unpackFeature(packed, index * LETTERS_PER_FEATURE))
}

export function areFeaturesReadable(packed: PackedFeatures): boolean {
  try {
    unpackFeatures(packed)
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

function unpackFeature(packed: string, start: number): Feature {
  const valueAt = (offset: number): number => {
    const value = VALUE_OF_LETTER.get(packed.charAt(start + offset))
    if (value === undefined) throw damaged(packed)
    return value
  }
  const hash = (valueAt(0) << 18) | (valueAt(1) << 12) | (valueAt(2) << 6) | valueAt(3)
  const last = valueAt(4)
  const group = FEATURE_GROUPS[last >>> 4]
  const count = last & MAX_FEATURE_COUNT
  if (group === undefined || count === 0) throw damaged(packed)
  return { hash, group, count }
}

function damaged(packed: string): MailroomError {
  return new MailroomError('integrity-failure', 'The features of a training example are damaged.', {
    facts: { length: packed.length },
  })
}
