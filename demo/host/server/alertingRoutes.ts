import type { DataSource, DataSources } from './dataSources';
import { json, middlewareJson, type Answer } from './http';
import type { Route } from './router';

/** A Grafana without alert rules, contact points and silences of its own, beside the rules of its data sources. */
export function alertingRoutes(dataSources: DataSources): Route[] {
  const ofSource =
    (answer: (one: DataSource) => Promise<Answer>): Route['answer'] =>
    ({ params }) => {
      const one = dataSources.byUid(params['source'] ?? '');
      return one?.type === 'prometheus'
        ? answer(one)
        : middlewareJson(404, { message: 'data source not found', traceID: '' });
    };
  const success = (data: unknown) => json(200, { status: 'success', data });
  return [
    {
      method: 'GET',
      path: '/api/prometheus/grafana/api/v1/rules',
      needs: 'alert.rules:read',
      answer: () => success({ groups: [], totals: {} }),
    },
    {
      method: 'GET',
      path: '/api/prometheus/grafana/api/v1/alerts',
      needs: 'alert.instances:read',
      answer: () => success({ alerts: [] }),
    },
    ...['alerts', 'alerts/groups', 'silences'].map((list) => ({
      method: 'GET',
      path: `/api/alertmanager/grafana/api/v2/${list}`,
      needs: list === 'silences' ? 'alert.silences:read' : 'alert.instances:read',
      answer: () => json(200, []),
    })),
    {
      method: 'GET',
      path: '/api/prometheus/:source/api/v1/rules',
      needs: 'alert.rules.external:read',
      answer: ofSource((one) => readRules(one)),
    },
  ];
}

interface PrometheusGroup {
  rules: readonly object[];
}

/** As Grafana hands them on: each rule and group with the fields of its own. A server that is not there is a 502 with an empty object. */
async function readRules({ url }: DataSource): Promise<Answer> {
  try {
    const response = await fetch(`${url}/api/v1/rules`);
    const body = (await response.json()) as { data: { groups: readonly PrometheusGroup[] } };
    const groups = body.data.groups.map(({ rules, ...group }) => ({
      ...group,
      folderUid: '',
      rules: rules.map((rule) => ({ ...rule, isPaused: false })),
      totals: null,
    }));
    return json(200, { status: 'success', data: { groups } });
  } catch {
    return json(502, {});
  }
}
