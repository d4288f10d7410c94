/** @jest-environment node */
import type { DataSource, DataSources } from './dataSources';
import { ProxyCache } from './proxyCache';

let dataSource: DataSource;
let second: number;

const proxied = () =>
  new ProxyCache({ byUid: () => dataSource, changedSecond: () => second } as unknown as DataSources);

function change(url: string, tlsCACert: string): void {
  dataSource = { ...dataSource, url, jsonData: { tlsSkipVerify: false }, secureJsonData: { token: url, tlsCACert } };
}

beforeEach(() => {
  jest.useFakeTimers({ now: 10_000 });
  dataSource = { id: 1, uid: 'a', name: 'a', type: 't', isDefault: false, readOnly: false, version: 1 } as DataSource;
  second = 10;
  change('old', 'old');
});

afterEach(() => jest.useRealTimers());

test('what is known of a data source holds for five seconds, and for none where the request says so', () => {
  const cache = proxied();
  expect(cache.find('a', undefined, false)?.url).toBe('old');
  change('new', 'new');
  second = 12;
  expect(cache.find('a', undefined, false)?.url).toBe('old');
  expect(cache.find('a', undefined, true)?.url).toBe('new');
  change('newer', 'newer');
  jest.advanceTimersByTime(5_001);
  expect(cache.find('a', undefined, false)?.url).toBe('newer');
});

test('TLS settings stay while the whole second of the last change does, the rest does not', () => {
  const cache = proxied();
  cache.find('a', undefined, true);
  change('new', 'new');
  expect(cache.find('a', undefined, true)).toMatchObject({
    url: 'new',
    secureJsonData: { token: 'new', tlsCACert: 'old' },
  });
  second = 11;
  expect(cache.find('a', undefined, true)).toMatchObject({ secureJsonData: { tlsCACert: 'new' } });
});
