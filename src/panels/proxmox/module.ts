import { PanelPlugin, type PanelProps } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { createElement, lazy, Suspense } from 'react';

/** What a dashboard's editor chooses. */
export interface ProxmoxOptions {
  /** Uid of the data source, or a variable that holds one; empty for the first Proxmox VE there is. */
  source: string;
}

const ProxmoxPanel = lazy(async () => {
  const { ProxmoxPanel: Panel, initTexts } = await import('./ProxmoxPanel');
  await initTexts();
  return { default: Panel };
});

const inSuspense = (props: PanelProps<ProxmoxOptions>) =>
  createElement(Suspense, { fallback: null }, createElement(ProxmoxPanel, props));

const FIRST = { value: '', label: 'The first one' };

async function clusters() {
  const sources = getDataSourceSrv().getList({ type: 'opsrounds-proxmox-datasource', variables: true });
  const found = sources.filter(({ jsonData }) => !('product' in jsonData) || jsonData.product !== 'pbs');
  return [FIRST, ...found.map(({ uid, name }) => ({ value: uid, label: name }))];
}

export const plugin = new PanelPlugin<ProxmoxOptions>(inSuspense).setNoPadding().setPanelOptions((builder) =>
  builder.addSelect({
    path: 'source',
    name: 'Proxmox VE',
    description: 'The data source of the cluster',
    defaultValue: '',
    settings: { options: [FIRST], getOptions: clusters, allowCustomValue: true },
  })
);
