import { ObjectId } from 'bson'
import { isDocument } from '../bson/document.ts'

function showObject(value: object): string {
  if (Array.isArray(value)) return `[ ${value.map(showValue).join(', ')} ]`
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`
  if (value instanceof Date) return `new Date(${value.getTime()})`
  if (isDocument(value)) {
    const fields = Object.entries(value).map(([name, item]) => `${name}: ${showValue(item)}`)
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
  }
  return JSON.stringify(value)
}

/** A value as MongoDB prints it in its error messages. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  return typeof value === 'object' && value !== null ? showObject(value) : String(value)
}
