const GROUPS = 8
/** Groups of the /64 that one connection gets; its holder picks the rest freely. */
const NETWORK_GROUPS = 4

/**
 * The part of a client's address that attempts are counted on: IPv4 whole, IPv6 its /64. IPv4 inside IPv6
 * (`::ffff:192.0.2.1`) counts as IPv4. What is no address comes back as it is.
 */
export function addressBlock(address: string): string {
  const groups = groupsOf(address.replace(/%.*$/s, ''))
  if (groups === undefined) return address
  const network = groups.slice(0, NETWORK_GROUPS).map((group) => group.toString(16))
  return plainOf(groups) ?? `${network.join(':')}::/64`
}

/**
 * The addresses that one holder is usually given: IPv4 the /24, IPv6 the /56. What is no address comes back as it is.
 */
export function addressNetwork(address: string): string {
  const groups = groupsOf(address.replace(/%.*$/s, ''))
  const plain = groups === undefined ? address : plainOf(groups)
  if (plain !== undefined) return plain.replace(/^((?:\d{1,3}\.){3})\d{1,3}$/, '$10/24')
  const [a = 0, b = 0, c = 0, d = 0] = groups ?? []
  return `${[a, b, c, d & 0xff00].map((group) => group.toString(16)).join(':')}::/56`
}

/** IPv4 inside IPv6. */
function plainOf(groups: readonly number[]): string | undefined {
  const [high = 0, low = 0] = groups.slice(GROUPS - 2)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  return isMapped ? [high >> 8, high & 255, low >> 8, low & 255].join('.') : undefined
}

/** The eight groups of 16 bits; `undefined` for anything but IPv6. */
function groupsOf(address: string): number[] | undefined {
  const halves = address.split('::')
  if (!address.includes(':') || halves.length > 2) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':').flatMap(numbersOf)))
  const missing = GROUPS - head.length - tail.length
  const isComplete = halves.length === 2 ? missing > 0 : missing === 0
  const groups = [...head, ...Array.from({ length: Math.max(0, missing) }, () => 0), ...tail]
  return isComplete && !groups.some(Number.isNaN) ? groups : undefined
}

/** One group, or two for four decimal bytes; `NaN` for what is neither. */
function numbersOf(part: string): number[] {
  if (/^[0-9a-f]{1,4}$/i.test(part)) return [Number.parseInt(part, 16)]
  const bytes = part.split('.').map((byte) => (/^\d{1,3}$/.test(byte) ? Number(byte) : Number.NaN))
  const [a = 0, b = 0, c = 0, d = 0] = bytes
  return bytes.length === 4 && bytes.every((byte) => byte <= 255) ? [a * 256 + b, c * 256 + d] : [Number.NaN]
}
