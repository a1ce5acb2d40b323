import { expect } from 'chai'
import { childCommand } from '../../../../src/adapters/child-pool/command.ts'
import { namesOfWalls } from '../../../../src/adapters/child-pool/walls.ts'

const LIMITS = { memoryMiB: 100, dataMiB: 2, cpuSeconds: 60, fileMiB: 1, openFiles: 32 }
const NO_WALLS = { nice: [], noNetwork: [], prlimit: undefined }

describe('childCommand', function () {
  const cases = [
    { name: 'nothing', execArgv: [], kept: [] },
    { name: 'a loader', execArgv: ['--import', 'tsx'], kept: ['--import', 'tsx'] },
    { name: 'a loader in one word', execArgv: ['--import=tsx', '--inspect=0'], kept: ['--import=tsx'] },
    { name: 'a debugger and warnings', execArgv: ['--inspect-brk', '--no-warnings'], kept: [] },
  ]
  for (const { name, execArgv, kept } of cases) {
    it(`passes on of ${name} what loads modules`, function () {
      const { args, file } = childCommand('/entry.ts', LIMITS, execArgv, NO_WALLS)
      const words = [file, ...args]
      expect(words.slice(words.indexOf(process.execPath) + 1)).to.deep.equal([...kept, '/entry.ts'])
    })
  }

  it('puts the child behind every wall that the system has, Node last', function () {
    const walls = { nice: ['nice', '-n', '5'], noNetwork: ['unshare', '--net', '--'], prlimit: 'prlimit' }
    const { args, file } = childCommand('/entry.js', LIMITS, [], walls)
    expect([file, ...args].join(' ')).to.equal(
      'nice -n 5 unshare --net -- prlimit --data=2097152 --cpu=60 --fsize=1048576 --nofile=32 --core=0 -- ' +
        `${process.execPath} /entry.js`,
    )
    expect(namesOfWalls(walls)).to.have.length(3)
    expect(namesOfWalls(NO_WALLS)).to.have.length(1)
  })
})
