import fc from 'fast-check';
import { isIPv6 } from 'node:net';

import { canonicalAddress, canonicalMac, isLocalAddress } from './address';

describe('an address', () => {
  it.each([
    ['10.0.0.1/24', '10.0.0.1'],
    [' 10.0.0.1 ', '10.0.0.1'],
    ['2001:DB8:0:0:0:0:0:1/64', '2001:db8::1'],
    ['2001:db8::0001', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
    ['::ffff:10.0.0.1', '::ffff:a00:1'],
    ['dhcp', 'dhcp'],
    ['1::2::3', '1::2::3'],
    ['::999.1.1.1', '::999.1.1.1'],
    ['12345::', '12345::'],
    [':', ':'],
  ])('%j is compared as %j', (text, canonical) => {
    expect(canonicalAddress(text)).toBe(canonical);
  });

  it('is the same however its groups are written', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const canonical = canonicalAddress(text);
        expect(isIPv6(canonical)).toBe(true);
        expect(canonical).toBe(new URL(`http://[${text}]/`).hostname.slice(1, -1));
      })
    );
  });

  it('is local where every machine has it', () => {
    expect(['127.0.0.1', '::1', '169.254.3.4', 'fe80::1', 'febf::1', '', '0.0.0.0'].every(isLocalAddress)).toBe(true);
    expect(['10.0.0.1', 'fec0::1', '2001:db8::1', '12.7.0.1', 'fe80'].some(isLocalAddress)).toBe(false);
  });
});

it.each([
  ['bc:24:11:00:aa:01', 'BC:24:11:00:AA:01'],
  ['BC-24-11-00-AA-01', 'BC:24:11:00:AA:01'],
  ['bc241100aa01', 'BC:24:11:00:AA:01'],
  ['auto', 'AUTO'],
])('the MAC %j is compared as %j', (text, canonical) => {
  expect(canonicalMac(text)).toBe(canonical);
});
