import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { LinkButton, useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';

import type { Copy } from '../../../core/products/backups/target';
import type { PostureSource, TargetRow } from '../../../core/products/backups/view';
import { countOrUnknown } from '../../../ui/amounts';
import { providerWord, verificationVerdict, verificationWord } from '../../../ui/backups/postureWords';
import { useConnection } from '../../../ui/connection';
import { DataTable } from '../../../ui/DataTable';
import { ageText } from '../../../ui/backups/ageText';
import { JudgedText } from '../../../ui/JudgedText';
import { reasonWords } from '../../../ui/reasonText';
import { t } from '../../../ui/t';
import { clockTimeWithSeconds } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { cellWords } from './CopyCells';
import { ListSection } from './ListSection';
import { systemPath } from './systemPath';

/** Where its backups are, and what is known of each place; below it 3-2-1-1-0 in words. */
export function CopyList({ row, nowMs }: { row: TargetRow; nowMs: number }) {
  const styles = useStyles2(getStyles);
  const { copies } = row.target;
  const title = t('target.copies', 'Copies by place');
  return (
    <ListSection title={title} none={copies.length === 0 ? t('target.no-copies', 'There is none.') : null}>
      <DataTable
        label={title}
        rows={copies}
        rowKey={({ provider, place }) => `${provider} ${place}`}
        columns={[
          {
            key: 'place',
            heading: t('target.place', 'Place'),
            cell: (copy) => (
              <>
                {copy.place}{' '}
                <small className={styles.small}>
                  {[providerWord(copy.provider), mediaWord(copy.media)].filter((one) => one !== '').join(', ')}
                </small>
              </>
            ),
          },
          { key: 'newest', heading: t('target.newest', 'Newest'), cell: (copy) => newestText(copy, nowMs) },
          {
            key: 'oldest',
            heading: t('target.reaches', 'Reaches back'),
            numeric: true,
            from: 560,
            cell: ({ oldestMs }) => (oldestMs === null ? '?' : ageText(nowMs - oldestMs)),
          },
          {
            key: 'count',
            heading: t('target.kept', 'Kept'),
            numeric: true,
            from: 480,
            cell: ({ count }) => countOrUnknown(count),
          },
          {
            key: 'offsite',
            heading: t('target.offsite', 'Off site'),
            from: 480,
            cell: ({ offsite }) => yesText(offsite),
          },
          {
            key: 'immutable',
            heading: t('target.immutable', 'Immutable'),
            from: 480,
            cell: ({ immutable }) => yesText(immutable),
          },
          {
            key: 'verified',
            heading: t('target.verified', 'Verified'),
            cell: ({ verification, verifiedMs }) => (
              <JudgedText verdict={verificationVerdict(verification)}>
                {verifiedMs !== null && verification === 'ok'
                  ? t('age.ago', '{{duration}} ago', { duration: ageText(nowMs - verifiedMs) })
                  : verificationWord(verification)}
              </JudgedText>
            ),
          },
        ]}
      />
      {copies.map(
        ({ place, sync }) =>
          sync && (
            <p key={place} className={styles.quiet}>
              {syncWords(place, sync)}
            </p>
          )
      )}
      {row.cells.length > 0 && (
        <p className={styles.quiet}>3-2-1-1-0: {row.cells.map((cell) => cellWords(cell)).join('; ')}.</p>
      )}
    </ListSection>
  );
}

function newestText({ newest }: Copy, nowMs: number): string {
  switch (newest.state) {
    case 'known':
      return t('age.ago', '{{duration}} ago', { duration: ageText(nowMs - newest.atMs) });
    case 'never':
      return t('targets.never', 'never');
    case 'unknown':
      return `? ${reasonWords(newest.reason)}`;
  }
}

function mediaWord(media: Copy['media']): string {
  switch (media) {
    case 'disk':
      return t('target.disk', 'disk');
    case 'object':
      return t('target.object', 'object storage');
    case 'tape':
      return t('target.tape', 'tape');
    case 'unknown':
      return '';
  }
}

function yesText({ is, declared }: Copy['offsite']): string {
  const said = is === null ? '?' : is ? t('target.yes', 'yes') : t('target.no', 'no');
  return declared && is !== null ? t('target.declared', '{{said}}, declared', { said }) : said;
}

function syncWords(place: string, { job, failed, behindSeconds }: NonNullable<Copy['sync']>): string {
  const values = { place, job, behind: behindSeconds === null ? '?' : ageText(behindSeconds * 1000) };
  return failed
    ? t('target.sync-failed', '{{place}} is filled by sync job {{job}}, whose last run failed.', values)
    : behindSeconds === 0
      ? t('target.sync-even', '{{place}} is filled by sync job {{job}} and has all of it.', values)
      : t('target.sync-behind', '{{place}} is filled by sync job {{job}}, {{behind}} behind.', values);
}

/** Which sources tell of it, as of when, and the way to them. */
export function Origin({ row, sources }: { row: TargetRow; sources: readonly PostureSource[] }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const { connection } = useConnection();
  const { sourceUid, key } = row.target;
  const source = sources.find(({ uid }) => uid === sourceUid);
  const server = connection.sources.find(({ ref }) => ref.uid === sourceUid);
  const path = systemPath(connection, sourceUid);
  return (
    <ListSection title={t('target.origin', 'Where this comes from')} none={null}>
      <p className={styles.quiet}>
        {source === undefined
          ? t('target.source-unknown', 'The source {{uid}} is not connected any more.', { uid: sourceUid })
          : source.problem !== null
            ? `${source.name}: ${reasonWords(source.problem)}`
            : source.asOfMs === null
              ? source.name
              : t('target.source', '{{name}}, read at {{time}}.', {
                  name: source.name,
                  time: clockTimeWithSeconds(source.asOfMs, zone),
                })}{' '}
        <code>{key}</code>
      </p>
      <div className={styles.links}>
        {path !== null && (
          <Link to={path}>{t('target.open-system', 'Open {{name}}', { name: server?.ref.name ?? '' })}</Link>
        )}
        {server?.ref.address !== undefined && (
          <LinkButton
            size="sm"
            variant="secondary"
            fill="text"
            icon="external-link-alt"
            href={server.ref.address}
            target="_blank"
            rel="noreferrer"
          >
            {t('target.open-server', 'Open {{name}} itself', { name: server.ref.name })}
          </LinkButton>
        )}
      </div>
    </ListSection>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  small: css({ fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary }),
  quiet: css({
    margin: theme.spacing(0.5, 0, 0, 0),
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
  }),
  links: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    '& > a:first-of-type': { color: theme.colors.text.link },
    '& > a:first-of-type:hover': { textDecoration: 'underline' },
  }),
});
