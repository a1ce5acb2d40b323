import type { Browser, Page } from 'playwright-core'
import { openPage } from '../../test/e2e/support/browser.ts'
import { percentile } from '../retrieval/ranking.ts'

export interface Spread {
  readonly p50: number
  readonly p95: number
}

export function spreadOf(values: readonly number[]): Spread {
  return { p50: percentile(values, 0.5), p95: percentile(values, 0.95) }
}

export interface Visitor {
  readonly browser: Browser
  readonly url: string
  readonly username: string
  readonly password: string
}

/** Signed in, without having seen a page: nothing is in the cache. */
export async function openVisit(
  { browser, url, username, password }: Visitor,
  cpuSlowdown: number,
): Promise<Page> {
  const { context, page } = await openPage(browser, url)
  const answer = await context.request.post('/api/v1/session', { data: { username, password } })
  if (!answer.ok()) throw new Error(`Sign-in: ${String(answer.status())}`)
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
  return page
}

export interface FirstPaint {
  readonly firstPaintMs: number
  /** The first rows of the inbox stand there. */
  readonly listMs: number
}

/** Opens the inbox with an empty cache. */
export async function measureFirstPaint(visitor: Visitor, cpuSlowdown: number): Promise<FirstPaint> {
  const page = await openVisit(visitor, cpuSlowdown)
  await page.addInitScript(`
    new MutationObserver((_, observer) => {
      if (document.querySelector('.item-row') === null) return
      observer.disconnect()
      requestAnimationFrame(() => { window.listMs = performance.now() })
    }).observe(document, { childList: true, subtree: true })
  `)
  await page.goto('/posteingang')
  const result = await page.evaluate<FirstPaint>(`new Promise((resolve) => {
    const look = () => {
      if (window.listMs === undefined) {
        requestAnimationFrame(look)
        return
      }
      const [paint] = performance.getEntriesByName('first-contentful-paint')
      resolve({ firstPaintMs: paint?.startTime ?? NaN, listMs: window.listMs })
    }
    look()
  })`)
  await page.context().close()
  return result
}

/** From the key to the frame in which the next item stands there: title, form, and the picture of its page. */
const PRESS_J = `new Promise((resolve, reject) => {
  const before = document.querySelector('#eingang-titel')?.textContent
  const number = document.querySelector('.item-header__number')?.textContent
  const startMs = performance.now()
  const look = () => {
    const isNext = document.querySelector('.item-header__number')?.textContent !== number
    const image = document.querySelector('.sheet__image')
    if (isNext && image !== null && image.complete && image.naturalWidth > 0) resolve(performance.now() - startMs)
    else if (performance.now() - startMs > 20000) reject(new Error('no next item behind ' + before))
    else requestAnimationFrame(look)
  }
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }))
  requestAnimationFrame(look)
})`

/** Time to look at an item, in which the next one is fetched. */
const READING_MS = 1_500

/** Goes from item to item with J, as a person who looks at each. */
export async function measureNextItems(
  visitor: Visitor,
  count: number,
  cpuSlowdown: number,
): Promise<readonly number[]> {
  const page = await openVisit(visitor, cpuSlowdown)
  await page.goto('/posteingang')
  await page.locator('.item-row__link').first().click()
  await page.locator('.sheet__image').waitFor()
  const times: number[] = []
  for (let round = 0; round < count; round += 1) {
    await page.waitForTimeout(READING_MS)
    times.push(await page.evaluate<number>(PRESS_J))
  }
  await page.context().close()
  return times
}

export interface Scrolling {
  readonly loadedRows: number
  readonly loadMs: number
  readonly drawnRows: number
  /** Milliseconds between frames. */
  readonly frames: readonly number[]
}

const LOAD_ALL = `(async (wanted) => {
  const list = document.querySelector('.triage__list')
  const startMs = performance.now()
  const rows = () => Math.round(document.querySelector('.item-list').clientHeight / document.querySelector('.item-row').clientHeight)
  while (rows() < wanted && performance.now() - startMs < 180000) {
    list.scrollTop = list.scrollHeight
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  return { loadedRows: rows(), loadMs: performance.now() - startMs }
})`

const SCROLL = `(async () => {
  const list = document.querySelector('.triage__list')
  const frames = []
  let drawnRows = 0
  list.scrollTop = 0
  await new Promise((resolve) => setTimeout(resolve, 500))
  const step = list.scrollHeight / 300
  let last = performance.now()
  for (let frame = 0; frame < 300; frame += 1) {
    list.scrollTop += step
    const now = await new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())))
    frames.push(now - last)
    last = now
    drawnRows = Math.max(drawnRows, document.querySelectorAll('.item-row').length)
  }
  return { frames, drawnRows }
})()`

/** Loads the whole inbox by scrolling to its end, and then runs through it in 300 frames. */
export async function measureScrolling(
  visitor: Visitor,
  rows: number,
  cpuSlowdown: number,
): Promise<Scrolling> {
  const page = await openVisit(visitor, cpuSlowdown)
  await page.goto('/posteingang')
  await page.locator('.item-row').first().waitFor()
  const loaded = await page.evaluate<Pick<Scrolling, 'loadedRows' | 'loadMs'>>(`${LOAD_ALL}(${rows})`)
  const scrolled = await page.evaluate<Pick<Scrolling, 'frames' | 'drawnRows'>>(SCROLL)
  await page.context().close()
  return { ...loaded, ...scrolled }
}

export interface Bundle {
  readonly files: number
  readonly bytes: number
  readonly sentBytes: number
}

/** What a browser fetches before the inbox stands there, without page pictures: as it is, and as it goes over the line. */
export async function measureBundle(visitor: Visitor): Promise<Bundle> {
  const page = await openVisit(visitor, 1)
  await page.goto('/posteingang')
  await page.locator('.item-row').first().waitFor()
  const bundle = await page.evaluate<Bundle>(`(() => {
    const own = performance.getEntriesByType('resource').filter(({ name }) => /[.](js|css|woff2)([?]|$)/.test(name))
    const sum = (field) => own.reduce((total, entry) => total + entry[field], 0)
    return { files: own.length, bytes: sum('decodedBodySize'), sentBytes: sum('encodedBodySize') }
  })()`)
  await page.context().close()
  return bundle
}
