import { expect } from 'chai'
import { childCommand } from '../../../../src/adapters/child-pool/command.ts'
import { skipUnless } from '../../../support/skip.ts'

const LIMITS = { memoryMiB: 100, dataMiB: 2, cpuSeconds: 60, fileMiB: 1, openFiles: 32 }

describe('childCommand', function () {
  const cases = [
    { name: 'nothing', execArgv: [], kept: [] },
    { name: 'a loader', execArgv: ['--import', 'tsx'], kept: ['--import', 'tsx'] },
    { name: 'a loader in one word', execArgv: ['--import=tsx', '--inspect=0'], kept: ['--import=tsx'] },
    { name: 'a debugger and warnings', execArgv: ['--inspect-brk', '--no-warnings'], kept: [] },
  ]
  for (const { name, execArgv, kept } of cases) {
    it(`passes on of ${name} what loads modules`, function () {
      const { args, file } = childCommand('/entry.ts', LIMITS, execArgv)
      const words = [file, ...args]
      expect(words.slice(words.indexOf(process.execPath) + 1)).to.deep.equal([...kept, '/entry.ts'])
    })
  }

  it('asks the system for the limits where it can set them', function () {
    const { args, file } = childCommand('/entry.js', LIMITS, [])
    const words = [file, ...args]
    skipUnless(
      this,
      words.some((word) => word.endsWith('prlimit')),
      'prlimit (util-linux) is not installed',
    )
    expect(words).to.include.members([
      '--data=2097152',
      '--cpu=60',
      '--fsize=1048576',
      '--nofile=32',
      '--core=0',
    ])
  })
})
