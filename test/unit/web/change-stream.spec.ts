import { expect } from 'chai'
import type { ChangeEvent } from '../../../src/contract/operation.ts'
import { followChanges, type Source } from '../../../src/web/shared/change-stream.ts'

type Listener = (event: { readonly data: string }) => void

/** A stream of which the test says what happens on it. */
class FakeSource implements Source {
  readyState = 0
  readonly listeners = new Map<string, Listener>()

  addEventListener(type: string, listener: Listener): void {
    this.listeners.set(type, listener)
  }

  close(): void {
    this.readyState = 2
  }

  emit(type: 'open' | 'error' | 'message', data = ''): void {
    this.listeners.get(type)?.({ data })
  }

  refuse(): void {
    this.readyState = 2
    this.emit('error')
  }
}

interface Timer {
  readonly action: () => void
  readonly atMs: number
}

/** A browser with a clock that goes only when it is told to. */
function openBrowser(isHidden = false) {
  const sources: FakeSource[] = []
  const timers = new Set<Timer>()
  const told: string[][] = []
  const browser = {
    sources,
    told,
    nowMs: 0,
    isHidden,
    reads: 0,
    /** Held until the test lets go. */
    working: Promise.resolve(),
    lookAway: (): void => undefined,
    async pass(ms: number): Promise<void> {
      const endMs = browser.nowMs + ms
      for (;;) {
        const [next] = [...timers].filter(({ atMs }) => atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs)
        if (next === undefined) break
        timers.delete(next)
        browser.nowMs = next.atMs
        next.action()
        await settled()
      }
      browser.nowMs = endMs
      await settled()
    },
    turn(isHidden: boolean): void {
      browser.isHidden = isHidden
      browser.lookAway()
    },
  }
  const stop = followChanges({
    open() {
      const source = new FakeSource()
      sources.push(source)
      return source
    },
    isHidden: () => browser.isHidden,
    watchSight(listener) {
      browser.lookAway = listener
      return () => undefined
    },
    nowMs: () => browser.nowMs,
    later(action, ms) {
      const timer = { action, atMs: browser.nowMs + ms }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async readChanged(changes) {
      told.push(changes.map(({ id }) => id))
      await browser.working
    },
    async readAll() {
      browser.reads += 1
    },
  })
  return { ...browser, browser, stop, timers }
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}

function change(id: string): string {
  const event: ChangeEvent = { kind: 'item', id, at: '2026-11-30T09:00:00.000Z' }
  return JSON.stringify(event)
}

describe('following the changes of the server', function () {
  it('tells of changes that come close together once, and of each record once', async function () {
    const { browser, sources, told } = openBrowser()
    for (const id of ['a', 'b', 'a']) sources[0]?.emit('message', change(id))
    await browser.pass(299)
    expect(told).to.deep.equal([])
    await browser.pass(1)
    expect(told).to.deep.equal([['a', 'b']])
  })

  it('tells again only after the last telling was worked off, however much comes in between', async function () {
    const { browser, sources, told } = openBrowser()
    let finish: () => void = () => undefined
    browser.working = new Promise((resolve) => {
      finish = resolve
    })
    sources[0]?.emit('message', change('a'))
    await browser.pass(300)
    for (const id of ['b', 'c']) sources[0]?.emit('message', change(id))
    await browser.pass(10_000)
    expect(told).to.deep.equal([['a']])
    finish()
    await settled()
    await browser.pass(1_500)
    expect(told).to.deep.equal([['a'], ['b', 'c']])
  })

  it('reads nothing twice when it begins, and everything after a break', async function () {
    const { browser, sources } = openBrowser()
    sources[0]?.emit('open')
    expect(browser.reads).to.equal(0)
    sources[0]?.emit('error')
    sources[0]?.emit('open')
    expect(browser.reads, 'the browser has connected by itself').to.equal(1)
    expect(sources).to.have.length(1)
  })

  it('reads everything when the stream was long in opening', async function () {
    const { browser, sources } = openBrowser()
    await browser.pass(1_001)
    sources[0]?.emit('open')
    expect(browser.reads).to.equal(1)
  })

  it('asks now and then while the server takes no stream, and ever more seldom', async function () {
    const { browser, sources } = openBrowser()
    const waits = [5_000, 10_000, 20_000, 40_000, 60_000, 60_000]
    for (const [index, ms] of waits.entries()) {
      sources.at(-1)?.refuse()
      await browser.pass(ms - 1)
      expect(sources, `before try ${index + 2}`).to.have.length(index + 1)
      await browser.pass(1)
      expect(sources).to.have.length(index + 2)
    }
    expect(browser.reads, 'what is shown is read while nothing is told').to.equal(waits.length)
    sources.at(-1)?.emit('open')
    sources.at(-1)?.refuse()
    await browser.pass(5_000)
    expect(sources, 'after a success the wait is short again').to.have.length(waits.length + 2)
  })

  it('gives its line back while nobody sees the page, and reads everything when somebody does', async function () {
    const { browser, sources } = openBrowser()
    sources[0]?.emit('open')
    browser.turn(true)
    await browser.pass(5_000)
    expect(sources[0]?.readyState).to.equal(2)
    await browser.pass(600_000)
    expect(sources).to.have.length(1)
    browser.turn(false)
    expect(sources).to.have.length(2)
    sources[1]?.emit('open')
    expect(browser.reads).to.equal(1)
  })

  it('stays connected when somebody looks away for a moment', async function () {
    const { browser, sources } = openBrowser()
    sources[0]?.emit('open')
    browser.turn(true)
    await browser.pass(4_000)
    browser.turn(false)
    await browser.pass(60_000)
    expect(sources[0]?.readyState).to.equal(0)
    expect(sources).to.have.length(1)
  })

  it('takes no line for a page that was never seen, and reads everything when it is', async function () {
    const { browser, sources } = openBrowser(true)
    await browser.pass(600_000)
    expect(sources).to.deep.equal([])
    browser.turn(false)
    sources[0]?.emit('open')
    expect(browser.reads).to.equal(1)
  })

  it('leaves nothing behind when it is ended', async function () {
    const { browser, sources, told, stop, timers } = openBrowser()
    sources[0]?.emit('message', change('a'))
    stop()
    await browser.pass(60_000)
    expect([told, timers.size, sources[0]?.readyState]).to.deep.equal([[], 0, 2])
  })
})
