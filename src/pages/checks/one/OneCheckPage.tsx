import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, EmptyState, LinkButton, useStyles2, useTheme2 } from '@grafana/ui';
import { lazy, Suspense, useEffect, useMemo, type ReactNode } from 'react';
import { useLocation, useParams } from 'react-router-dom';

import type { CheckDefinition, CheckKind } from '../../../core/check/definition';
import type { CheckResult } from '../../../core/check/result';
import { appHref } from '../../../ui/appHref';
import { useConnection } from '../../../ui/connection';
import { GrafanaLink } from '../../../ui/GrafanaLink';
import { dataInfo } from '../../../ui/round/dataInfo';
import type { Look } from '../../../ui/round/useLook';
import { Tabs } from '../../../ui/Tabs';
import { t } from '../../../ui/t';
import { usePackTitle } from '../../../ui/usePackTitle';
import { useAddress } from '../../../ui/useAddress';
import { Frame } from '../Frame';
import { NowTab } from './NowTab';
import { usesOf } from './uses';
import { UsedIn } from './UsedIn';

const HistoryTab = lazy(() => import('./HistoryTab').then((module) => ({ default: module.HistoryTab })));
const DefinitionTab = lazy(() => import('./DefinitionTab').then((module) => ({ default: module.DefinitionTab })));

/** One check: what it says now, what it said before, what it is, and where it is used. */
export function OneCheckPage({ look }: { look: Look }) {
  const { check: id = '' } = useParams();
  const { library } = useConnection();
  const definition = library.checks.find((one) => one.id === id);
  return definition === undefined ? <NoSuchCheck /> : <OneCheck key={id} definition={definition} look={look} />;
}

const TABS = ['now', 'history', 'definition', 'used-in'] as const;
type TabId = (typeof TABS)[number];

function OneCheck({ definition, look }: { definition: CheckDefinition; look: Look }) {
  const theme = useTheme2();
  const { connection, library } = useConnection();
  const packTitle = usePackTitle();
  const { pathname } = useLocation();
  const [params] = useAddress();
  const tab = TABS.find((one) => one === params.get('tab')) ?? 'now';
  const check = look.result?.checks.get(definition.id) ?? null;
  const uses = useMemo(
    () =>
      usesOf(definition, {
        checklists: library.checklists,
        systems: library.systems,
        settings: connection.settings,
        registry: connection.registry,
      }),
    [definition, library, connection]
  );
  const { showEvidence } = look;
  useEffect(() => showEvidence(definition.id), [showEvidence, definition.id]);
  return (
    <Frame
      name={definition.title}
      subTitle={definition.why}
      info={[
        {
          label: t('evidence.check', 'Check'),
          value: <span style={{ fontFamily: theme.typography.fontFamilyMonospace }}>{definition.id}</span>,
        },
        { label: t('checks.pack', 'Pack'), value: packTitle(definition.pack) },
        ...sourceInfo(check),
        ...dataInfo(look),
      ]}
      actions={
        <>
          <ExploreLink check={check} />
          <RecheckOne look={look} id={definition.id} />
        </>
      }
    >
      <Tabs
        tabs={TABS.map((key) => ({
          key,
          label: tabName(key),
          href: appHref(`${pathname.slice(pathname.indexOf('checks/'))}${key === 'now' ? '' : `?tab=${key}`}`),
          active: key === tab,
          ...(key === 'used-in' && { counter: uses.length }),
        }))}
      />
      <TabBody>
        {tab === 'now' && <NowTab definition={definition} check={check} look={look} />}
        {tab === 'history' && <HistoryTab definition={definition} now={check?.verdict ?? null} />}
        {tab === 'definition' && <DefinitionTab definition={definition} />}
        {tab === 'used-in' && <UsedIn uses={uses} />}
      </TabBody>
    </Frame>
  );
}

function TabBody({ children }: { children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.body}>
      <Suspense fallback={null}>{children}</Suspense>
    </div>
  );
}

function tabName(tab: TabId): string {
  switch (tab) {
    case 'now':
      return t('check.now', 'Now');
    case 'history':
      return t('check.history', 'History');
    case 'definition':
      return t('check.definition', 'Definition');
    case 'used-in':
      return t('check.used-in', 'Used in');
  }
}

/** "mimir-prod", or how many sources were asked. */
function sourceInfo(check: CheckResult | null): Array<{ label: string; value: string }> {
  const names = [...new Set((check?.evidence ?? []).map(({ sourceName }) => sourceName))];
  return names.length === 0 ? [] : [{ label: t('evidence.source', 'Source'), value: names.join(', ') }];
}

/** Kinds whose query is one that Explore takes. */
const ASKED_BY_EXPRESSION: ReadonlySet<CheckKind> = new Set(['prometheus', 'loki']);

function ExploreLink({ check }: { check: CheckResult | null }) {
  const { dataSources } = useConnection().connection;
  const asked = check && ASKED_BY_EXPRESSION.has(check.definition.kind) ? check.evidence[0] : undefined;
  const source = dataSources.find(({ uid }) => uid === asked?.sourceUid);
  return asked && source ? (
    <GrafanaLink place={{ to: 'explore', source, query: asked.query }} look="outline" newTab />
  ) : null;
}

/** Looks at this check again; reads Cancel while anything is looked at. */
function RecheckOne({ look, id }: { look: Look; id: string }) {
  const isChecking = look.checking !== null;
  return (
    <Button
      variant="secondary"
      icon={isChecking ? 'times' : 'sync'}
      style={{ minWidth: 120, justifyContent: 'center' }}
      onClick={isChecking ? look.cancel : () => look.againItem(id, [id])}
    >
      {isChecking ? t('recheck.cancel', 'Cancel') : t('recheck.again', 'Re-check')}
    </Button>
  );
}

function NoSuchCheck() {
  return (
    <Frame name={t('check.none-title', 'No such check')}>
      <EmptyState
        variant="not-found"
        message={t('check.none', 'No pack has such a check')}
        button={<LinkButton href={appHref('checks')}>{t('check.open-checks', 'Open Checks')}</LinkButton>}
      />
    </Frame>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  body: css({ marginTop: theme.spacing(3) }),
});
