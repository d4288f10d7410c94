/** A data source of the organisation, as far as this user may query it. */
export interface DataSource {
  uid: string;
  name: string;
  /** Plugin id, such as `prometheus`. */
  type: string;
  isDefault: boolean;
  /** Where it reaches its server; absent where Grafana does not tell this user. */
  address?: string;
  /** Which of several servers stands behind one of our plugins; absent where none was chosen. */
  product?: string;
  /** Whether Grafana is to show its alert rules; absent where nothing was chosen. */
  managesAlerts?: boolean;
}
