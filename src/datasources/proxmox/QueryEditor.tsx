import type { QueryEditorProps } from '@grafana/data';

import type { ProxmoxDataSource } from './ProxmoxDataSource';
import type { ProxmoxQuery } from './query';
import type { ProxmoxSettings } from './settings';

export { initTexts } from '../../ui/t';

/** What is asked of a Proxmox server. */
export function QueryEditor({ query }: QueryEditorProps<ProxmoxDataSource, ProxmoxQuery, ProxmoxSettings>) {
  return <div>{query.kind}</div>;
}
