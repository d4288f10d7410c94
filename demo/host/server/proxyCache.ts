import type { DataSource, DataSources } from './dataSources';

/** Grafana keeps what it knows of a data source for so long, unless the request says `X-Grafana-NoCache: true`. */
const KNOWN_FOR_MS = 5000;

/** What Grafana's proxy keeps: each data source for five seconds, its TLS settings until the second of its change is another. */
export class ProxyCache {
  private readonly known = new Map<string, { readMs: number; dataSource: DataSource; second: number }>();
  private readonly connections = new Map<number, { second: number; dataSource: DataSource }>();

  constructor(private readonly dataSources: DataSources) {}

  /** The data source as the proxy sees it: possibly as it was some seconds ago, and with older TLS settings. */
  find(uid: string | undefined, id: string | undefined, isFresh: boolean): DataSource | undefined {
    const key = uid ?? `id ${id}`;
    const before = this.known.get(key);
    if (before && !isFresh && Date.now() - before.readMs < KNOWN_FOR_MS) {
      return this.connected(before.dataSource, before.second);
    }
    const dataSource = uid === undefined ? this.dataSources.byId(Number(id)) : this.dataSources.byUid(uid);
    if (!dataSource) {
      return undefined;
    }
    const second = this.dataSources.changedSecond(dataSource.uid);
    this.known.set(key, { readMs: Date.now(), dataSource, second });
    return this.connected(dataSource, second);
  }

  private connected(dataSource: DataSource, second: number): DataSource {
    const before = this.connections.get(dataSource.id);
    if (before?.second !== second) {
      this.connections.set(dataSource.id, { second, dataSource });
      return dataSource;
    }
    return { ...dataSource, ...withTlsOf(dataSource, before.dataSource) };
  }
}

const tlsFields = ['tlsAuthWithCACert', 'tlsSkipVerify', 'serverName', 'timeout'];

function withTlsOf(now: DataSource, before: DataSource): Pick<DataSource, 'jsonData' | 'secureJsonData'> {
  const oldTls = Object.fromEntries(tlsFields.map((field) => [field, before.jsonData[field]]));
  const { tlsCACert: _new, ...secrets } = now.secureJsonData;
  const { tlsCACert } = before.secureJsonData;
  return {
    jsonData: { ...now.jsonData, ...oldTls },
    secureJsonData: { ...secrets, ...(tlsCACert !== undefined && { tlsCACert }) },
  };
}
