import { expect } from 'chai'
import { createLineSink, openLogFile } from '../../../../src/adapters/pino/log-file.ts'

describe('log file', function () {
  it('drops lines while nothing can be written, then says how many', function () {
    const disk = { isFull: false, text: '' }
    const sink = createLineSink((bytes) => {
      if (disk.isFull) throw new Error('ENOSPC')
      disk.text += Buffer.from(bytes).toString()
      return bytes.length
    })
    sink.write('one\n')
    disk.isFull = true
    sink.write('two\n')
    sink.write('three\n')
    disk.isFull = false
    sink.write('four\n')
    sink.write('five\n')
    const [first, loss = '', ...others] = disk.text.trimEnd().split('\n')
    expect(JSON.parse(loss)).to.include({ dropped: 2, msg: 'log-lines-dropped' })
    expect([first, ...others]).to.deep.equal(['one', 'four', 'five'])
  })

  it('begins a new line after one that was cut', function () {
    const disk = { roomBytes: 2, text: '' }
    const sink = createLineSink((bytes) => {
      if (disk.roomBytes === 0) throw new Error('ENOSPC')
      const taken = bytes.subarray(0, disk.roomBytes)
      disk.text += Buffer.from(taken).toString()
      disk.roomBytes -= taken.length
      return taken.length
    })
    sink.write('one\n')
    disk.roomBytes = 1_000
    sink.write('two\n')
    const lines = disk.text.trimEnd().split('\n')
    expect([lines[0], lines.at(-1), lines.length]).to.deep.equal(['on', 'two', 3])
  })

  it('takes lines for a full disk without a word', function () {
    const sink = openLogFile('/dev/full')
    expect(() => {
      sink.write('one\n')
    }).not.to.throw()
  })
})
