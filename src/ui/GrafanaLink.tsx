import { locationUtil, type IconName } from '@grafana/data';
import { LinkButton, TextLink } from '@grafana/ui';
import type { ReactNode } from 'react';

import { useServices, type GrafanaRight } from './services';
import { t } from './t';

/** A place of Grafana that not everybody may go to. */
export type GrafanaPlace =
  | {
      to: 'explore';
      source: { uid: string; type: string };
      query: string;
      /** The last day without. */
      range?: { fromMs: number; toMs: number };
    }
  | { to: 'data-source'; uid: string }
  /** `search` narrows the types that are offered. */
  | { to: 'new-data-source'; search?: string };

/** What Grafana asks of who opens them. */
const RIGHTS: Readonly<Record<GrafanaPlace['to'], readonly GrafanaRight[]>> = {
  explore: ['datasources:explore'],
  'data-source': ['datasources:read', 'datasources:write'],
  'new-data-source': ['datasources:read', 'datasources:create'],
};

const ICONS: Readonly<Record<GrafanaPlace['to'], IconName>> = {
  explore: 'compass',
  'data-source': 'database',
  'new-data-source': 'plus',
};

/** Whether who is signed in may follow a link there; for words that change with it. */
export function useMayFollow(to: GrafanaPlace['to']): boolean {
  const { rights } = useServices().user;
  return RIGHTS[to].every((right) => rights.has(right));
}

interface Props {
  place: GrafanaPlace;
  /** `button`: what to do next; `outline`: a button of a page; `quiet`: one beside others; `text`: a small link. */
  look: 'button' | 'outline' | 'quiet' | 'text';
  /** Leaves this page as it is. */
  newTab?: boolean;
  /** Instead of what the place is called. */
  children?: string;
  /** For who may not follow it; nothing, when left out. */
  otherwise?: ReactNode;
}

/** Paths of an API, and the query of a data source as JSON, are evidence that cannot be typed into Explore; LogQL begins with a bare `{`. */
const NO_EXPRESSION = /^(GET \/|\{\s*["}])/;

/** Whether Explore takes it: our own data sources are asked by forms, and some sources by other ways than their expressions. */
function isTaken(place: GrafanaPlace): boolean {
  return place.to !== 'explore' || !(place.source.type.startsWith('opsrounds-') || NO_EXPRESSION.test(place.query));
}

/** The one way to Grafana's own pages: a link for who may follow it, and nothing for everybody else. */
export function GrafanaLink({ place, look, newTab = false, children = nameOf(place.to), otherwise = null }: Props) {
  const mayFollow = useMayFollow(place.to);
  if (!mayFollow || !isTaken(place)) {
    return otherwise;
  }
  const href = locationUtil.assureBaseUrl(pathOf(place));
  if (look === 'text') {
    return newTab ? (
      <TextLink href={href} external inline={false} variant="bodySmall" icon={ICONS[place.to]}>
        {children}
      </TextLink>
    ) : (
      <TextLink href={href} variant="bodySmall">
        {children}
      </TextLink>
    );
  }
  return (
    <LinkButton
      href={href}
      icon={ICONS[place.to]}
      {...(look === 'quiet' && { size: 'sm', variant: 'secondary', fill: 'text' })}
      {...(look === 'outline' && { variant: 'secondary', fill: 'outline' })}
      {...(newTab && { target: '_blank', rel: 'noreferrer' })}
    >
      {children}
    </LinkButton>
  );
}

function nameOf(to: GrafanaPlace['to']): string {
  switch (to) {
    case 'explore':
      return t('link.explore', 'Open in Explore');
    case 'data-source':
      return t('link.data-source', 'Data source settings');
    case 'new-data-source':
      return t('link.new-data-source', 'Add a data source');
  }
}

function pathOf(place: GrafanaPlace): string {
  switch (place.to) {
    case 'explore':
      return `/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify({ round: paneOf(place) }))}`;
    case 'data-source':
      return `/connections/datasources/edit/${encodeURIComponent(place.uid)}`;
    case 'new-data-source':
      return `/connections/datasources/new${place.search === undefined ? '' : `?search=${encodeURIComponent(place.search)}`}`;
  }
}

/** One query over a range. */
function paneOf({ source: { uid, type }, query, range }: Extract<GrafanaPlace, { to: 'explore' }>): object {
  return {
    datasource: uid,
    queries: [{ refId: 'A', expr: query, datasource: { uid, type } }],
    range: range ? { from: String(range.fromMs), to: String(range.toMs) } : { from: 'now-24h', to: 'now' },
  };
}
