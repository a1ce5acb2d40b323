import { trusted } from 'mongoose'
import { readsWholeTenant, type Actor } from '../../domain/access/actor.ts'

/** Values of fields, or one of the conditions below. Objects from elsewhere are compared as values, never obeyed. */
export type Filter = Readonly<Record<string, unknown>>

export function oneOf(values: readonly string[]): unknown {
  return trusted({ $in: [...values] })
}

export function lessThan(value: string | number | Date): unknown {
  return trusted({ $lt: value })
}

export function atMost(value: string | number | Date): unknown {
  return trusted({ $lte: value })
}

export function atLeast(value: string | number | Date): unknown {
  return trusted({ $gte: value })
}

export function greaterThan(value: string | number | Date): unknown {
  return trusted({ $gt: value })
}

/** From the first value on and below the second. */
export function between(from: string, below: string): unknown {
  return trusted({ $gte: from, $lt: below })
}

/** Both ends included. */
export function fromTo(from: string, to: string): unknown {
  return trusted({ $gte: from, $lte: to })
}

export function otherThan(value: string): unknown {
  return trusted({ $ne: value })
}

export function missing(): unknown {
  return trusted({ $exists: false })
}

export function exists(): unknown {
  return trusted({ $exists: true })
}

/** Some text of a list begins with the given one. */
export function someBeginsWith(beginning: string): unknown {
  return trusted({ $elemMatch: { $gte: beginning, $lt: `${beginning}\u{ffff}` } })
}

export function ofTenant(actor: Actor): Filter {
  return { tenantId: actor.tenantId }
}

/** What the actor may read of records that carry `readKeys`. */
export function readableBy(actor: Actor): Filter {
  if (readsWholeTenant(actor)) return ofTenant(actor)
  const { grantKeys, shutKeys = [] } = actor
  if (shutKeys.length === 0) return { ...ofTenant(actor), readKeys: oneOf(grantKeys) }
  return { ...ofTenant(actor), readKeys: trusted({ $in: [...grantKeys], $nin: [...shutKeys] }) }
}
