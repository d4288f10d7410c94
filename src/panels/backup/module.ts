import { PanelPlugin } from '@grafana/data';

import { inSuspense } from '../../ui/inSuspense';
import type { BackupOptions } from './options';

const BackupPanel = inSuspense(async () => (await import('./BackupPanel')).BackupPanel);

export const plugin = new PanelPlugin<BackupOptions>(BackupPanel).setNoPadding().setPanelOptions((builder) =>
  builder
    .addRadio({
      path: 'part',
      name: 'Show',
      description: 'Automatic: nights where the panel is wide, else the worst targets',
      defaultValue: 'auto',
      settings: {
        options: [
          { value: 'auto', label: 'Automatic' },
          { value: 'targets', label: 'Targets' },
          { value: 'nights', label: 'Nights' },
        ],
      },
    })
    .addRadio({
      path: 'days',
      name: 'Nights',
      description: 'How many of them are drawn',
      defaultValue: 28,
      settings: {
        options: [
          { value: 14, label: '14' },
          { value: 28, label: '28' },
          { value: 90, label: '90' },
        ],
      },
    })
    .addSelect({
      path: 'kind',
      name: 'Kind',
      defaultValue: '',
      settings: {
        options: [
          { value: '', label: 'All' },
          { value: 'guest', label: 'Proxmox guests' },
          { value: 'database', label: 'Databases' },
          { value: 'bucket', label: 'Object storage' },
          { value: 'kubernetes', label: 'Kubernetes' },
          { value: 'etcd', label: 'etcd' },
          { value: 'host', label: 'Hosts' },
          { value: 'other', label: 'Others' },
        ],
      },
    })
    .addTextInput({
      path: 'search',
      name: 'Targets',
      description: 'Words of their name, place or labels; all when it is empty. Variables of the dashboard work.',
      defaultValue: '',
    })
);
