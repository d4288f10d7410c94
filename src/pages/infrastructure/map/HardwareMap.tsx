import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, useStyles2 } from '@grafana/ui';
import { useMemo, useState } from 'react';

import type { MapAcceptances } from '../../../core/hardware-map/acceptance';
import { difference, isSame } from '../../../core/hardware-map/difference';
import { mapCsv, mapMarkdown } from '../../../core/hardware-map/export';
import { hardwareMap, MAP_PARTS, type HardwareMap as Map } from '../../../core/hardware-map/map';
import type { Inventory } from '../../../core/inventory/port';
import type { PveParts } from '../../../core/products/proxmox-ve/parts';
import { countOrUnknown } from '../../../ui/amounts';
import { downloadCsv } from '../../../ui/download';
import { durationText } from '../../../ui/duration';
import { LoadableView } from '../../../ui/LoadableView';
import { Section } from '../../../ui/Section';
import { plural, t } from '../../../ui/t';
import { sinceWhen } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import type { TabProps } from '../cluster/TabProps';
import { Nothing, Unreadable } from '../ReadView';
import { useReadings, type Reader } from '../useReadings';
import { useStickyTop } from '../useStickyTop';
import { AcceptDialog } from './AcceptDialog';
import { Differences } from './Differences';
import { Duplicates } from './Duplicates';
import { Gaps } from './Gaps';
import { GuestTable } from './GuestTable';
import { NodeTable } from './NodeTable';
import { useAccepted, type Accepted } from './useAccepted';

const BROKEN_SHOWN = 3;

type Props = Pick<TabProps, 'source' | 'refreshes' | 'nowMs'>;

/**
 * Which machine has which addresses and which hardware, against the copy that was accepted last. Each guest has to be asked by
 * itself, so this is read when the tab is opened.
 */
export function HardwareMap({ source, refreshes, nowMs }: Props) {
  const styles = useStyles2(getStyles);
  const readers = useMemo(() => [mapReader(source)], [source]);
  const { values, failed, reading, cancelled, refresh, cancel } = useReadings(readers, refreshes);
  const accepted = useAccepted(source);
  const found = values.get(source.uid);
  const broken = failed.get(source.uid);
  const [progress] = reading;
  if (broken) {
    return <Unreadable reason={broken} />;
  }
  if (found === undefined) {
    return (
      <div className={styles.reading} role="status">
        {cancelled
          ? t('map.cancelled', 'Not read.')
          : t('map.reading', 'Reading addresses and hardware, {{done}} of {{total}}', {
              done: countOrUnknown(progress?.done ?? 0),
              total: countOrUnknown(progress && progress.total > 0 ? progress.total : null),
            })}
        <Button size="sm" variant="secondary" onClick={cancelled ? refresh : cancel}>
          {cancelled ? t('map.read', 'Read the map') : t('infra.cancel', 'Cancel')}
        </Button>
      </div>
    );
  }
  if (!found.ok) {
    return <Unreadable reason={found.reason} />;
  }
  return <Content map={found.map} source={source} accepted={accepted} nowMs={nowMs} />;
}

function mapReader(source: Inventory<PveParts>): Reader<ReturnType<typeof hardwareMap>> {
  return {
    key: source.uid,
    name: source.name,
    read: async (signal, onProgress) => hardwareMap(await source.read(MAP_PARTS, { signal, onProgress })),
    forget: () => source.forget(),
  };
}

type ContentProps = Pick<Props, 'source' | 'nowMs'> & { map: Map; accepted: Accepted };

function Content({ map, source, accepted, nowMs }: ContentProps) {
  const latest = accepted.known.state === 'ready' ? accepted.known.value.latest : null;
  const changes = useMemo(() => latest && difference(latest.rows, map), [latest, map]);
  const changed = useMemo(
    () => new Set(changes ? [...changes.added, ...changes.changed.map(({ row }) => row)].map(({ key }) => key) : []),
    [changes]
  );
  return (
    <>
      <Accepting map={map} source={source} accepted={accepted} nowMs={nowMs} />
      <Duplicates duplicates={map.duplicates} rows={map.rows} />
      <Gaps gaps={map.gaps} />
      <NodeTable map={map} changed={changed} />
      <GuestTable map={map} changed={changed} actions={<Exports map={map} name={source.name} />} />
    </>
  );
}

