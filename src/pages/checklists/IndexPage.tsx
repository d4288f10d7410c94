import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { EmptyState, LinkButton, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import { appHref } from '../../ui/appHref';
import { useConnection } from '../../ui/connection';
import { LoadableView } from '../../ui/LoadableView';
import { RoundLegend } from '../../ui/round/RoundLegend';
import { t } from '../../ui/t';
import { useAddress } from '../../ui/useAddress';
import { Frame } from './Frame';
import { filteredRoutines, RoutineFilters } from './RoutineFilters';
import { RoutineTable } from './RoutineTable';
import { useRoutines } from './useRoutines';

/** All lists of the library: what is due next, what became of the last rounds. */
export function IndexPage() {
  const styles = useStyles2(getStyles);
  const { configured } = useConnection().connection;
  const { routines, isReading, failed, nowMs, reread } = useRoutines();
  const [params] = useAddress();
  const shown = useMemo(() => filteredRoutines(routines, params), [routines, params]);
  return (
    <Frame
      subTitle={t('checklists.subtitle', 'Which routines exist, and are they kept?')}
      actions={
        <>
          <LinkButton variant="secondary" icon="upload" href={appHref('setup/lists/new?markdown')}>
            {t('checklists.import', 'Import Markdown')}
          </LinkButton>
          <LinkButton icon="plus" href={appHref('setup/lists/new')}>
            {t('list.new', 'New checklist')}
          </LinkButton>
        </>
      }
    >
      {!configured && (
        <p className={styles.notice}>
          {t('checklists.not-started', 'The rounds are not turned on yet: no list is due before that.')}
          <LinkButton size="sm" fill="text" href={appHref('today')}>
            {t('checklists.open-today', 'Open Today')}
          </LinkButton>
        </p>
      )}
      {failed && (
        <LoadableView
          of={{ state: 'failed', reason: failed }}
          subject={t('history.journal', 'The journal')}
          loading={null}
          onRetry={reread}
        >
          {() => null}
        </LoadableView>
      )}
      <RoutineFilters routines={routines} />
      {shown.length === 0 ? (
        <EmptyState variant="not-found" message={t('checklists.no-match', 'No checklist matches')} />
      ) : (
        <RoutineTable routines={shown} isReading={isReading} nowMs={nowMs} />
      )}
      <div className={styles.legend}>
        <RoundLegend />
      </div>
    </Frame>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  notice: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    color: theme.colors.text.secondary,
  }),
  legend: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, marginTop: theme.spacing(2) }),
});
