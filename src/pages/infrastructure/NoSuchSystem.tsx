import { EmptyState, LinkButton } from '@grafana/ui';

import { t } from '../../ui/t';
import { Frame } from './Frame';
import { INFRASTRUCTURE } from './paths';

/** Where the address names a system that is not there. */
export function NoSuchSystem() {
  return (
    <Frame>
      <EmptyState
        variant="not-found"
        message={t('infra.no-such', 'There is no such system, or you may not query its data source')}
        button={<LinkButton href={INFRASTRUCTURE}>{t('infra.all', 'All systems')}</LinkButton>}
      />
    </Frame>
  );
}
