import { expect } from 'chai'
import type { ItemPage } from '../../../src/web/shared/api/types.ts'
import { itemsOf, withPages, type ItemPages } from '../../../src/web/shared/item-lists.ts'

type Item = ItemPage['items'][number]
type Page = Omit<ItemPage, 'items'> & { items: Item[] }

/** Item 9 is the newest. Only what the lists look at. */
function item(number: number, subject = ''): Item {
  return { id: `i${number}`, capturedAt: `2026-11-30T09:00:0${number}.000Z`, subject } as Item
}

function page(numbers: readonly number[], nextCursor: string | null): Page {
  return { items: numbers.map((number) => item(number)), nextCursor }
}

const LIST: ItemPages = {
  pages: [page([9, 8, 7], 'after7'), page([6, 5, 4], 'after4')],
  pageParams: [undefined, 'after7'],
}

function idsOf(list: ItemPages): string[] {
  return itemsOf(list).map(({ id }) => id)
}

describe('lists of items that are read anew in part', function () {
  it('show what has changed and leave the other pages alone', function () {
    const fresh = { items: [item(6), item(5, 'neu'), item(4)], nextCursor: 'after4' }
    const list = withPages(LIST, new Map([['after7', fresh]]))
    expect(idsOf(list)).to.deep.equal(['i9', 'i8', 'i7', 'i6', 'i5', 'i4'])
    expect(itemsOf(list)[4]?.subject).to.equal('neu')
    expect(list.pages[0]).to.equal(LIST.pages[0])
  })

  it('lose no item that newer ones have pushed off its page', function () {
    const old: ItemPages = { ...LIST, pages: [page([8, 7, 6], 'after6'), page([5, 4], null)] }
    const list = withPages(old, new Map([[undefined, page([9, 8, 7], 'after7')]]))
    expect(idsOf(list)).to.deep.equal(['i9', 'i8', 'i7', 'i6', 'i5', 'i4'])
    expect(list.pages[0]?.nextCursor).to.equal('after6')
  })

  it('lose no item when a page is full of newer ones', function () {
    const old: ItemPages = { ...LIST, pages: [page([6, 5], 'after5'), page([4, 3], null)] }
    const list = withPages(old, new Map([[undefined, page([9, 8], 'after8')]]))
    expect(idsOf(list)).to.deep.equal(['i9', 'i8', 'i6', 'i5', 'i4', 'i3'])
  })

  it('show an item once that has moved up from the next page, and not what has gone', function () {
    for (const gone of [8, 7]) {
      const rest = [9, 8, 7].filter((number) => number !== gone)
      const list = withPages(LIST, new Map([[undefined, page([...rest, 6], 'after6')]]))
      expect(idsOf(list)).to.deep.equal([...rest, 6, 5, 4].map((number) => `i${number}`))
    }
  })

  it('end where the last page ends', function () {
    const list = withPages(LIST, new Map([['after7', page([6], null)]]))
    expect(idsOf(list)).to.deep.equal(['i9', 'i8', 'i7', 'i6'])
  })

  it('go by the id where items were captured in the same moment', function () {
    const twin = (id: string): Item => ({ ...item(5), id })
    const old: ItemPages = {
      pages: [{ items: [twin('b'), twin('a')], nextCursor: 'x' }],
      pageParams: [undefined],
    }
    const fresh = { items: [twin('c'), twin('b')], nextCursor: 'y' }
    expect(idsOf(withPages(old, new Map([[undefined, fresh]])))).to.deep.equal(['c', 'b', 'a'])
  })
})