/** The differences to the accepted copy, who accepted it, and the button that accepts this one. */
function Accepting({ map, source, accepted, nowMs }: ContentProps) {
  const zone = useZone();
  const styles = useStyles2(getStyles);
  const stickyTop = useStickyTop();
  const [isOpen, setOpen] = useState(false);
  return (
    <LoadableView
      of={accepted.known}
      subject={t('map.accepted-copy', 'The accepted copy')}
      loading={<p className={styles.quiet}>{t('map.accepted-reading', 'Reading what was accepted')}</p>}
      onRetry={accepted.reread}
    >
      {({ latest, broken, mayAccept }) => {
        const changes = difference(latest?.rows ?? [], map);
        const count = changes.added.length + changes.changed.length + changes.gone.length;
        return (
          <Section
            title={t('map.differences', 'Differences to the accepted copy')}
            count={latest ? count : null}
            help={[
              latest
                ? t('map.accepted-by', 'Accepted by {{who}}, {{when}}.', {
                    who: latest.author === '' ? t('map.nobody', 'a user who was deleted') : latest.author,
                    when: sinceWhen(latest.atMs, nowMs, zone),
                  })
                : t('map.never-accepted', 'No copy was accepted yet: there is nothing to compare with.'),
              t('map.age', 'What is shown was read up to {{age}} ago.', { age: durationText(nowMs - map.asOfMs) }),
            ].join(' ')}
            actions={
              mayAccept &&
              (latest === null || !isSame(changes)) && (
                <Button
                  size="sm"
                  variant="primary"
                  icon="check"
                  onClick={() => {
                    accepted.forgetProblem();
                    setOpen(true);
                  }}
                >
                  {t('map.accept', 'Accept this map')}
                </Button>
              )
            }
          >
            <Broken broken={broken} nowMs={nowMs} />
            {latest &&
              (isSame(changes) ? (
                <Nothing>{t('map.same', 'Everything that can be read is as it was accepted.')}</Nothing>
              ) : (
                <Differences difference={changes} stickyTop={stickyTop} />
              ))}
            {latest && changes.uncompared.length + changes.unseen.length > 0 && (
              <p className={styles.quiet}>
                {plural('map.uncompared', changes.uncompared.length + changes.unseen.length, {
                  one: '{{count}} machine cannot be read in full now and is not compared in full.',
                  other: '{{count}} machines cannot be read in full now and are not compared in full.',
                })}
              </p>
            )}
            {isOpen && (
              <AcceptDialog
                name={source.name}
                map={map}
                latest={latest}
                accepted={accepted}
                onClose={() => setOpen(false)}
              />
            )}
          </Section>
        );
      }}
    </LoadableView>
  );
}

/** Entries of the journal that claim to be an acceptance and do not count: anybody who may annotate can write them. */
function Broken({ broken, nowMs }: Pick<MapAcceptances, 'broken'> & { nowMs: number }) {
  const zone = useZone();
  const styles = useStyles2(getStyles);
  const more = broken.length - BROKEN_SHOWN;
  return (
    <>
      {broken.slice(0, BROKEN_SHOWN).map(({ author, atMs, why }, at) => (
        <p key={at} className={styles.broken}>
          {brokenWords(why, author, sinceWhen(atMs, nowMs, zone))}
        </p>
      ))}
      {more > 0 && (
        <p className={styles.broken}>
          {plural('map.broken.more', more, {
            one: '{{count}} more entry does not count.',
            other: '{{count}} more entries do not count.',
          })}
        </p>
      )}
    </>
  );
}

function brokenWords(why: 'incomplete' | 'damaged' | 'edited', who: string, when: string): string {
  switch (why) {
    case 'incomplete':
      return t('map.broken.incomplete', 'An acceptance by {{who}}, {{when}}, is not complete and does not count.', {
        who,
        when,
      });
    case 'damaged':
      return t('map.broken.damaged', 'An acceptance by {{who}}, {{when}}, cannot be read and does not count.', {
        who,
        when,
      });
    case 'edited':
      return t('map.broken.edited', 'An acceptance by {{who}}, {{when}}, was edited afterwards and does not count.', {
        who,
        when,
      });
  }
}

function Exports({ map, name }: { map: Map; name: string }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.actions}>
      <Button
        size="sm"
        variant="secondary"
        fill="outline"
        icon="download-alt"
        onClick={() => downloadCsv(mapCsv(map), `${name}-map.csv`)}
      >
        {t('map.csv', 'Export CSV')}
      </Button>
      <ClipboardButton size="sm" variant="secondary" fill="outline" icon="copy" getText={() => mapMarkdown(map)}>
        {t('map.markdown', 'Copy Markdown')}
      </ClipboardButton>
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  reading: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(2), marginTop: theme.spacing(4) }),
  quiet: css({ margin: theme.spacing(1, 0, 0, 0), color: theme.colors.text.secondary }),
  broken: css({ margin: 0, padding: theme.spacing(0.5, 0), overflowWrap: 'anywhere' }),
  actions: css({ display: 'inline-flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
});
