import { config } from '@grafana/runtime';
import { LinkButton, Spinner } from '@grafana/ui';
import { useCallback, useMemo, useState } from 'react';

import type { CheckResult } from '../../../core/check/result';
import { worstVerdict, type Reason, type Verdict } from '../../../core/check/verdict';
import { checksOfMeasures } from '../../../core/inventory/readChecked';
import type { Read, Snapshot } from '../../../core/inventory/read';
import type { Product } from '../../../core/products/product';
import { readServer, serversOf, type ServerReading, type ServerSource } from '../../../core/products/source';
import { appHref } from '../../appHref';
import { ConnectionProvider, ConnectionView, useConnection, useReadStage } from '../../connection';
import type { Loadable } from '../../loadable';
import { LoadableView } from '../../LoadableView';
import { Mark } from '../../Mark';
import { reasonWords } from '../../reasonText';
import { ServicesProvider, type RoundsServices } from '../../services';
import { plural, t } from '../../t';
import { useLoaded } from '../../useLoaded';
import { countText } from '../../when';

/** How what a server serves is counted: its guests, its applications. */
export interface Served<Parts> {
  part: keyof Parts & string;
  count: (snapshot: Snapshot<Parts>) => Read<number> | undefined;
  found: (count: number) => string;
  /** Without a full stop. */
  unknown: () => string;
}

interface Props<Parts, View> {
  uid: string;
  /** Makes them anew for each self-test, so that nothing of an earlier one is kept. */
  services: () => RoundsServices;
  product: Product<Parts, View>;
  served: Served<Parts>;
  /** Of the app: where all of it is shown. */
  page: string;
}

/** What the app finds at the server behind a data source, once its token was found to work: "142 guests found, 7 checks fail." */
export function FoundSystem<Parts, View extends { silent: Reason | null }>(props: Props<Parts, View>) {
  const { services: make } = props;
  const services = useMemo(() => make(), [make]);
  return (
    <ServicesProvider services={services}>
      <ConnectionProvider>
        <ConnectionView loading={<Looking progress={null} />}>
          <ListedSystem {...props} />
        </ConnectionView>
      </ConnectionProvider>
    </ServicesProvider>
  );
}

/** Nothing where Grafana does not list it yet. */
function ListedSystem<Parts, View extends { silent: Reason | null }>(props: Props<Parts, View>) {
  const { connection } = useConnection();
  const { product, uid } = props;
  const source = useMemo(
    () => serversOf(connection.sources, product).find(({ ref }) => ref.uid === uid),
    [connection, product, uid]
  );
  return source === undefined ? null : <ReadSystem {...props} source={source} />;
}

function ReadSystem<Parts, View extends { silent: Reason | null }>({
  source,
  product,
  served,
  page,
}: Props<Parts, View> & { source: ServerSource<Parts> }) {
  const stage = useReadStage();
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const load = useCallback(
    async (signal: AbortSignal): Promise<Loadable<ServerReading<Parts, View>>> => {
      const onProgress = (done: number, total: number) => setProgress({ done, total });
      const parts = [...new Set([...product.parts, served.part])];
      const value = await readServer(product, source, parts, stage, { signal, onProgress });
      return value.view.silent === null ? { state: 'ready', value } : { state: 'failed', reason: value.view.silent };
    },
    [product, served, source, stage]
  );
  const { loaded, reload } = useLoaded(load);
  const pending = checksOfMeasures(stage.checks, product).filter((check) => product.isCostly?.(check) === true).length;
  return (
    <LoadableView of={loaded} subject={source.ref.name} onRetry={reload} loading={<Looking progress={progress} />}>
      {({ snapshot, checks }) => (
        <div>
          <ServedCount served={served} snapshot={snapshot} />{' '}
          <Mark state={worstVerdict(checks.map(({ verdict }) => verdict))} word={checkWords(checks)} />{' '}
          {pending > 0 && pendingWords(pending)}{' '}
          {maySeeApp() && (
            <LinkButton size="sm" variant="secondary" fill="text" href={appHref(page)}>
              {t('datasource.found.show', 'Show them')}
            </LinkButton>
          )}
        </div>
      )}
    </LoadableView>
  );
}

function Looking({ progress }: { progress: { done: number; total: number } | null }) {
  return (
    <div role="status">
      <Spinner inline />{' '}
      {progress === null
        ? t('datasource.found.reading', 'Reading what is there...')
        : t('datasource.found.reading-of', 'Reading what is there: {{done}} of {{total}}', progress)}
    </div>
  );
}

/** The number says nothing of what the checks say: only one that is not known, or not whole, has a mark. */
function ServedCount<Parts>({
  served: { count, found, unknown },
  snapshot,
}: {
  served: Served<Parts>;
  snapshot: Snapshot<Parts>;
}) {
  const read = count(snapshot);
  if (read?.ok === true && read.partial === undefined) {
    return <span>{found(read.value)}.</span>;
  }
  const words =
    read === undefined
      ? `${unknown()}.`
      : read.ok
        ? t('datasource.found.partial', '{{found}}, which is not all: {{why}}', {
            found: found(read.value),
            why: read.partial ? reasonWords(read.partial) : '',
          })
        : `${unknown()}: ${reasonWords(read.reason)}`;
  return <Mark state="unknown" word={words} />;
}

/** What the checks say of it, worst first; what does not apply here is not counted. */
function checkWords(checks: readonly CheckResult[]): string {
  const of = (verdict: Verdict) => checks.filter((check) => check.verdict === verdict).length;
  const all = checks.length - of('na');
  const parts = [
    [of('fail'), plural('datasource.found.fail', of('fail'), { one: '{{count}} fails', other: '{{count}} fail' })],
    [
      of('unknown'),
      plural('datasource.found.unknown', of('unknown'), {
        one: '{{count}} is unknown',
        other: '{{count}} are unknown',
      }),
    ],
    [of('warn'), plural('datasource.found.warn', of('warn'), { one: '{{count}} warns', other: '{{count}} warn' })],
    [of('pass'), plural('datasource.found.pass', of('pass'), { one: '{{count}} passes', other: '{{count}} pass' })],
  ] as const;
  return t('datasource.found.checks', 'Of {{all}} checks {{parts}}.', {
    all: countText(all),
    parts:
      parts.flatMap(([count, words]) => (count > 0 ? [words] : [])).join(', ') || t('datasource.found.none', 'none'),
  });
}

function pendingWords(count: number): string {
  return plural('datasource.found.pending', count, {
    one: '{{count}} more asks every guest and is pending.',
    other: '{{count}} more ask every guest and are pending.',
  });
}

interface Entry {
  id?: string;
  children?: readonly Entry[];
}

/** Whether the app is switched on and this user has its pages in the menu. */
function maySeeApp(): boolean {
  const has = (entries: readonly Entry[]): boolean =>
    entries.some(({ id, children = [] }) => id === 'plugin-page-opsrounds-ops-app' || has(children));
  return has(config.bootData.navTree ?? []);
}
