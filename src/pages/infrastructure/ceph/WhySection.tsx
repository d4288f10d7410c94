import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import type { CheckResult } from '../../../core/check/result';
import { cephPlaceOf } from '../../../core/products/ceph/shows';
import { toldOnce } from '../../../core/products/ceph/toldOnce';
import type { CephView } from '../../../core/products/ceph/view';
import { sinceOf } from '../../../core/products/standing';
import { Mark } from '../../../ui/Mark';
import { reasonBeside } from '../../../ui/reasonText';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { sinceWhen } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { BesideNote } from './BesideNote';
import { SectionLink } from './SectionLink';

const HEALTH_CHECKS = 'https://docs.ceph.com/en/latest/rados/operations/health-checks/';

interface Props {
  view: Pick<CephView, 'attention' | 'reported' | 'verdict' | 'beside' | 'unheard'>;
  openEvidence: (checkId: string) => void;
  nowMs: number;
}

/** What is wrong and since when, worst first: what our checks say in words, then what Ceph itself reports by its name. */
export function WhySection({ view: { attention, reported, verdict, beside, unheard }, openEvidence, nowMs }: Props) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const told = toldOnce(attention);
  const count = told.length + reported.length;
  const since = (ms: number | null) =>
    ms === null ? '' : t('attention.since', 'since {{when}}', { when: sinceWhen(ms, nowMs, zone) });
  return (
    <Section title={t('ceph.why', 'Why')} count={count}>
      {unheard !== null && (
        <p className={styles.nothing}>
          <Mark
            state="unknown"
            word={t(
              'ceph.why-unheard',
              '{{source}} does not answer. It may tell of this Ceph what Proxmox does not know, such as an OSD that is missing.',
              { source: unheard.name }
            )}
          />
        </p>
      )}
      {count === 0 ? (
        unheard === null && (
          <p className={styles.nothing}>
            {verdict === 'pass' ? (
              <Mark state="pass" word={t('ceph.why-nothing', 'Every check passes, and Ceph reports nothing.')} />
            ) : (
              <Mark state={verdict} word={t('ceph.why-unjudged', 'No check says anything.')} />
            )}
          </p>
        )
      ) : (
        <ul className={styles.list}>
          {told.map(({ check, others }) => (
            <Row
              key={check.definition.id}
              mark={<Mark state={check.verdict} />}
              title={
                <button type="button" className={styles.title} onClick={() => openEvidence(check.definition.id)}>
                  {check.definition.title}
                </button>
              }
              why={whyText(check, others)}
              since={since(sinceOf(check))}
              link={<PlaceLink check={check} />}
            />
          ))}
          {reported.map(({ name, severity, sinceMs, muted }) => (
            <Row
              key={name}
              mark={<Mark state={severity === 'HEALTH_ERR' ? 'fail' : 'warn'} />}
              title={<span className={styles.name}>{name}</span>}
              why={
                muted === true
                  ? t('ceph.reported-muted', 'Ceph reports it; somebody muted it there.')
                  : t('ceph.reported', 'Ceph reports it.')
              }
              since={since(sinceMs)}
              link={
                <TextLink href={docsOf(name)} external inline={false} variant="bodySmall">
                  {t('ceph.docs', 'Ceph documentation')}
                </TextLink>
              }
            />
          ))}
        </ul>
      )}
      {beside !== null && <BesideNote beside={beside} />}
    </Section>
  );
}

interface RowProps {
  mark: ReactNode;
  title: ReactNode;
  why: string;
  since: string;
  link: ReactNode;
}

function Row({ mark, title, why, since, link }: RowProps) {
  const styles = useStyles2(getStyles);
  return (
    <li className={styles.row}>
      {mark}
      <span className={styles.head}>{title}</span>
      <span className={styles.why}>{why}</span>
      <span className={styles.since}>{since}</span>
      <span className={styles.link}>{link}</span>
    </li>
  );
}

/** To the part of the page that tells more. */
function PlaceLink({ check }: { check: CheckResult }) {
  const section = cephPlaceOf(check.definition);
  return section === undefined ? null : <SectionLink section={section} />;
}

/** What was found; of what is not known, what else was said of it. */
function whyText({ finding, reason, definition }: CheckResult, others: readonly CheckResult[]): string {
  const said = finding ?? definition.title;
  const more = reason === undefined ? '' : reasonBeside(said, reason);
  const also =
    others.length === 0
      ? ''
      : t('ceph.why-also', 'Unknown for the same reason: {{titles}}.', {
          titles: others.map((other) => other.definition.title).join(', '),
        });
  return more === '' && also === ''
    ? said
    : [`${said.replace(/\.$/, '')}.`, more, also].filter((part) => part !== '').join(' ');
}

/** The chapter of a check in the documentation of Ceph: `OSD_NEARFULL` is `#osd-nearfull`. */
function docsOf(name: string): string {
  return `${HEALTH_CHECKS}#${encodeURIComponent(name.toLowerCase().replaceAll('_', '-'))}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  nothing: css({ margin: 0, padding: theme.spacing(1, 0), borderTop: `1px solid ${theme.colors.border.medium}` }),
  list: css({ listStyle: 'none', borderTop: `1px solid ${theme.colors.border.medium}` }),
  row: css({
    display: 'grid',
    gridTemplateColumns: '108px 172px minmax(0, 1fr) auto 150px',
    alignItems: 'baseline',
    columnGap: theme.spacing(1),
    padding: theme.spacing(0.75, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    '&:last-child': { borderBottom: 0 },
    '&:hover': { background: theme.colors.background.secondary },
    '@container (max-width: 759px)': { gridTemplateColumns: 'minmax(0, 1fr) auto' },
  }),
  head: css({
    minWidth: 0,
    overflowWrap: 'anywhere',
    '@container (max-width: 759px)': { gridRow: 2, gridColumn: '1 / -1' },
  }),
  title: css({
    border: 0,
    padding: 0,
    background: 'none',
    textAlign: 'left',
    fontWeight: theme.typography.fontWeightMedium,
    borderRadius: theme.shape.radius.default,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
  name: css({ fontWeight: theme.typography.fontWeightMedium }),
  why: css({
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
    '@container (max-width: 759px)': { gridRow: 3, gridColumn: '1 / -1' },
  }),
  since: css({
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    whiteSpace: 'nowrap',
    '@container (max-width: 759px)': { gridRow: 1, gridColumn: 2 },
  }),
  link: css({
    display: 'flex',
    justifyContent: 'flex-end',
    '@container (max-width: 759px)': { gridRow: 4, gridColumn: '1 / -1', justifyContent: 'flex-start' },
  }),
});
