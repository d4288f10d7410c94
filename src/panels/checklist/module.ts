import { PanelPlugin, type PanelProps } from '@grafana/data';
import { createElement, lazy, Suspense } from 'react';

import type { ChecklistOptions } from './options';

const ChecklistPanel = lazy(async () => {
  const { ChecklistPanel: Panel, initTexts } = await import('./ChecklistPanel');
  await initTexts();
  return { default: Panel };
});

const inSuspense = (props: PanelProps<ChecklistOptions>) =>
  createElement(Suspense, { fallback: null }, createElement(ChecklistPanel, props));

export const plugin = new PanelPlugin<ChecklistOptions>(inSuspense).setNoPadding().setPanelOptions((builder) =>
  builder.addSelect({
    path: 'checklist',
    name: 'Checklist',
    defaultValue: 'morning',
    settings: { options: [{ value: 'morning', label: 'Morning routine' }] },
  })
);
