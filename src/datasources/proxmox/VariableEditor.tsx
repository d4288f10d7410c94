import { Combobox, InlineField, InlineFieldRow } from '@grafana/ui';
import { useId } from 'react';

import type { ProxmoxProduct } from '../../core/products/proxmox/parts';
import { t } from '../../ui/t';
import { FilterField } from './FilterField';
import { listWords } from './kindWords';
import { VARIABLE_LISTS } from './query';
import type { VariableEditorProps } from './variables';

export { initTexts } from '../../ui/t';

/** What a dashboard variable lists. */
export function VariableEditor({ query, onChange, product }: VariableEditorProps & { product: ProxmoxProduct }) {
  const id = useId();
  const lists = VARIABLE_LISTS[product];
  const list = lists.find((one) => one === query.list) ?? lists[0];
  return (
    <InlineFieldRow>
      <InlineField label={t('proxmox.variable.list', 'List')} labelWidth={12}>
        <Combobox
          id={`${id}-list`}
          width={32}
          value={list}
          options={lists.map((value) => ({ value, label: listWords(value) }))}
          onChange={({ value }) => onChange({ ...query, refId: 'variable', list: value })}
        />
      </InlineField>
      {list !== 'nodes' && product === 'pve' && (
        <FilterField
          id={`${id}-node`}
          label={t('proxmox.query.node', 'Node')}
          tooltip={t('proxmox.variable.node', 'Only what is on these nodes: names, *, or a variable such as $node.')}
          value={query.node ?? ''}
          onCommit={(node) => onChange({ ...query, refId: 'variable', list, node })}
        />
      )}
    </InlineFieldRow>
  );
}
