import type { Left } from '../../core/slo/exportLeft';
import type { Objective } from '../../core/slo/objective';
import { objectiveRules, type RuleGroup, type RuleOptions } from '../../core/slo/rules';
import { yamlText } from './yamlText';

/** A file of an export and what it could not say. */
export interface Exported {
  text: string;
  left: readonly Left[];
}

export interface RuleExportOptions extends Partial<RuleOptions> {
  /** `rules`: a file for Prometheus, Mimir or Thanos. `prometheusrule`: a resource for the Prometheus Operator. */
  form: 'rules' | 'prometheusrule';
}

/** Prometheus rules of objectives, the same text for the same objectives. They are to be applied by whoever keeps the rules. */
export function exportRules(objectives: readonly Objective[], options: RuleExportOptions): Exported {
  const all = objectives.map((objective) => objectiveRules(objective, { absentAlert: options.absentAlert ?? false }));
  const groups = all.flatMap((rules) => rules.groups);
  const general = (['coverage', 'exclusions'] as const).map((code) => ({ objective: '', field: code, code }));
  return {
    text: options.form === 'rules' ? yamlText({ groups }) : yamlText(resource(objectives, groups)),
    left: [...all.flatMap(({ left }) => left), ...(groups.length > 0 ? general : [])],
  };
}

function resource(objectives: readonly Objective[], groups: readonly RuleGroup[]): object {
  const [only] = objectives;
  const name = objectives.length === 1 && only ? `opsrounds-${only.id}` : 'opsrounds-objectives';
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'opsrounds' } },
    spec: { groups },
  };
}
