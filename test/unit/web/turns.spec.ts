import { expect } from 'chai'
import { createTurns } from '../../../src/web/features/stacks/turns.ts'

describe('turns', function () {
  it('are taken one after the other, also when the first ones are slow', async function () {
    const { take, log } = setUp()
    let open = (): void => undefined
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const both = [take('first', async () => gate), take('second')]
    await Promise.resolve()
    expect(log).to.eql([])
    open()
    await Promise.all(both)
    expect(log).to.eql(['first', 'second'])
  })

  it('that wait behind a failed one are not taken, and it tells how many they are', async function () {
    const { take, log } = setUp()
    await Promise.all([take('first'), take('cut', fail), take('remove'), take('confirm')])
    expect(log).to.eql(['first', 'cut failed, 2 skipped'])
  })

  it('go on with what is asked for after the failure', async function () {
    const { take, log } = setUp()
    await take('cut', fail)
    await take('cut again')
    await take('confirm')
    expect(log).to.eql(['cut failed, 0 skipped', 'cut again', 'confirm'])
  })
})

async function fail(): Promise<void> {
  return Promise.reject(new Error('not today'))
}

function setUp() {
  const log: string[] = []
  const turns = createTurns()
  const take = async (name: string, act = async (): Promise<void> => Promise.resolve()): Promise<void> =>
    turns({
      act: async () => {
        await act()
        log.push(name)
      },
      onFailure: async (_error, skipped) => {
        log.push(`${name} failed, ${skipped} skipped`)
        return Promise.resolve()
      },
    })
  return { take, log }
}
