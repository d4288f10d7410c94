import type { ProxmoxProduct } from '../../core/products/proxmox/parts';
import type { SourceSecrets, SourceSettings } from '../../ui/datasource/settings/settings';

/** `jsonData` of the data source; the route headers of `plugin.json` read `product`, `user` and `tokenId`, Grafana's proxy the rest. */
export interface ProxmoxSettings extends SourceSettings {
  product?: ProxmoxProduct;
  /** `opsrounds@pve`: user and realm. */
  user?: string;
  /** The name of the token: what stands behind the `!`. */
  tokenId?: string;
}

/** `secureJsonData`. */
export interface ProxmoxSecrets extends SourceSecrets {
  tokenSecret?: string;
}

/** Absent is `pve`, as for the route headers. */
export const productOf = ({ product = 'pve' }: ProxmoxSettings): ProxmoxProduct => product;
