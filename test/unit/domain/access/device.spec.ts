import { expect } from 'chai'
import { deviceOf } from '../../../../src/domain/access/device.ts'

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'

describe('deviceOf', function () {
  const cases: readonly (readonly [userAgent: string | undefined, device: string])[] = [
    [`${WINDOWS.replace(')', '; rv:144.0)')} Gecko/20100101 Firefox/144.0`, 'Firefox, Windows'],
    [`${WINDOWS} ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`, 'Chrome, Windows'],
    [`${WINDOWS} ${WEBKIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`, 'Edge, Windows'],
    [`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} HeadlessChrome/142.0.0.0 Safari/537.36`, 'Chrome, Linux'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
      'Safari, macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
      'Safari, iPhone',
    ],
    [
      `Mozilla/5.0 (Linux; Android 15; Pixel 9) ${WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36`,
      'Chrome, Android',
    ],
    ['curl/8.9.1', ''],
    ['', ''],
    [undefined, ''],
    [`${'x '.repeat(100_000)}Firefox/1`, ''],
  ]
  for (const [userAgent, device] of cases) {
    it(`names ${String(userAgent).slice(0, 70)} "${device}"`, function () {
      expect(deviceOf(userAgent)).to.equal(device)
    })
  }
})
