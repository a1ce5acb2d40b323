import { Decimal128, Double, ObjectId } from 'bson'
import { expect } from 'chai'
import { createExpression } from '../../../src/embedded-mongo/aggregate/expression.ts'
import type { Document } from '../../../src/embedded-mongo/bson/document.ts'
import { CommandError } from '../../../src/embedded-mongo/errors.ts'
import { showValue } from '../../../src/embedded-mongo/values/show.ts'

const FROM: Document = {
  n: 5,
  half: 0.5,
  large: 9007199254740993n,
  text: 'Grüße',
  list: [3, 1, 2],
  items: [{ k: 'a', v: 1 }, { k: 'b', v: 2 }, { v: 3 }, 7],
  nested: { x: 1 },
  nothing: null,
  id: new ObjectId('65f000000000000000000001'),
  // In Berlin one hour later: the first of January.
  newYear: new Date('2025-12-31T23:30:00Z'),
  summer: new Date('2026-07-01T22:30:00Z'),
}

const berlin = (date: string): Document => ({ date, timezone: 'Europe/Berlin' })

const CASES: readonly (readonly [unknown, unknown])[] = [
  ['$n', 5],
  ['$nested.x', 1],
  ['$missing', undefined],
  ['$items.v', [1, 2, 3]],
  ['$list.0', []],
  ['$$ROOT.n', 5],
  [{ $literal: '$n' }, '$n'],
  [{ a: '$n', b: '$missing' }, { a: 5 }],
  [
    ['$n', '$missing'],
    [5, null],
  ],
  [{ $eq: ['$n', new Double(5)] }, true],
  [{ $eq: ['$list', 1] }, false],
  [{ $eq: ['$missing', null] }, false],
  [{ $gt: ['$n', null] }, true],
  [{ $lt: ['$missing', null] }, true],
  [{ $cmp: ['$text', 'a'] }, -1],
  [{ $and: ['$n', { $not: ['$nothing'] }] }, true],
  [{ $or: ['$nothing', 0, ''] }, true],
  [{ $cond: [{ $gte: ['$n', 5] }, 'yes', 'no'] }, 'yes'],
  [{ $cond: { if: '$missing', then: 1, else: 2 } }, 2],
  [{ $ifNull: ['$missing', '$nothing', 'x'] }, 'x'],
  [{ $switch: { branches: [{ case: { $lt: ['$n', 3] }, then: 'small' }], default: 'large' } }, 'large'],
  [{ $let: { vars: { a: 2 }, in: { $add: ['$$a', '$n'] } } }, 7],
  [{ $add: ['$n', 1, '$half'] }, 6.5],
  [{ $add: ['$large', 1] }, 9007199254740994n],
  [{ $add: [new Date(1000), 500] }, new Date(1500)],
  [{ $add: ['$n', '$nothing'] }, null],
  [{ $subtract: [new Date(1500), new Date(1000)] }, 500n],
  [{ $subtract: ['$n', 7] }, -2],
  [{ $multiply: ['$n', '$half', 2] }, new Double(5)],
  [{ $divide: ['$n', 2] }, 2.5],
  [{ $divide: [4, 2] }, new Double(2)],
  [{ $mod: ['$n', 3] }, 2],
  [{ $abs: -3 }, 3],
  [{ $round: [2.5] }, new Double(2)],
  [{ $round: [3.14159, 2] }, 3.14],
  [{ $round: [1250, -2] }, 1200],
  [{ $trunc: [-2.7] }, new Double(-2)],
  [{ $ceil: 2.1 }, new Double(3)],
  [{ $pow: [2, 10] }, 1024],
  [{ $sum: '$list' }, 6],
  [{ $sum: ['$n', '$half', 'x'] }, 5.5],
  [{ $avg: '$list' }, new Double(2)],
  [{ $max: '$list' }, 3],
  [{ $min: ['$n', '$missing', 2] }, 2],
  [{ $arrayElemAt: ['$list', -1] }, 2],
  [{ $arrayElemAt: ['$list', 9] }, undefined],
  [{ $first: '$items.v' }, 1],
  [{ $size: '$list' }, 3],
  [{ $in: [new Double(1), '$list'] }, true],
  [{ $indexOfArray: ['$list', 2] }, 2],
  [{ $filter: { input: '$list', as: 'x', cond: { $gt: ['$$x', 1] } } }, [3, 2]],
  [{ $map: { input: '$list', in: { $multiply: ['$$this', 2] } } }, [6, 2, 4]],
  [{ $reduce: { input: '$list', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
  [{ $sortArray: { input: '$list', sortBy: 1 } }, [1, 2, 3]],
  [{ $slice: ['$list', 1, 1] }, [1]],
  [{ $slice: ['$list', -2] }, [1, 2]],
  [{ $range: [0, 5, 2] }, [0, 2, 4]],
  [{ $concatArrays: ['$list', [9]] }, [3, 1, 2, 9]],
  [{ $setUnion: ['$list', [1, 4]] }, [1, 2, 3, 4]],
  [{ $setIntersection: ['$list', [2, 3, 9]] }, [2, 3]],
  [{ $setIsSubset: [[1], '$list'] }, true],
  [{ $mergeObjects: ['$nested', { y: 2 }, null] }, { x: 1, y: 2 }],
  [{ $objectToArray: '$nested' }, [{ k: 'x', v: 1 }]],
  [{ $arrayToObject: [[['a', 1]]] }, { a: 1 }],
  [{ $concat: ['$text', '!', '$missing'] }, null],
  [{ $concat: ['$text', '!'] }, 'Grüße!'],
  [{ $toUpper: 'abc' }, 'ABC'],
  [{ $strLenCP: '$text' }, 5],
  [{ $strLenBytes: '$text' }, 7],
  [{ $substrCP: ['$text', 2, 2] }, 'üß'],
  [{ $split: ['a-b-c', '-'] }, ['a', 'b', 'c']],
  [{ $trim: { input: '  x ' } }, 'x'],
  [{ $indexOfCP: ['$text', 'ß'] }, 3],
  [{ $regexMatch: { input: '$text', regex: '^gr', options: 'i' } }, true],
  [{ $replaceAll: { input: 'a.a', find: 'a', replacement: { $literal: '$&' } } }, '$&.$&'],
  [{ $type: '$n' }, 'int'],
  [{ $type: '$half' }, 'double'],
  [{ $type: '$missing' }, 'missing'],
  [{ $type: '$id' }, 'objectId'],
  [{ $toString: '$id' }, '65f000000000000000000001'],
  [{ $toObjectId: '65f000000000000000000001' }, FROM['id']],
  [{ $toInt: '12' }, 12],
  [{ $toLong: 12 }, 12n],
  [{ $convert: { input: 'x', to: 'int', onError: -1 } }, -1],
  [{ $year: '$newYear' }, 2025],
  [{ $year: berlin('$newYear') }, 2026],
  [{ $isoWeek: berlin('$newYear') }, 1],
  [{ $isoWeekYear: '$newYear' }, 2026],
  [{ $hour: berlin('$summer') }, 0],
  [{ $dateToString: { format: '%Y-%m-%d %H:%M %z', ...berlin('$summer') } }, '2026-07-02 00:30 +0200'],
  [{ $dateToString: { date: '$summer' } }, '2026-07-01T22:30:00.000Z'],
  [{ $dateTrunc: { unit: 'month', ...berlin('$newYear') } }, new Date('2025-12-31T23:00:00Z')],
  [
    { $dateTrunc: { unit: 'week', startOfWeek: 'monday', ...berlin('$summer') } },
    new Date('2026-06-28T22:00:00Z'),
  ],
  [
    { $dateAdd: { startDate: new Date('2026-01-31T10:00:00Z'), unit: 'month', amount: 1 } },
    new Date('2026-02-28T10:00:00Z'),
  ],
  // Summer time begins on 29 March 2026: a day is 23 hours long.
  [
    {
      $dateAdd: {
        startDate: new Date('2026-03-28T11:00:00Z'),
        unit: 'day',
        amount: 1,
        timezone: 'Europe/Berlin',
      },
    },
    new Date('2026-03-29T10:00:00Z'),
  ],
  [{ $dateDiff: { startDate: '$newYear', endDate: '$summer', unit: 'month' } }, 7n],
  [{ $dateDiff: { startDate: '$newYear', endDate: '$summer', unit: 'year', timezone: 'Europe/Berlin' } }, 0n],
  [{ $dateFromString: { dateString: '2026-07-02T00:30:00', timezone: 'Europe/Berlin' } }, FROM['summer']],
]

describe('createExpression', function () {
  for (const [expression, value] of CASES) {
    it(`gives ${showValue(value)} for ${showValue(expression)}`, function () {
      expect(createExpression(expression)(FROM, {})).to.deep.equal(value)
    })
  }

  const WRONG: readonly (readonly [unknown, number])[] = [
    [{ $foo: 1 }, 168],
    [{ $add: 1, $subtract: 2 }, 9],
    [{ $subtract: [1] }, 9],
    [{ $cond: [1, 2] }, 9],
    [{ $filter: { input: '$list' } }, 9],
    [{ $map: { input: '$list', in: 1, foo: 1 } }, 9],
    ['$', 9],
    ['$a..b', 9],
    ['$$unknown', 9],
    [{ $add: ['$text', 1] }, 14],
    [{ $add: [Decimal128.fromString('1'), 1] }, 115],
    [{ $divide: [1, 0] }, 2],
    [{ $size: '$n' }, 14],
    [{ $toInt: 'x' }, 2],
    [{ $year: 'x' }, 14],
    [{ $year: { date: '$summer', timezone: 'Mars/Olympus' } }, 2],
    [{ $switch: { branches: [{ case: false, then: 1 }] } }, 9],
    [{ $function: {} }, 115],
    [{ $meta: 'textScore' }, 115],
    [{ $dateFromString: { dateString: 'x', format: '%Y' } }, 115],
  ]
  for (const [expression, code] of WRONG) {
    it(`refuses ${showValue(expression)} with code ${code}`, function () {
      expect(() => createExpression(expression)(FROM, {}))
        .to.throw(CommandError)
        .with.property('code', code)
    })
  }
})
