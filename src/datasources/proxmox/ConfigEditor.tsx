import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';

import { t } from '../../ui/t';
import type { ProxmoxSecrets, ProxmoxSettings } from './settings';

export { initTexts } from '../../ui/t';

/** The settings of one Proxmox server. */
export function ConfigEditor(_props: DataSourcePluginOptionsEditorProps<ProxmoxSettings, ProxmoxSecrets>) {
  return <div>{t('proxmox.config.address', 'Address')}</div>;
}
