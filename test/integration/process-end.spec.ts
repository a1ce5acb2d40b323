import { expect } from 'chai'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

const FRAME = new URL('../../src/main-process.ts', import.meta.url).href

interface Part {
  readonly child: ChildProcess
  readonly said: Promise<string>
  readonly ended: Promise<unknown[]>
}

/** A part of the product that only starts and stops, under the frame of all entries; ready when this resolves. */
async function startPart(stop: string): Promise<Part> {
  const program = `
    import { runUntilStopped } from ${JSON.stringify(FRAME)}
    await runUntilStopped(async () => {
      const held = setInterval(() => {}, 1_000)
      process.stdout.write('ready')
      return async () => { ${stop}; clearInterval(held) }
    })`
  const options = ['--import', 'tsx', '--input-type=module', '--eval', program]
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = text(child.stderr)
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  return { child, said, ended }
}

const STOPS_IN = (ms: number): string => `await new Promise((resolve) => setTimeout(resolve, ${ms}))`

describe('the end of a process', function () {
  it('is a clean one when a signal comes twice at once, as from a terminal and from npm', async function () {
    const { child, ended } = await startPart(STOPS_IN(300))
    child.kill('SIGINT')
    await new Promise((resolve) => setTimeout(resolve, 50))
    child.kill('SIGINT')
    expect(await ended).to.deep.equal([0, null])
  })

  it('comes at once for somebody who asks again', async function () {
    const { child, ended } = await startPart(STOPS_IN(60_000))
    child.kill('SIGTERM')
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    child.kill('SIGTERM')
    expect(await ended).to.deep.equal([1, null])
  })

  it('tells of a stop that failed, with its cause', async function () {
    const cause = `new Error('the disk has gone')`
    const { child, said, ended } = await startPart(`throw new Error('not closed', { cause: ${cause} })`)
    child.kill('SIGTERM')
    expect(await ended).to.deep.equal([1, null])
    expect(await said)
      .to.include('not closed')
      .and.include('the disk has gone')
  })

  it('does not fail because nobody reads any more what it says', async function () {
    const { child, ended } = await startPart(`process.stdout.write('Stopping'); ${STOPS_IN(100)}`)
    child.stdout?.destroy()
    child.stderr?.destroy()
    child.kill('SIGTERM')
    expect(await ended).to.deep.equal([0, null])
  })
})
