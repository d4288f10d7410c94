import type { DataSourceJsonData } from '@grafana/data';

import type { TrustSettings } from '../../ui/datasource/TrustFields';

/** `jsonData` of the data source; all of it is read by Grafana's proxy. */
export interface ArgocdSettings extends DataSourceJsonData, TrustSettings {
  /** Seconds until Grafana's proxy gives up. */
  timeout?: number;
}

/** `secureJsonData`: never leaves Grafana's server once it is saved. */
export interface ArgocdSecrets {
  /** Of a local account or of a project's role. */
  token?: string;
  /** PEM. */
  tlsCACert?: string;
}
