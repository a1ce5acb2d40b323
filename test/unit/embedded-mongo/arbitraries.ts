import { Binary, Decimal128, Double, ObjectId } from 'bson'
import fc from 'fast-check'
import { isInt32 } from '../../../src/embedded-mongo/bson/document.ts'

/** Numbers as documents hold them: whole doubles in the int32 range are `Double`. */
export const anyNumber: fc.Arbitrary<unknown> = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.integer(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.double().map((value) => (isInt32(value) ? new Double(value) : value)),
  fc
    .tuple(fc.integer(), fc.integer({ min: -20, max: 20 }))
    .map(([digits, exponent]) => Decimal128.fromString(`${digits}E${exponent}`)),
)

const anyScalar: fc.Arbitrary<unknown> = fc.oneof(
  anyNumber,
  fc.constantFrom(null, true, false, '', 'a', 'b', 'ab'),
  fc.string({ maxLength: 4 }),
  fc.integer({ min: -3, max: 3 }).map((ms) => new Date(ms)),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => new Binary(bytes)),
)

export const anyValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    anyScalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value

/** Few different values, so that queries and documents meet. */
export const smallValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.constantFrom(null, 'x', 'y', true, 1.5, 2n, new Double(3), Decimal128.fromString('1.5'), new Date(1)),
)

const smallField: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: smallValue },
  { weight: 2, arbitrary: fc.array(smallValue, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.record({ c: smallValue }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.array(fc.record({ c: smallValue }, { requiredKeys: [] }), { maxLength: 2 }) },
)

/** Documents over the fields that the filters ask for. */
export const smallDocument: fc.Arbitrary<Record<string, unknown>> = fc.record(
  { a: smallField, b: smallField, d: smallField },
  { requiredKeys: [], noNullPrototype: true },
)

const condition: fc.Arbitrary<unknown> = fc.oneof(
  smallValue,
  smallValue.map((value) => ({ $eq: value })),
  fc.array(smallValue, { maxLength: 4 }).map((values) => ({ $in: values })),
  fc
    .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$ne'), smallValue)
    .map(([operator, value]) => ({ [operator]: value })),
  fc.tuple(smallValue, smallValue).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.boolean().map((wanted) => ({ $exists: wanted })),
  fc.constantFrom('string', 'number', 'null', 'array').map((type) => ({ $type: type })),
  fc.tuple(smallValue, smallValue).map(([low, high]) => ({ $elemMatch: { $gte: low, $lte: high } })),
  smallValue.map((value) => ({ $elemMatch: { c: value } })),
  smallValue.map((value) => ({ $not: { $gt: value } })),
  fc.array(smallValue, { maxLength: 2 }),
  fc.array(smallValue, { maxLength: 2 }).map((values) => ({ $in: [values, 1] })),
)

const fieldsFilter: fc.Arbitrary<Record<string, unknown>> = fc.dictionary(
  fc.constantFrom('a', 'b', 'd', 'a.c', 'b.c'),
  condition,
  {
    minKeys: 1,
    maxKeys: 3,
    noNullPrototype: true,
  },
)

export const smallFilter: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 4, arbitrary: fieldsFilter },
  {
    weight: 1,
    arbitrary: fc.array(fieldsFilter, { minLength: 1, maxLength: 3 }).map((clauses) => ({ $or: clauses })),
  },
  {
    weight: 1,
    arbitrary: fc.array(fieldsFilter, { minLength: 1, maxLength: 2 }).map((clauses) => ({ $and: clauses })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fieldsFilter, fc.array(fieldsFilter, { minLength: 1, maxLength: 2 }))
      .map(([own, clauses]) => ({ ...own, $or: clauses })),
  },
)

/** Filters that only list values, as an index alone can answer them. */
export const pointFilter: fc.Arbitrary<Record<string, unknown>> = fc.dictionary(
  fc.constantFrom('a', 'b', 'd', 'a.c'),
  fc.oneof(
    smallValue,
    fc.array(smallValue, { maxLength: 4 }).map((values) => ({ $in: values })),
  ),
  { minKeys: 1, maxKeys: 2, noNullPrototype: true },
)
