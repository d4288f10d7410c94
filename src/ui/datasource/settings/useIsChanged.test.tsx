import type { DataSourceSettings } from '@grafana/data';
import { renderHook } from '@testing-library/react';

import type { SourceSecrets, SourceSettings } from './settings';
import { useIsChanged } from './useIsChanged';

type Options = DataSourceSettings<SourceSettings, SourceSecrets>;

const SAVED = {
  version: 3,
  url: 'https://a1:8006',
  jsonData: { timeout: 20, tlsAuthWithCACert: true },
  secureJsonData: {},
  secureJsonFields: { tlsCACert: true },
} as unknown as Options;

function edited() {
  const { result, rerender } = renderHook((options: Options) => useIsChanged(options), { initialProps: SAVED });
  return (change: Partial<Options>) => {
    rerender({ ...SAVED, ...change });
    return result.current;
  };
}

test.each<[string, Partial<Options>]>([
  ['address', { url: 'https://a2:8006' }],
  ['an address that is none', { url: 'a1' }],
  ['setting', { jsonData: { timeout: 21, tlsAuthWithCACert: true } }],
  ['switch', { jsonData: { timeout: 20, tlsAuthWithCACert: true, tlsSkipVerify: true } }],
  ['secret', { secureJsonData: { tlsCACert: 'another' } }],
  ['secret that was taken back', { secureJsonFields: { tlsCACert: false } }],
])('a change of %s', (_, change) => {
  const isChangedBy = edited();
  expect(isChangedBy({})).toBe(false);
  expect(isChangedBy(change)).toBe(true);
  // What stands there is again what was saved.
  expect(isChangedBy({ jsonData: { tlsAuthWithCACert: true, timeout: 20, serverName: undefined } })).toBe(false);
  expect(isChangedBy(change)).toBe(true);
  expect(isChangedBy({ ...change, version: 4 })).toBe(false);
});
