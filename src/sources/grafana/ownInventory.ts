import type { Clock } from '../../core/check/ports';
import type { DataSource } from '../../core/connection/dataSource';
import { ALERTMANAGER_MEASURES, GRAFANA_MEASURES, RULER_MEASURES } from '../../core/grafana/measures';
import type { AlertmanagerParts, GrafanaParts, RulerParts, SourceHealth } from '../../core/grafana/parts';
import { inventoryGroup, type InventoryGroup } from '../../core/inventory/inventoryEvaluator';
import type { Inventory } from '../../core/inventory/port';
import type { Read } from '../../core/inventory/read';
import { isObject, object, objects, text, type Json } from '../json';
import { SourceError } from '../sourceError';
import type { Transport, TransportResponse } from '../transport/port';
import { bodyOf, refusal } from '../transport/refusal';
import { alertingSources } from './alertingSources';
import { inventoryOf, type PartReaders, type Session } from './inventory';
import { parseReports, parseAlert, parseRules, parseSilence, parseToken, parseUser } from './ownParts';

const TIMEOUT_MS = 10_000;
const ACCOUNTS_AT_MOST = 1000;

/** Types that come with Grafana and answer for their health: when such a one has no backend, it is broken. */
const WITH_BACKEND: ReadonlySet<string> = new Set([
  'cloudwatch',
  'elasticsearch',
  'grafana-azure-monitor-datasource',
  'grafana-postgresql-datasource',
  'grafana-pyroscope-datasource',
  'graphite',
  'influxdb',
  'jaeger',
  'loki',
  'mssql',
  'mysql',
  'opentsdb',
  'parca',
  'prometheus',
  'stackdriver',
  'tempo',
  'zipkin',
]);

interface OwnSession<Parts> extends Session<Parts> {
  /** The name below which Grafana serves it: its own, or the uid of a data source. */
  source: string;
  send(path: string, query?: Readonly<Record<string, string | number>>): Promise<TransportResponse>;
}

/** Whatever knows of alerts: Grafana itself with all else that it knows, the rulers and Alertmanagers behind data sources. */
export function grafanaGroups(
  transport: Transport,
  dataSources: readonly DataSource[],
  clock: Clock
): readonly InventoryGroup[] {
  const { own, rulers, alertmanagers } = alertingSources(dataSources);
  const ofRulers = rulers.map((ref) => inventory<RulerParts>(ref, rulerReaders(ref), transport, clock));
  const ofAlertmanagers = alertmanagers.map((ref) =>
    inventory<AlertmanagerParts>(ref, ALERTMANAGER_READERS, transport, clock)
  );
  return [
    inventoryGroup([inventory(own, grafanaReaders(dataSources), transport, clock)], GRAFANA_MEASURES),
    inventoryGroup(ofRulers, RULER_MEASURES),
    inventoryGroup(ofAlertmanagers, ALERTMANAGER_MEASURES),
  ];
}

function inventory<Parts>(
  ref: { uid: string; name: string },
  readers: PartReaders<Parts, OwnSession<Parts>>,
  transport: Transport,
  clock: Clock
): Inventory<Parts> {
  return inventoryOf<Parts, OwnSession<Parts>>(ref, {
    readers,
    open: (session) => ({
      ...session,
      source: ref.uid,
      send: (path, query) =>
        session.counted(
          transport.send({
            method: 'GET',
            path,
            ...(query && { query }),
            signal: session.signal,
            timeoutMs: TIMEOUT_MS,
          })
        ),
    }),
    clock,
    forget: () => undefined,
  });
}

/** A Loki or a Mimir without a ruler has no rules and answers 404; where the settings say that there is one, that is no answer. */
function rulerReaders({ managesAlerts }: DataSource): PartReaders<RulerParts, OwnSession<RulerParts>> {
  return {
    rules: (session) =>
      reading(session, async () => {
        const answer = await session.send(`/api/prometheus/${session.source}/api/v1/rules`);
        const isWithout = answer.status === 404 && managesAlerts !== true;
        return isWithout ? rowsOf([]) : rulesOf(bodyOf(answer));
      }),
  };
}

const ALERTMANAGER_READERS: PartReaders<AlertmanagerParts, OwnSession<AlertmanagerParts>> = {
  alerts: (session) =>
    reading(session, async () => {
      const body = bodyOf(await session.send(`/api/alertmanager/${session.source}/api/v2/alerts`));
      return rowsOf(listOf(body, parseAlert));
    }),
  silences: (session) =>
    reading(session, async () => {
      const body = bodyOf(await session.send(`/api/alertmanager/${session.source}/api/v2/silences`));
      return rowsOf(listOf(body, parseSilence));
    }),
};

