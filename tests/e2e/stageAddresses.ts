/** Where the stage of one worker is. */
export interface StageAddresses {
  host: string;
  subPath: string;
  /** Where exporters and simulators are switched. */
  control: string;
}

/** Of Playwright's worker, by its parallel index; undefined on a real Grafana. */
export function stageOf(parallelIndex: number): StageAddresses | undefined {
  const stages = JSON.parse(process.env['OPSROUNDS_E2E_STAGES'] ?? '[]') as readonly StageAddresses[];
  return stages[parallelIndex];
}
