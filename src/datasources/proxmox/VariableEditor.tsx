import type { VariableEditorProps } from '../../ui/datasource/ServerVariables';
import { VariableFields } from '../../ui/datasource/VariableFields';
import { t } from '../../ui/t';
import { listWords } from './kindWords';
import { VARIABLE_LISTS, type ProxmoxVariableQuery } from './query';
import { productOf, type ProxmoxSettings } from './settings';

type Props = VariableEditorProps<ProxmoxVariableQuery, ProxmoxSettings>;

/** What a dashboard variable lists. */
export function VariableEditor({ query, settings, onChange }: Props) {
  const product = productOf(settings);
  const lists: ReadonlyArray<ProxmoxVariableQuery['list']> = VARIABLE_LISTS[product];
  const list = lists.find((one) => one === query.list) ?? VARIABLE_LISTS[product][0];
  const isNarrowed = list !== 'nodes' && product === 'pve';
  return (
    <VariableFields
      list={list}
      lists={lists.map((value) => ({ value, label: listWords(value) }))}
      onList={(value) => onChange({ ...query, list: value })}
      filter={
        isNarrowed
          ? {
              label: t('proxmox.query.node', 'Node'),
              tooltip: t(
                'proxmox.variable.node',
                'Only what is on these nodes: names, *, or a variable such as $node.'
              ),
              value: query.node ?? '',
              onCommit: (node) => onChange({ ...query, list, node }),
            }
          : null
      }
    />
  );
}
