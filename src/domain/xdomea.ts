import type { XmlElement } from './invoices/xml-element.ts'

const NAMESPACE = /^urn:xoev-de:xdomea:schema:[0-9]+\.[0-9]+\.[0-9]+$/

/** Whether it is a message of xdomea, of whatever version; what it says is told by the name of its root. */
export function isXdomea({ namespace }: Pick<XmlElement, 'namespace'>): boolean {
  return NAMESPACE.test(namespace)
}
