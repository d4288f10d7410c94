import { PanelPlugin } from '@grafana/data';

import { inSuspense } from '../../ui/inSuspense';
import type { CephOptions } from './options';

const CephPanel = inSuspense(async () => (await import('./CephPanel')).CephPanel);

export const plugin = new PanelPlugin<CephOptions>(CephPanel).setNoPadding().setPanelOptions((builder) =>
  builder.addTextInput({
    path: 'cluster',
    name: 'Cluster',
    description:
      'Its name, as the label cluster has it; the first one when it is empty. Variables of the dashboard work.',
    defaultValue: '',
  })
);
