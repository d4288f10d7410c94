/** @jest-environment node */
import type { DataSource } from '../core/connection/dataSource';
import { logRefs, metricRefs } from './namedSources';

const ref = (uid: string, type: string, isDefault = false): DataSource => ({
  uid,
  name: uid.toUpperCase(),
  type,
  isDefault,
});
const uids = (...args: Parameters<typeof metricRefs>) => metricRefs(...args).map(({ uid }) => uid);

describe('which metric sources are asked', () => {
  const sources = [
    ref('amp', 'grafana-amazonprometheus-datasource'),
    ref('loki', 'loki', true),
    ref('prom', 'prometheus'),
  ];

  it('is the default one when it takes PromQL, else the first by name', () => {
    expect(uids({ version: 1 }, sources)).toEqual(['amp']);
    expect(uids({ version: 1 }, [...sources.slice(0, 2), ref('prom', 'prometheus', true)])).toEqual(['prom']);
    expect(uids({ version: 1 }, [ref('loki', 'loki', true)])).toEqual([]);
  });

  it('is what the settings name, in that order', () => {
    expect(uids({ version: 1, sources: { metrics: ['prom', 'amp'] } }, sources)).toEqual(['prom', 'amp']);
    expect(uids({ version: 1, sources: { metrics: [] } }, sources)).toEqual([]);
  });

  it('still asks one that was named and is gone, so that its checks are unknown', () => {
    expect(metricRefs({ version: 1, sources: { metrics: ['gone'] } }, sources)).toEqual([
      { uid: 'gone', name: 'gone' },
    ]);
  });
});

describe('which sources of logs are asked', () => {
  const sources = [ref('a', 'loki'), ref('prom', 'prometheus', true), ref('z', 'loki')];
  const uidsOf = (...args: Parameters<typeof logRefs>) => logRefs(...args).map(({ uid }) => uid);

  it('is every Loki, else what the settings name, what is gone with it', () => {
    expect(uidsOf({ version: 1 }, sources)).toEqual(['a', 'z']);
    expect(uidsOf({ version: 1, sources: { logs: ['z', 'gone'] } }, sources)).toEqual(['z', 'gone']);
    expect(uidsOf({ version: 1, sources: { logs: [] } }, sources)).toEqual([]);
  });
});
