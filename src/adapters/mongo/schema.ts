import { Schema, type SchemaDefinition } from 'mongoose'

/** No hidden fields, nothing dropped, nothing let through: what is not declared is an error. */
const STRICT = {
  strict: 'throw',
  strictQuery: 'throw',
  minimize: false,
  versionKey: false,
  id: false,
  autoIndex: false,
  autoCreate: false,
} as const

/** Fields of every record of a tenant. */
const TENANT_RECORD = {
  _id: { type: String, required: true },
  tenantId: { type: String, required: true },
} as const

/** Rows that belong to a tenant; the record's `id` is `_id`. */
export function tenantSchema(fields: SchemaDefinition): Schema {
  return new Schema({ ...TENANT_RECORD, ...fields }, STRICT)
}

/** Rows of the installation as a whole. */
export function sharedSchema(fields: SchemaDefinition): Schema {
  return new Schema(fields, STRICT)
}

/** A value inside a row. */
export function part(fields: SchemaDefinition): Schema {
  return new Schema(fields, { ...STRICT, _id: false })
}

/** Free values inside a row whose shape the domain alone knows. */
export const AnyValue = Schema.Types.Mixed

export const WhoSchema = part({ userId: String, displayName: String })
