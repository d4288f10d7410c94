import { PanelPlugin, type PanelProps } from '@grafana/data';
import { createElement, lazy, Suspense } from 'react';

import type { ChecklistOptions } from './options';

const ChecklistPanel = lazy(async () => {
  const { ChecklistPanel: Panel, initTexts } = await import('./ChecklistPanel');
  await initTexts();
  return { default: Panel };
});

const DUE = { value: '', label: 'Whatever is due' };

async function listOptions() {
  const { builtin } = await import('../../library/builtin.gen');
  return [DUE, ...builtin.checklists.map(({ id, title }) => ({ value: id, label: title }))];
}

const inSuspense = (props: PanelProps<ChecklistOptions>) =>
  createElement(Suspense, { fallback: null }, createElement(ChecklistPanel, props));

export const plugin = new PanelPlugin<ChecklistOptions>(inSuspense).setNoPadding().setPanelOptions((builder) =>
  builder.addSelect({
    path: 'checklist',
    name: 'Checklist',
    defaultValue: '',
    settings: { options: [DUE], getOptions: listOptions },
  })
);
