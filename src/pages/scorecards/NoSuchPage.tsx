import { locationUtil } from '@grafana/data';
import { EmptyState, LinkButton } from '@grafana/ui';

import { t } from '../../ui/t';
import { Frame } from './Frame';
import { scorecardsHref } from './paths';

/** For an address below Scorecards that there is not. */
export function NoSuchPage() {
  return (
    <Frame name={t('unknown.title', 'Page not found')}>
      <EmptyState
        variant="not-found"
        message={t('scorecards.no-page', 'Scorecards has no such page')}
        button={
          <LinkButton href={locationUtil.assureBaseUrl(scorecardsHref())}>
            {t('scorecards.open', 'Open Scorecards')}
          </LinkButton>
        }
      />
    </Frame>
  );
}
