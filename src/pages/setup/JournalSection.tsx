import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, LinkButton, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

import type { JournalHomeClient } from '../../sources/grafana/journalHomeClient';
import { useConnection } from '../../ui/connection';
import type { Loadable } from '../../ui/loadable';
import { LoadableView } from '../../ui/LoadableView';
import { Mark } from '../../ui/Mark';
import { reasonWords } from '../../ui/reasonText';
import { Section } from '../../ui/Section';
import { useServices } from '../../ui/services';
import { t } from '../../ui/t';
import { HomeChoice, type HomeKind } from './HomeChoice';
import { HomeFindings } from './HomeFindings';
import { RefusedNotice } from './RefusedNotice';
import { useChange } from './useChange';
import type { HomeFound } from './useHome';

interface Props {
  homes: JournalHomeClient;
  found: { loaded: Loadable<HomeFound>; reload: () => void };
  onSaved: () => void;
}

/** Where every signature is kept. Fixed once a round was signed: what was written at another home is not read any more. */
export function JournalSection({ homes, found: { loaded, reload }, onSaved }: Props) {
  return (
    <Section
      title={t('setup.home', 'Journal home')}
      anchor="journal"
      help={t('setup.home-what', 'Where every signature is kept. Fixed after the first signed round.')}
    >
      <LoadableView
        of={loaded}
        subject={t('setup.home-subject', 'The home of the journal')}
        loading={<p>{t('setup.home-loading', 'Asking Grafana')}</p>}
        onRetry={reload}
      >
        {(found) => <Home homes={homes} found={found} onSaved={onSaved} />}
      </LoadableView>
    </Section>
  );
}

function Home({ homes, found, onSaved }: { homes: JournalHomeClient; found: HomeFound; onSaved: () => void }) {
  const styles = useStyles2(getStyles);
  const { settings } = useConnection().connection;
  const { user } = useServices();
  // What it was when it was opened: what others save meanwhile is a conflict.
  const [base] = useState(settings);
  const uid = base.journal?.dashboardUid;
  const current: HomeKind = uid === undefined ? 'organisation' : 'dashboard';
  const [chosen, setChosen] = useState(current);
  const change = useChange(onSaved);
  const isGone = found.home === null;
  const isFixed = !user.isAdmin || (found.signed !== false && !isGone);
  const isSame = chosen === current && !isGone;
  const save = () =>
    change.save(base, async (signal) => ({
      journal: chosen === 'dashboard' ? { dashboardUid: (await homes.create(homeWords(), signal)).uid } : {},
    }));
  return (
    <div className={styles.home}>
      {isGone && (
        <div role="alert">
          <Mark
            state="fail"
            word={t('setup.home-gone', 'The dashboard {{uid}} is not there, and the journal with it', {
              uid: uid ?? '',
            })}
          />
        </div>
      )}
      <HomeChoice chosen={chosen} isFixed={isFixed} onChange={setChosen} />
      <p className={styles.quiet}>{fixedWords(found, user.isAdmin)}</p>
      {found.home?.dashboard && (
        <div>
          <LinkButton href={found.home.dashboard.path} icon="apps" size="sm" variant="secondary">
            {found.home.dashboard.title}
          </LinkButton>
        </div>
      )}
      {!isFixed && (
        <div className={styles.foot}>
          <Button onClick={save} disabled={isSame || change.isSaving}>
            {change.isSaving ? t('save.saving', 'Saving') : saveWords(chosen)}
          </Button>
          {isSame && <span className={styles.quiet}>{t('setup.home-same', 'The journal is kept there already.')}</span>}
        </div>
      )}
      {change.refused && <RefusedNotice refused={change.refused} />}
      <HomeFindings found={found} />
    </div>
  );
}

function saveWords(chosen: HomeKind): string {
  return chosen === 'dashboard'
    ? t('setup.home-make', 'Make the dashboard and keep the journal there')
    : t('setup.home-keep', 'Keep the journal in the organisation');
}

/** Whether the home may be chosen, and why not. */
function fixedWords({ signed, home }: HomeFound, isAdmin: boolean): string {
  if (!isAdmin) {
    return t('setup.ask-admin', 'Ask an organisation admin to change this.');
  }
  if (home === null) {
    return t('setup.home-again', 'Choose where the journal is kept from now on.');
  }
  if (typeof signed === 'object') {
    return t('setup.home-unknown', 'It cannot be changed: whether a round was signed here is not known. {{why}}', {
      why: reasonWords(signed),
    });
  }
  return signed
    ? t('setup.home-fixed', 'Fixed: rounds were signed here, and at another home nobody would find them.')
    : t(
        'setup.home-open',
        'No round was signed yet, so the home can still be chosen. What was written until then stays at the old one.'
      );
}

function homeWords() {
  return {
    title: t('setup.home-title', 'Ops Rounds journal'),
    text: t(
      'setup.home-text',
      'The journal of Ops Rounds is kept in the annotations of this dashboard: every decision and every signature. Whoever has **Edit** here may sign.\n\nDo not delete this dashboard: the journal goes with it.'
    ),
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  home: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5), '& p': { margin: 0 } }),
  foot: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 2) }),
  quiet: css({ color: theme.colors.text.secondary }),
});
