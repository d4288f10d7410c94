import { EmptyState, LinkButton } from '@grafana/ui';

import { appHref } from '../../ui/appHref';
import { t } from '../../ui/t';
import { Frame } from './Frame';

/** Where the address names no round of any list. */
export function NoSuchRound() {
  return (
    <Frame name={t('checklists.no-round-title', 'Round not found')}>
      <EmptyState
        variant="not-found"
        message={t('checklists.no-round', 'No list has such a round')}
        button={<LinkButton href={appHref('checklists')}>{t('checklists.open', 'Open Checklists')}</LinkButton>}
      >
        {t(
          'checklists.no-round-what',
          'The list may have another name or other days now, and the journal holds nothing about it.'
        )}
      </EmptyState>
    </Frame>
  );
}
