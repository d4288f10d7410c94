import { PanelPlugin, type PanelProps, type SelectableValue } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { ComponentType } from 'react';

import { inSuspense } from '../inSuspense';
import type { SourceOptions } from './SourcePanel';

/** The option by which a dashboard's editor chooses the server. */
interface SourceChoice {
  name: string;
  description: string;
  /** Plugin id of the data sources that are offered. */
  type: string;
  /** Which of them; all without it. */
  isOffered?: (jsonData: object) => boolean;
}

const FIRST = { value: '', label: 'The first one' };

/** What `module.ts` of a panel over one server exports as `plugin`. */
export function sourcePanelPlugin(
  load: () => Promise<ComponentType<PanelProps<SourceOptions>>>,
  { name, description, type, isOffered = () => true }: SourceChoice
): PanelPlugin<SourceOptions> {
  const getOptions = async (): Promise<Array<SelectableValue<string>>> => {
    const found = getDataSourceSrv().getList({ type, variables: true });
    const offered = found.filter(({ jsonData }) => isOffered(jsonData));
    return [FIRST, ...offered.map((source) => ({ value: source.uid, label: source.name }))];
  };
  return new PanelPlugin<SourceOptions>(inSuspense(load)).setNoPadding().setPanelOptions((builder) =>
    builder.addSelect({
      path: 'source',
      name,
      description,
      defaultValue: '',
      settings: { options: [FIRST], getOptions, allowCustomValue: true },
    })
  );
}
