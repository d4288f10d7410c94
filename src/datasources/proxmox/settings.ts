import type { DataSourceJsonData } from '@grafana/data';

import type { ProxmoxProduct } from '../../core/products/proxmox/parts';

/** `jsonData` of the data source; the route headers of `plugin.json` read `product`, `user` and `tokenId`, Grafana's proxy the rest. */
export interface ProxmoxSettings extends DataSourceJsonData {
  /** Absent is `pve`, as for the route headers. */
  product?: ProxmoxProduct;
  /** `opsrounds@pve`: user and realm. */
  user?: string;
  /** The name of the token: what stands behind the `!`. */
  tokenId?: string;
  /** Seconds until Grafana's proxy gives up. */
  timeout?: number;
  tlsAuthWithCACert?: boolean;
  tlsSkipVerify?: boolean;
  /** Name that the server's certificate is for, where the address has another. */
  serverName?: string;
}

/** `secureJsonData`: never leaves Grafana's server once it is saved. */
export interface ProxmoxSecrets {
  tokenSecret?: string;
  /** PEM. */
  tlsCACert?: string;
}
