import type { Document } from '../bson/document.ts'
import type { Index } from './index-spec.ts'

/** A collection as the catalog of one connection sees it. */
export interface Collection {
  readonly id: number
  readonly database: string
  readonly name: string
  readonly namespace: string
  readonly info: Document
  readonly indexes: readonly Index[]
}
