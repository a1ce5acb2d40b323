import type { EInvoice } from './e-invoice.ts'
import { readCii } from './read-cii.ts'
import { readUbl } from './read-ubl.ts'
import type { XmlElement } from './xml-element.ts'

/** Namespaces of the root elements of the syntaxes that EN 16931 allows, and of ZUGFeRD 1. */
const UBL = /^urn:oasis:names:specification:ubl:schema:xsd:(?:Invoice|CreditNote)-2$/
const CII = /^urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:\d+$/
const ZUGFERD_1 = /^urn:ferd:CrossIndustryDocument:invoice:1p0$/

/** The invoice that an XML document holds; `undefined` for every other kind of XML. */
export function readEInvoice(root: XmlElement): EInvoice | undefined {
  if ((root.name === 'Invoice' || root.name === 'CreditNote') && UBL.test(root.namespace))
    return readUbl(root)
  if (root.name === 'CrossIndustryInvoice' && CII.test(root.namespace)) return readCii(root)
  if (root.name === 'CrossIndustryDocument' && ZUGFERD_1.test(root.namespace)) return readCii(root)
  return undefined
}
