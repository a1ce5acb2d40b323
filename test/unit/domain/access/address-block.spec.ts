import { expect } from 'chai'
import { addressBlock, addressNetwork } from '../../../../src/domain/access/address-block.ts'

describe('addressBlock', function () {
  for (const [address, block] of [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:c000:207', '192.0.2.7'],
    ['0:0:0:0:0:ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2:ffff::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
  ] as const) {
    it(`counts ${address} as ${block}`, function () {
      expect(addressBlock(address)).to.equal(block)
    })
  }

  for (const text of [
    '',
    ':',
    ':::',
    '1::2::3',
    '1:2:3',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    'g::1',
    '::1.2.3.256',
  ]) {
    it(`leaves "${text}" as it is`, function () {
      expect(addressBlock(text)).to.equal(text)
    })
  }
})

describe('addressNetwork', function () {
  for (const [address, network] of [
    ['192.0.2.7', '192.0.2.0/24'],
    ['::ffff:192.0.2.7', '192.0.2.0/24'],
    ['2001:db8:1:2ff:3:4:5:6', '2001:db8:1:200::/56'],
    ['2001:db8:1:201::1%eth0', '2001:db8:1:200::/56'],
    ['2001:db8:1:300::1', '2001:db8:1:300::/56'],
    ['', ''],
    ['unix', 'unix'],
  ] as const) {
    it(`of ${JSON.stringify(address)} is ${JSON.stringify(network)}`, function () {
      expect(addressNetwork(address)).to.equal(network)
    })
  }
})