function grafanaReaders(dataSources: readonly DataSource[]): PartReaders<GrafanaParts, OwnSession<GrafanaParts>> {
  return {
    rules: (session) =>
      reading(session, async () => rulesOf(bodyOf(await session.send('/api/prometheus/grafana/api/v1/rules')))),
    ...ALERTMANAGER_READERS,

    sourceHealth: (session) =>
      reading(session, async () => {
        const asked = dataSources.filter(({ type }) => !type.startsWith('opsrounds-'));
        return { value: await Promise.all(asked.map((ref) => healthOf(ref, session))) };
      }),

    users: (session) =>
      reading(session, async () => rowsOf(listOf(bodyOf(await session.send('/api/org/users')), parseUser))),

    tokens: (session) =>
      reading(session, async () => {
        const found = object(
          bodyOf(await session.send('/api/serviceaccounts/search', { perpage: ACCOUNTS_AT_MOST, page: 1 }))
        );
        const accounts = objects(found['serviceAccounts']);
        const tokens = await Promise.all(
          accounts.filter(({ tokens: n }) => n !== 0).map((one) => tokensOf(one, session))
        );
        const isAll = accounts.length === found['totalCount'];
        return rowsOf([...tokens.flat(), ...(isAll ? [] : [null])]);
      }),

    /** Admins alone may read it; it is not there where Advisor is not installed. */
    advisor: (session) =>
      reading(session, async () => {
        const { id } = object(bodyOf(await session.send('/api/org')));
        const namespace = id === 1 ? 'default' : `org-${String(id)}`;
        const answer = await session.send(`/apis/advisor.grafana.app/v0alpha1/namespaces/${namespace}/checks`);
        if (answer.status === 404) {
          return { value: [] };
        }
        const { items, metadata } = object(bodyOf(answer));
        return Array.isArray(items) ? wholeUnless(object(metadata)['continue'], rowsOf(parseReports(items))) : null;
      }),
  };
}

interface Parsed<T> {
  value: T;
  lost?: string;
}

/** What a reader gives, or why it could not. Only the caller's abort gets out. */
async function reading<T>(
  { nowMs, signal }: Pick<Session<unknown>, 'nowMs' | 'signal'>,
  read: () => Promise<Parsed<T> | null>
): Promise<Read<T>> {
  try {
    const parsed = await read();
    if (parsed === null) {
      return { ok: false, reason: { code: 'bad-response', detail: 'The answer is not what Grafana answers.' } };
    }
    const { value, lost } = parsed;
    return {
      ok: true,
      value,
      atMs: nowMs,
      ...(lost !== undefined && { partial: { code: 'bad-response', detail: lost } }),
    };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SourceError) {
      return { ok: false, reason: { code: error.code, detail: error.detail } };
    }
    throw error;
  }
}

function listOf<T>(body: unknown, parse: (row: Json) => T | null): ReadonlyArray<T | null> | null {
  return Array.isArray(body) ? body.map((row: unknown) => (isObject(row) ? parse(row) : null)) : null;
}

function rowsOf<T>(rows: ReadonlyArray<T | null> | null): Parsed<readonly T[]> | null {
  if (rows === null) {
    return null;
  }
  const value = rows.filter((row) => row !== null);
  const lost = rows.length - value.length;
  return lost === 0 ? { value } : { value, lost: `${lost} of ${rows.length} rows could not be understood.` };
}

/** @param next Where a list goes on that a server cut; nothing where it is all. */
function wholeUnless<T>(next: unknown, parsed: Parsed<T> | null): Parsed<T> | null {
  return parsed === null || !next ? parsed : { ...parsed, lost: 'The list goes on, and its rest was not given.' };
}

function rulesOf(body: unknown) {
  return wholeUnless(object(object(body)['data'])['groupNextToken'], rowsOf(parseRules(body)));
}

/** A check that does not pass is a 400 with its words; one that was not made says so by its status. */
async function healthOf({ uid, name, type }: DataSource, session: OwnSession<GrafanaParts>): Promise<SourceHealth> {
  try {
    const answer = await session.send(`/api/datasources/uid/${uid}/health`);
    const { status, message, messageId } = object(answer.body);
    const isWithout = text(messageId)?.startsWith('plugin.') === true && messageId !== 'plugin.requestFailureError';
    if (isWithout && !WITH_BACKEND.has(type)) {
      return { name, type, status: null, message: '' };
    }
    return { name, type, status: text(status) ?? refusal(answer).code, message: text(message) ?? '' };
  } catch (error) {
    session.signal.throwIfAborted();
    if (error instanceof SourceError) {
      return { name, type, status: error.code, message: error.detail };
    }
    throw error;
  }
}

async function tokensOf(account: Json, session: OwnSession<GrafanaParts>) {
  const body = bodyOf(await session.send(`/api/serviceaccounts/${String(account['id'])}/tokens`));
  const name = text(account['name']) ?? text(account['login']) ?? '';
  return listOf(body, (row) => parseToken(row, name)) ?? [null];
}
