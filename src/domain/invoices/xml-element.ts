/** An element of a parsed XML document: names without prefix, text as written. Made by the port `XmlReader`. */
export interface XmlElement {
  readonly name: string
  readonly namespace: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** Own text, without that of the children. */
  readonly text: string
}

/** Text of an element becomes at most this long when it is read as a value. */
const MAX_VALUE_LENGTH = 5000

export function childrenOf(element: XmlElement | undefined, ...names: readonly string[]): XmlElement[] {
  return element === undefined ? [] : element.children.filter(({ name }) => names.includes(name))
}

/** The first child with one of the names. */
export function childOf(
  element: XmlElement | undefined,
  ...names: readonly string[]
): XmlElement | undefined {
  return element?.children.find(({ name }) => names.includes(name))
}

/** Walks down by names; each step takes the first child with that name. */
export function descend(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let current = element
  for (const name of path) current = childOf(current, name)
  return current
}

/** Trimmed text; `undefined` when there is none. */
export function textOf(element: XmlElement | undefined): string | undefined {
  const text = element?.text.replace(/\s+/g, ' ').trim().slice(0, MAX_VALUE_LENGTH) ?? ''
  return text === '' ? undefined : text
}

export function textAt(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  return textOf(descend(element, ...path))
}

/** The record without the keys that have no value: optional properties must be absent, not undefined. */
export function present<Shape extends object>(shape: {
  readonly [Key in keyof Shape]: Shape[Key] | undefined
}): Partial<Shape> {
  return Object.fromEntries(
    Object.entries(shape).filter(([, value]) => value !== undefined),
  ) as Partial<Shape>
}
