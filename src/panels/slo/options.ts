/** What a dashboard's editor chooses. Texts may hold variables of the dashboard, and several values between commas. */
export interface SloOptions {
  /** Over what objectives are judged. */
  period: 'own' | 'this-month' | 'last-month';
  /** Services that are shown; empty for all. */
  service: string;
  /** Owners whose objectives are shown; empty for all. */
  owner: string;
  /** Ids of objectives that are shown; empty for all. */
  objectives: string;
}
