import { Combobox, InlineField, InlineFieldRow } from '@grafana/ui';
import { useId } from 'react';

import { t } from '../t';
import { FilterField } from './FilterField';

interface Props<List extends string> {
  list: List;
  lists: ReadonlyArray<{ value: List; label: string }>;
  onList: (list: List) => void;
  /** What narrows the list; null where nothing does. */
  filter: { label: string; tooltip: string; value: string; onCommit: (value: string) => void } | null;
}

/** What a dashboard variable lists. */
export function VariableFields<List extends string>({ list, lists, onList, filter }: Props<List>) {
  const id = useId();
  return (
    <InlineFieldRow>
      <InlineField label={t('datasource.variable.list', 'List')} labelWidth={12}>
        <Combobox
          id={`${id}-list`}
          width={32}
          value={list}
          options={[...lists]}
          onChange={({ value }) => onList(value)}
        />
      </InlineField>
      {filter && <FilterField id={`${id}-filter`} {...filter} />}
    </InlineFieldRow>
  );
}
