import { PanelPlugin } from '@grafana/data';

import { inSuspense } from '../../ui/inSuspense';
import type { ChecklistOptions } from './options';

const ChecklistPanel = inSuspense(async () => (await import('./ChecklistPanel')).ChecklistPanel);

export const plugin = new PanelPlugin<ChecklistOptions>(ChecklistPanel).setNoPadding().setPanelOptions((builder) =>
  builder.addSelect({
    path: 'checklist',
    name: 'Checklist',
    defaultValue: 'morning',
    settings: { options: [{ value: 'morning', label: 'Morning routine' }] },
  })
);
