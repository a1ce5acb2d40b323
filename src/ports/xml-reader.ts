import type { XmlElement } from '../domain/invoices/xml-element.ts'

/**
 * Reads XML of unknown origin, inside the wall. Nothing is fetched, nothing is expanded.
 *
 * Fails with
 * - `xml-forbidden`     a document type, an entity of its own, or beyond the limits of depth, elements or size
 * - `document-damaged`  not well-formed, or in an encoding that is not read
 */
export interface XmlReader {
  read(bytes: Uint8Array): XmlElement
}
