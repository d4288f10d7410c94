/** How a new admin makes an account that only reads, and a token of it. */
export const ACCOUNT_COMMAND = `kubectl -n argocd patch configmap argocd-cm --type merge \\
  -p '{"data": {"accounts.grafana": "apiKey"}}'`;

/** For `policy.csv` of the config map `argocd-rbac-cm`; each line is one row of the rights below. */
export const POLICY = `p, role:opsrounds, applications, get, */*, allow
p, role:opsrounds, projects, get, *, allow
p, role:opsrounds, clusters, get, *, allow
p, role:opsrounds, accounts, get, *, allow
g, grafana, role:opsrounds`;

export const TOKEN_COMMAND = 'argocd account generate-token --account grafana --expires-in 8760h';
