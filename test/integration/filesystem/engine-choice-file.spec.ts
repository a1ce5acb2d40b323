import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createEngineChoiceFile } from '../../../src/adapters/filesystem/engine-choice-file.ts'
import type { EngineChoice } from '../../../src/domain/recognition/engine-choice.ts'

describe('The file that keeps the choice of an engine', () => {
  const choice: EngineChoice = {
    engine: 'tesseract',
    reason: 'measured',
    trials: [{ engine: 'tesseract', version: 'tesseract 5.3.0', letters: 9, lostLetters: 0, pageMs: 5 }],
  }
  let folder = ''
  let path = ''

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'poststelle-test-'))
    path = join(folder, 'engine-trial.json')
  })

  after(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  it('has nothing before anything was kept, and forgets it for another machine or model', async () => {
    const file = createEngineChoiceFile(path)
    expect(await file.find('this machine')).to.equal(undefined)
    await file.keep('this machine', choice)
    expect(await file.find('this machine')).to.deep.equal(choice)
    expect(await file.find('another machine')).to.equal(undefined)
  })

  for (const text of [
    '',
    '[]',
    '{"fingerprint":"this machine"}',
    '{"fingerprint":"this machine","choice":{"engine":"rm"}}',
  ]) {
    it(`takes ${text === '' ? 'an empty file' : text} for nothing kept`, async () => {
      await writeFile(path, text)
      expect(await createEngineChoiceFile(path).find('this machine')).to.equal(undefined)
    })
  }
})
