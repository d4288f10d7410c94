import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, LinkButton, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

import type { PackStanding } from '../../../core/check/packStanding';
import { appHref } from '../../../ui/appHref';
import { DataTable } from '../../../ui/DataTable';
import { LoadableView } from '../../../ui/LoadableView';
import { Mark } from '../../../ui/Mark';
import { OwnPackProblems } from '../../../ui/OwnPackProblems';
import { reasonWords } from '../../../ui/reasonText';
import { Section } from '../../../ui/Section';
import { useServices } from '../../../ui/services';
import { plural, t } from '../../../ui/t';
import { OwnPacks } from './OwnPacks';
import { foundWords } from './packsLine';
import type { Packs } from './usePacks';

/** Which packs have something to look at and what the others need, and the packs of one's own. */
export function PacksSection({ packs: { loaded, reload }, onSaved }: { packs: Packs; onSaved: () => void }) {
  const { user } = useServices();
  return (
    <Section
      title={t('setup.packs', 'Packs')}
      anchor="packs"
      count={loaded.state === 'ready' ? foundWords(loaded.value) : null}
      help={t('packs.what', 'A pack is a set of checks about one system.')}
      actions={
        user.isAdmin && (
          <LinkButton size="sm" variant="secondary" icon="plus" href={appHref('setup/packs/new')}>
            {t('packs.add', 'Add checks')}
          </LinkButton>
        )
      }
    >
      <OwnPackProblems />
      <LoadableView
        of={loaded}
        subject={t('packs.subject', 'What the metrics sources have')}
        loading={<p>{t('packs.loading', 'Asking what the metrics sources have')}</p>}
        onRetry={reload}
      >
        {(packs) => <Standings packs={packs} />}
      </LoadableView>
      <OwnPacks onSaved={onSaved} />
    </Section>
  );
}

function Standings({ packs }: { packs: readonly PackStanding[] }) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  const found = packs.filter(({ state }) => state === 'found');
  const others = packs.filter(({ state }) => state !== 'found');
  return (
    <>
      {found.length > 0 && (
        <DataTable
          label={t('packs.found', 'Found')}
          rows={found}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'pack',
              heading: t('packs.found', 'Found'),
              wholeWords: true,
              cell: ({ title }) => title,
            },
            {
              key: 'evidence',
              heading: t('packs.evidence', 'Evidence'),
              cell: ({ metric, sources }) => (
                <>
                  {metric !== undefined && <code className={styles.metric}>{metric}</code>}{' '}
                  <span className={styles.quiet}>{sources.join(', ')}</span>
                </>
              ),
            },
            {
              key: 'checks',
              heading: t('packs.checks', 'Checks'),
              numeric: true,
              cell: ({ asked, checks }) =>
                asked === checks ? checks : t('packs.some', '{{n}} of {{all}}', { n: asked, all: checks }),
            },
          ]}
        />
      )}
      {others.length > 0 && (
        <Button
          className={styles.fold}
          size="sm"
          variant="secondary"
          fill="text"
          icon={isOpen ? 'angle-down' : 'angle-right'}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {plural('packs.missing', others.length, {
            one: 'Not yet, and what is missing: {{count}} pack',
            other: 'Not yet, and what is missing: {{count}} packs',
          })}
        </Button>
      )}
      {isOpen && <Missing packs={others} />}
    </>
  );
}

function Missing({ packs }: { packs: readonly PackStanding[] }) {
  const styles = useStyles2(getStyles);
  return (
    <DataTable
      label={t('packs.not-yet', 'Not yet')}
      rows={packs}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'pack',
          heading: t('packs.not-yet', 'Not yet'),
          wholeWords: true,
          cell: ({ title }) => title,
        },
        {
          key: 'what',
          heading: t('packs.install', 'What is missing'),
          cell: ({ state, reason, install }) =>
            state === 'unknown' && reason ? (
              <Mark state="unknown" word={reasonWords(reason)} size="sm" />
            ) : (
              install || t('packs.connect', 'A data source that tells of it.')
            ),
        },
        {
          key: 'checks',
          heading: t('packs.checks', 'Checks'),
          numeric: true,
          cell: ({ checks }) => <span className={styles.quiet}>{checks}</span>,
        },
      ]}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fold: css({ marginTop: theme.spacing(1) }),
  metric: css({
    ...theme.typography.code,
    fontSize: theme.typography.bodySmall.fontSize,
    padding: 0,
    border: 0,
    background: 'none',
    whiteSpace: 'normal',
  }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
