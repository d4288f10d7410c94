import {
  DataSourceApi,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type TestDataSourceResponse,
} from '@grafana/data';
import { EMPTY, type Observable } from 'rxjs';

import type { ProxmoxQuery } from './query';
import type { ProxmoxSettings } from './settings';

/** Proxmox VE or Proxmox Backup Server in Explore, dashboards, variables and annotations. What reads is loaded when first asked. */
export class ProxmoxDataSource extends DataSourceApi<ProxmoxQuery, ProxmoxSettings> {
  readonly product;

  constructor(settings: DataSourceInstanceSettings<ProxmoxSettings>) {
    super(settings);
    this.product = settings.jsonData.product ?? 'pve';
  }

  override query(_request: DataQueryRequest<ProxmoxQuery>): Observable<DataQueryResponse> {
    return EMPTY;
  }

  override testDatasource(): Promise<TestDataSourceResponse> {
    return Promise.resolve({ status: 'error', message: 'Not read yet' });
  }
}
