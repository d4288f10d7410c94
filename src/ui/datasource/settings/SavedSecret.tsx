import { Input } from '@grafana/ui';

import { t } from '../../t';
import { FIELD_WIDTH } from './TextField';

/** A secret of a provisioned data source: whether there is one, and no button that would take it back. */
export function SavedSecret({ id, saved }: { id: string; saved: boolean }) {
  const value = saved ? t('datasource.saved', 'configured') : t('datasource.not-saved', 'not configured');
  return <Input id={id} width={FIELD_WIDTH} value={value} disabled readOnly />;
}
