import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { Alert, useStyles2 } from '@grafana/ui';
import { useCallback, useState, type ReactNode } from 'react';

import type { DoctorClient } from '../../sources/doctor/doctorClient';
import type { JournalHomeClient } from '../../sources/grafana/journalHomeClient';
import { ConnectionView, useConnection, useReconnect } from '../../ui/connection';
import { Mark } from '../../ui/Mark';
import { t } from '../../ui/t';
import type { MarkState } from '../../ui/verdictLook';
import { DoctorSection, doctorLine } from './DoctorSection';
import { homeState } from './homeWords';
import { JournalSection } from './JournalSection';
import { ListsSection } from './ListsSection';
import { PacksSection } from './packs/PacksSection';
import { packsLine } from './packs/packsLine';
import { usePacks } from './packs/usePacks';
import { SourcesSection } from './SourcesSection';
import { useDoctor } from './useDoctor';
import { useHome, type HomeFound } from './useHome';
import { sourcesLine, useSources } from './useSources';

interface Clients {
  homes: JournalHomeClient;
  doctor: DoctorClient;
}

/** How the rounds are set up. Everybody may read it; Admins change it, and nothing is written before they press a button. */
export function SetupPage({ homes, doctor }: Clients) {
  const reconnect = useReconnect();
  // The sections are drawn anew with what was saved; this stays.
  const [isSaved, setSaved] = useState(false);
  const onSaved = useCallback(() => {
    setSaved(true);
    reconnect();
  }, [reconnect]);
  return (
    <ConnectionView loading={<Frame>{null}</Frame>} failed={(notice) => <Frame>{notice}</Frame>}>
      <Frame>
        {isSaved && <Alert severity="success" title={t('setup.saved', 'Saved')} onRemove={() => setSaved(false)} />}
        <Sections homes={homes} doctor={doctor} onSaved={onSaved} />
      </Frame>
    </ConnectionView>
  );
}

function Sections({ homes, doctor: client, onSaved }: Clients & { onSaved: () => void }) {
  const styles = useStyles2(getStyles);
  const { connection, library } = useConnection();
  const found = useHome(homes);
  const packs = usePacks();
  const sources = useSources(client);
  const doctor = useDoctor(client);
  const { settings, problems } = connection;
  const onCount = library.checklists.filter(({ id }) => settings.checklists?.includes(id)).length;
  return (
    <div className={styles.columns}>
      <nav aria-label={t('setup.contents', 'Sections')} className={styles.contents}>
        <ContentsLink
          to="checklists"
          state={onCount > 0 ? 'pass' : 'todo'}
          title={t('setup.lists', 'Checklists')}
          note={t('setup.n-on', '{{n}} of {{lists}} on', { n: onCount, lists: library.checklists.length })}
        />
        <ContentsLink to="packs" {...packsLine(packs.loaded, library.own)} title={t('setup.packs', 'Packs')} />
        <ContentsLink to="sources" {...sourcesLine(sources)} title={t('setup.sources', 'Data sources')} />
        <ContentsLink
          to="journal"
          {...homeLine(found.loaded.state === 'ready' ? found.loaded.value : null, found.loaded.state === 'failed')}
          title={t('setup.home', 'Journal home')}
        />
        <ContentsLink to="doctor" {...doctorLine(doctor)} title={t('setup.doctor', 'Doctor')} />
      </nav>
      <div className={styles.sections}>
        {problems.map(({ field, message }) => (
          <div key={`${field} ${message}`}>
            <Mark state="unknown" glyphOnly size="sm" />{' '}
            {t('notice.setting', 'The setting {{field}} is left out: {{message}}.', { field, message })}
          </div>
        ))}
        <ListsSection onSaved={onSaved} />
        <PacksSection packs={packs} onSaved={onSaved} />
        <SourcesSection sources={sources} onSaved={onSaved} />
        <JournalSection homes={homes} found={found} onSaved={onSaved} />
        <DoctorSection doctor={doctor} />
      </div>
    </div>
  );
}

/** The home in one line, with the worst that is known of it. */
function homeLine(found: HomeFound | null, isFailed: boolean): { state: MarkState; note: string } {
  if (found === null) {
    return isFailed
      ? { state: 'unknown', note: t('setup.home-not-known', 'not known') }
      : { state: 'pending', note: '' };
  }
  const note =
    found.home === null
      ? t('setup.home-missing', 'its dashboard is gone')
      : (found.home.dashboard?.title ?? t('setup.home-in-organisation', 'the organisation'));
  return { state: homeState(found), note };
}

function ContentsLink({ to, state, title, note }: { to: string; state: MarkState; title: string; note: string }) {
  const styles = useStyles2(getStyles);
  const scroll = (event: React.MouseEvent) => {
    event.preventDefault();
    document.getElementById(to)?.scrollIntoView();
  };
  return (
    <a href={`#${to}`} className={styles.link} onClick={scroll}>
      {/* Grafana's Icon keeps the glyph that it was first drawn with. */}
      <Mark key={state} state={state} glyphOnly size="sm" />
      <span>
        {title}
        <span className={styles.note}>{note}</span>
      </span>
    </a>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <PluginPage
      pageNav={{ text: t('setup.title', 'Setup'), url: '/a/opsrounds-ops-app/setup' }}
      subTitle={t('setup.subtitle', 'Nothing is changed before you press a button.')}
    >
      {children}
    </PluginPage>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: '208px minmax(0, 1fr)',
    alignItems: 'start',
    gap: theme.spacing(4),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  contents: css({
    position: 'sticky',
    top: theme.spacing(6),
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    [theme.breakpoints.down('lg')]: { position: 'static' },
  }),
  link: css({
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    padding: theme.spacing(1),
    borderRadius: theme.shape.radius.default,
    '&:hover': { background: theme.colors.action.hover },
  }),
  note: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, display: 'block' }),
  sections: css({ containerType: 'inline-size', '& > :first-child': { marginTop: 0 } }),
});
