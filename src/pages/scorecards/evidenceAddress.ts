/** The numbers that a drawer tells of. */
const FIELDS = ['sli', 'budget', 'burn1h', 'burn3d', 'days', 'coverage', 'figure'] as const;
export type EvidenceField = (typeof FIELDS)[number];

/** `?evidence=`: the key of a row or the id of a key figure, a dot, the number. */
export function evidenceParam(of: string, field: EvidenceField): string {
  return `${of}.${field}`;
}

/** What an address asks for; null for nothing that there is. */
export function evidenceOf(param: string | null): { of: string; field: EvidenceField } | null {
  const dot = param?.lastIndexOf('.') ?? -1;
  const field = FIELDS.find((one) => one === param?.slice(dot + 1));
  return param === null || dot < 1 || field === undefined ? null : { of: param.slice(0, dot), field };
}
