import { PanelPlugin } from '@grafana/data';

import { inSuspense } from '../../ui/inSuspense';
import type { SloOptions } from './options';

const SloPanel = inSuspense(async () => (await import('./SloPanel')).SloPanel);

export const plugin = new PanelPlugin<SloOptions>(SloPanel).setNoPadding().setPanelOptions((builder) =>
  builder
    .addRadio({
      path: 'period',
      name: 'Period',
      description: 'Over what each objective is judged',
      defaultValue: 'own',
      settings: {
        options: [
          { value: 'own', label: 'Own window' },
          { value: 'this-month', label: 'This month' },
          { value: 'last-month', label: 'Last month' },
        ],
      },
    })
    .addTextInput({
      path: 'service',
      name: 'Service',
      description: 'All when it is empty. Several stand between commas; variables of the dashboard work.',
      defaultValue: '',
    })
    .addTextInput({ path: 'owner', name: 'Owner', description: 'All when it is empty', defaultValue: '' })
    .addTextInput({
      path: 'objectives',
      name: 'Objectives',
      description: 'Their ids; all when it is empty',
      defaultValue: '',
    })
);
