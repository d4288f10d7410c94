import { PanelPlugin } from '@grafana/data';

import { inSuspense } from '../../ui/inSuspense';
import type { ChecklistOptions } from './options';

const ChecklistPanel = inSuspense(async () => (await import('./ChecklistPanel')).ChecklistPanel);

const DUE = { value: '', label: 'Whatever is due' };

async function listOptions() {
  const { builtin } = await import('../../library/builtin.gen');
  return [DUE, ...builtin.checklists.map(({ id, title }) => ({ value: id, label: title }))];
}

export const plugin = new PanelPlugin<ChecklistOptions>(ChecklistPanel).setNoPadding().setPanelOptions((builder) =>
  builder.addSelect({
    path: 'checklist',
    name: 'Checklist',
    defaultValue: '',
    settings: { options: [DUE], getOptions: listOptions },
  })
);
