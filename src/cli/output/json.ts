import { riskOf, type AcceptedRisk, type AcceptedRisks } from '../../core/acceptance/risk';
import type { CheckResult, Entity } from '../../core/check/result';
import type { BoardItem } from '../../core/checklist/board';
import { exitCode, tallyOf, type Outcome } from '../outcome';

/** For programs: version 1; instants in ISO 8601 UTC, values in the check's unit, absent instead of null where possible. */
export function renderJson(outcome: Outcome): string {
  const { template, board, result, risks } = outcome;
  const { run } = board;
  const document = {
    version: 1,
    checklist: { id: template.id, title: template.title },
    run: { key: run.key, zone: run.zone, opens: iso(run.openMs), due: iso(run.dueMs) },
    asked: iso(result.askedMs),
    exitCode: exitCode(outcome),
    tally: tallyOf(outcome),
    items: board.items.map((entry) => itemOf(entry, risks)),
    causes: board.causes.map(({ sourceUid, sourceName, reason, itemIds }) => ({
      source: { uid: sourceUid, name: sourceName },
      reason,
      items: itemIds,
    })),
    sources: result.sources,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function itemOf({ item, mode, verdict, reason, finding, findings, checks }: BoardItem, risks: AcceptedRisks): object {
  return {
    id: item.id,
    title: item.title,
    mode,
    verdict: verdict ?? 'unknown',
    ...(reason && { reason }),
    ...(finding !== null && { finding }),
    findings: findings.map(({ check, verdict: worst, text }) => ({ check: check.definition.id, verdict: worst, text })),
    checks: checks.map((check) => checkOf(check, risks)),
  };
}

function checkOf(check: CheckResult, risks: AcceptedRisks): object {
  const { definition, verdict, reason, finding, counts, entities, evidence } = check;
  const { id, title, unit, severity, customised } = definition;
  return {
    id,
    title,
    ...(customised && { customised: customised.fields }),
    verdict,
    ...(reason && { reason }),
    ...(finding !== null && { finding }),
    severity,
    unit,
    counts,
    entities: entities.map((entity) => entityOf(entity, riskOf(risks, id, entity))),
    evidence,
  };
}

function entityOf(entity: Entity, risk: AcceptedRisk | null): object {
  const { key, labels, verdict, reason, value, limit, sampleMs, sinceMs } = entity;
  return {
    key,
    labels,
    verdict,
    ...(reason && { reason }),
    value,
    ...(limit !== undefined && { limit }),
    ...(sampleMs !== null && { sampled: iso(sampleMs) }),
    ...(sinceMs !== null && { since: iso(sinceMs) }),
    ...(risk && {
      riskAccepted: {
        by: risk.who,
        why: risk.why,
        at: iso(risk.atMs),
        until: iso(risk.untilMs),
        verdict: risk.verdict,
      },
    }),
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
